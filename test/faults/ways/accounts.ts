import type { Caller, Way } from '../caller.js'
import { added, after, all, holding, overNothing, readBy, removal, write } from '../caller.js'
import type { Change } from '../deed.js'
import { numberOf } from '../deed.js'

const keyOf = (id: string) => ({ tenant: 't', id })
const placeOf = (id: string) => `T#t ACCOUNT#${id}`
const statusOf = ({ pick }: Caller) => pick('open' as const, 'shut' as const)

const itemOf = (caller: Caller) => ({
  ...keyOf(caller.id),
  by: caller.by,
  count: caller.count,
  status: statusOf(caller),
  expires: caller.pick(undefined, undefined, new Date(caller.world.clock.now() + caller.pick(1000, 60_000))),
})

const read = (caller: Caller) =>
  readBy(caller, caller.shelf.accounts, () => caller.db.accounts.get(keyOf(caller.id)))

export const accounts: Readonly<Record<string, Way>> = {
  async 'account: create'(caller) {
    const { ledger, db, by, id, count } = caller
    const intents = [write(placeOf(id), all(overNothing, holding(count)))]
    await ledger.attempt({ by, way: 'create', intents }, () => db.accounts.create(itemOf(caller)))
  },

  async 'account: add by key'(caller) {
    const { ledger, db, by, id } = caller
    const change = { set: { by, status: statusOf(caller) }, add: { count: 1 } }
    await ledger.attempt({ by, way: 'add by key', intents: [write(placeOf(id), added(1))] }, () =>
      db.accounts.update(keyOf(id), change),
    )
  },

  async 'account: add, read first'(caller) {
    const { ledger, db, by, id } = caller
    const intents = [write(placeOf(id), added(1))]
    await ledger.attempt({ by, way: 'add, read first', intents }, () =>
      db.accounts.update(keyOf(id), { set: { by }, add: { count: 1 } }, { reindex: 'read' }),
    )
  },

  async 'account: update'(caller) {
    const { ledger, db, by, id } = caller
    const item = await read(caller)
    if (item === undefined) return
    const intents = [write(placeOf(id), all(added(2), after(item)))]
    await ledger.attempt({ by, way: 'update', intents }, () =>
      db.accounts.update(item, { set: { by, status: statusOf(caller) }, add: { count: 2 } }),
    )
  },

  async 'account: put'(caller) {
    const { ledger, db, by, id, count } = caller
    const item = await read(caller)
    if (item === undefined) return
    const intents = [write(placeOf(id), all(holding(count), after(item)))]
    const verb = caller.pick('put' as const, 'replace' as const)
    await ledger.attempt({ by, way: verb, intents }, () => db.accounts[verb]({ ...item, by, count }))
  },

  async 'account: overwrite'(caller) {
    const { ledger, db, by, id, count } = caller
    const intents = [write(placeOf(id), holding(count))]
    await ledger.attempt({ by, way: 'overwrite', intents }, () =>
      db.accounts.put(itemOf(caller), { overwrite: true }),
    )
  },

  async 'account: upsert'(caller) {
    const { ledger, db, by, id, count } = caller
    const adds = (change: Parameters<typeof overNothing>[0]) =>
      (overNothing(change) ? holding(count) : added(count))(change)
    await ledger.attempt({ by, way: 'upsert', intents: [write(placeOf(id), adds)] }, () =>
      db.accounts.upsert(itemOf(caller), { add: ['count'] }),
    )
  },

  async 'account: modify'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'modify', intents: [write(placeOf(id), added(3))] }, () =>
      db.accounts.modify(keyOf(id), (item) => ({ ...item, by, count: item.count + 3 })),
    )
  },

  async 'account: delete'(caller) {
    const { ledger, db, by, id, world } = caller
    const item = await read(caller)
    if (item === undefined) return
    // What has expired is absent, and may be taken away whatever it was.
    const explains = (change: Change) =>
      numberOf(change.old, 'expiresAt') * 1000 <= world.clock.now() || after(item, 'deleted')(change)
    await ledger.attempt({ by, way: 'delete', intents: [removal(placeOf(id), explains)] }, () =>
      db.accounts.delete(item),
    )
  },

  async 'account: delete by key'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt(
      { by, way: 'delete by key', intents: [removal(placeOf(id))], isRepeatable: true },
      () => db.accounts.delete(keyOf(id)),
    )
  },

  async 'account: transfer'(caller) {
    const { ledger, db, by, id, other } = caller
    const item = await read(caller)
    if (item === undefined || id === other) return
    const intents = [write(placeOf(id), all(added(5), after(item))), write(placeOf(other), added(7))]
    const labels = ['to', 'from']
    await ledger.attempt({ by, way: 'transfer', intents, labels }, () =>
      db.transact({
        to: db.accounts.plan.update(item, { set: { by }, add: { count: 5 } }),
        from: db.accounts.plan.update(keyOf(other), {
          set: { by, status: statusOf(caller) },
          add: { count: 7 },
        }),
      }),
    )
  },

  async 'account: look'(caller) {
    const { ledger, db, pick } = caller
    await ledger.look(() =>
      pick<() => Promise<unknown>>(
        () => db.accounts.getMany(['a', 'b', 'c', 'a'].map(keyOf)),
        () => db.accounts.query.byStatus({ status: statusOf(caller) }).all(),
        () => db.transactGet({ a: db.accounts.plan.get(keyOf('a')), b: db.accounts.plan.get(keyOf('b')) }),
      )(),
    )
  },
}
