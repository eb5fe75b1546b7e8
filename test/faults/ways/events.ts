import type { Caller, Way } from '../caller.js'
import { added, all, holding, removal, write } from '../caller.js'
import type { Change } from '../deed.js'
import { placeOfEvent, textOf } from '../deed.js'

const keyOf = (id: string) => ({ tenant: 't', id })
const dateOf = ({ pick }: Caller) => pick(new Date('2026-02-01'), new Date('2026-02-02'))

const itemOf = (caller: Caller, id: string = caller.id) => ({
  ...keyOf(id),
  by: caller.by,
  hits: caller.count,
  at: dateOf(caller),
  area: caller.pick('north' as const, 'south' as const, undefined),
  rank: caller.pick(1, -3),
})

const ids = ['a', 'b', 'c', ...Array.from({ length: 27 }, (_, index) => `e${index}`)]
/** Some of those that there can be, each once, more than a batch holds at times. */
const idsOf = ({ pick }: Caller) => ids.filter(() => pick(true, true, false))

export const events: Readonly<Record<string, Way>> = {
  async 'event: create'(caller) {
    const { ledger, db, by, id, count } = caller
    const explains = all(holding(count, 'hits'), ({ old }) => old === undefined)
    await ledger.attempt({ by, way: 'create', intents: [write(placeOfEvent(id), explains)] }, () =>
      db.events.create(itemOf(caller)),
    )
  },

  async 'event: put'(caller) {
    const { ledger, db, by, id, count } = caller
    const intents = [write(placeOfEvent(id), holding(count, 'hits'))]
    await ledger.attempt({ by, way: 'put', intents, isRepeatable: true }, () => db.events.put(itemOf(caller)))
  },

  async 'event: hit'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'hit', intents: [write(placeOfEvent(id), added(1, 'hits'))] }, () =>
      db.events.update(keyOf(id), { set: { by, at: dateOf(caller) }, add: { hits: 1 } }),
    )
  },

  async 'event: move in time'(caller) {
    const { ledger, db, by, id } = caller
    const at = dateOf(caller)
    const explains = ({ next }: Change) => textOf(next, 'at') === at.toISOString()
    const intents = [write(placeOfEvent(id), explains)]
    await ledger.attempt({ by, way: 'move in time', intents, isRepeatable: true }, () =>
      db.events.update(keyOf(id), { set: { by, at, rank: caller.pick(4, 5) } }),
    )
  },

  async 'event: delete'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt(
      { by, way: 'delete', intents: [removal(placeOfEvent(id))], isRepeatable: true },
      () => db.events.delete(keyOf(id)),
    )
  },

  async 'event: put many'(caller) {
    const { ledger, db, by, count } = caller
    const chosen = idsOf(caller)
    const intents = chosen.map((id) => write(placeOfEvent(id), holding(count, 'hits')))
    const attempt = { by, way: 'put many', intents, isAtomic: false, isRepeatable: true }
    await ledger.attempt(attempt, () =>
      db.events.putMany(
        chosen.map((id) => itemOf(caller, id)),
        { attempts: caller.pick(2, 10) },
      ),
    )
  },

  async 'event: delete many'(caller) {
    const { ledger, db, by } = caller
    const chosen = idsOf(caller)
    const intents = chosen.map((id) => removal(placeOfEvent(id)))
    await ledger.attempt({ by, way: 'delete many', intents, isAtomic: false, isRepeatable: true }, () =>
      db.events.deleteMany(chosen.map(keyOf)),
    )
  },

  async 'event: with a tally'(caller) {
    const { ledger, db, by, id, count } = caller
    const intents = [
      write(
        placeOfEvent(id),
        all(holding(count, 'hits'), ({ old }) => old === undefined),
      ),
      write(`T#t TALLY#${id}`, added(1, 'hits')),
    ]
    await ledger.attempt({ by, way: 'with a tally', intents, labels: ['event', 'tally'] }, () =>
      db.transact({
        event: db.events.plan.create(itemOf(caller)),
        tally: db.tallies.plan.update(keyOf(id), { set: { by }, add: { hits: 1 } }),
      }),
    )
  },

  async 'event: look'(caller) {
    const { ledger, db, pick } = caller
    await ledger.look(() =>
      pick<() => Promise<unknown>>(
        () => db.events.query.newest({}).descending().all(),
        () => db.events.getMany(idsOf(caller).map(keyOf)),
        () => db.events.scan().all(),
      )(),
    )
  },
}
