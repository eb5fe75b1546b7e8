import type { Caller, Way } from '../caller.js'
import { added, all, always, holding, readBy, removal, write } from '../caller.js'
import type { Change } from '../deed.js'
import { numberOf, textOf } from '../deed.js'

const keyOf = (id: string) => ({ tenant: 't', id })
const placeOf = (id: string) => `T#t TALLY#${id}`
const areaOf = ({ pick }: Caller) => pick('north' as const, 'south' as const, undefined)

const itemOf = (caller: Caller) => ({
  ...keyOf(caller.id),
  by: caller.by,
  count: caller.count,
  hits: 0,
  area: areaOf(caller),
})

const read = (caller: Caller) =>
  readBy(caller, caller.shelf.tallies, () => caller.db.tallies.get(keyOf(caller.id), { consistent: true }))

const overNone = ({ old }: Change): boolean => old === undefined

export const tallies: Readonly<Record<string, Way>> = {
  async 'tally: create'(caller) {
    const { ledger, db, by, id, count } = caller
    const intents = [write(placeOf(id), all(overNone, holding(count)))]
    await ledger.attempt({ by, way: 'create', intents }, () => db.tallies.create(itemOf(caller)))
  },

  async 'tally: put'(caller) {
    const { ledger, db, by, id, count } = caller
    const verb = caller.pick('put' as const, 'replace' as const)
    const explains = all(holding(count), ({ old }) => verb === 'put' || old !== undefined)
    await ledger.attempt({ by, way: verb, intents: [write(placeOf(id), explains)], isRepeatable: true }, () =>
      db.tallies[verb](itemOf(caller)),
    )
  },

  async 'tally: hit'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'hit', intents: [write(placeOf(id), added(1, 'hits'))] }, () =>
      db.tallies.update(keyOf(id), { set: { by }, add: { hits: 1 } }),
    )
  },

  async 'tally: hit with a token'(caller) {
    const { ledger, db, by, id, other } = caller
    if (id === other) return
    const intents = [id, other].map((each) => write(placeOf(each), added(1, 'hits')))
    await ledger.attempt({ by, way: 'hit with a token', intents, labels: ['one', 'two'] }, () =>
      db.transact({
        one: db.tallies.plan.update(keyOf(id), { set: { by }, add: { hits: 1 } }),
        two: db.tallies.plan.update(keyOf(other), { set: { by }, add: { hits: 1 } }),
      }),
    )
  },

  async 'tally: count, read first'(caller) {
    const { ledger, db, by, id } = caller
    const intents = [write(placeOf(id), added(1))]
    await ledger.attempt({ by, way: 'count, read first', intents }, () =>
      db.tallies.update(keyOf(id), { set: { by }, add: { count: 1 } }, { reindex: 'read' }),
    )
  },

  async 'tally: count'(caller) {
    const { ledger, db, by, id } = caller
    const item = await read(caller)
    if (item === undefined) return
    const explains = all(added(1), ({ old }) => numberOf(old, 'count') === item.count)
    await ledger.attempt({ by, way: 'count', intents: [write(placeOf(id), explains)] }, () =>
      db.tallies.update(item, { set: { by }, add: { count: 1 } }),
    )
  },

  async 'tally: name the area'(caller) {
    const { ledger, db, by, id, count } = caller
    const area = caller.pick('north' as const, 'south' as const)
    const explains = all(holding(count), ({ next }) => textOf(next, 'area') === area)
    const intents = [write(placeOf(id), explains)]
    await ledger.attempt({ by, way: 'name the area', intents, isRepeatable: true }, () =>
      db.tallies.update(keyOf(id), { set: { by, area, count } }),
    )
  },

  async 'tally: leave the area'(caller) {
    const { ledger, db, by, id } = caller
    const intents = [write(placeOf(id), ({ next }) => next?.['area'] === undefined)]
    await ledger.attempt({ by, way: 'leave the area', intents, isRepeatable: true }, () =>
      db.tallies.update(keyOf(id), { set: { by }, remove: ['area'] }),
    )
  },

  async 'tally: upsert'(caller) {
    const { ledger, db, by, id } = caller
    const explains = (change: Change) =>
      (change.old === undefined ? holding(1, 'hits') : added(1, 'hits'))(change)
    await ledger.attempt({ by, way: 'upsert', intents: [write(placeOf(id), explains)] }, () =>
      db.tallies.upsert({ ...itemOf(caller), hits: 1 }, { add: ['hits'] }),
    )
  },

  async 'tally: delete'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt(
      { by, way: 'delete', intents: [removal(placeOf(id), always)], isRepeatable: true },
      () => db.tallies.delete(keyOf(id)),
    )
  },
}
