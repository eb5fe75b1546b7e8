import type { Caller, Way } from '../caller.js'
import { added, after, all, holding, overNothing, readBy, removal, restoration, write } from '../caller.js'

const keyOf = (id: string) => ({ tenant: 't', id })
const placeOf = (id: string) => `T#t TASK#${id}`
const statusOf = ({ pick }: Caller) => pick('open' as const, 'done' as const)

const itemOf = (caller: Caller) => ({
  ...keyOf(caller.id),
  by: caller.by,
  count: caller.count,
  status: statusOf(caller),
  area: caller.pick('north' as const, 'south' as const, undefined),
  rank: caller.pick(-1, 0, 2.5),
})

const read = (caller: Caller) =>
  readBy(caller, caller.shelf.tasks, () => caller.db.tasks.get(keyOf(caller.id)))

export const tasks: Readonly<Record<string, Way>> = {
  async 'task: create'(caller) {
    const { ledger, db, by, id, count } = caller
    const intents = [write(placeOf(id), all(overNothing, holding(count)))]
    await ledger.attempt({ by, way: 'create', intents }, () => db.tasks.create(itemOf(caller)))
  },

  async 'task: update'(caller) {
    const { ledger, db, by, id } = caller
    const item = await read(caller)
    if (item === undefined) return
    const intents = [write(placeOf(id), all(added(1), after(item)))]
    await ledger.attempt({ by, way: 'update', intents }, () =>
      db.tasks.update(item, { set: { by, status: statusOf(caller), rank: 7 }, add: { count: 1 } }),
    )
  },

  async 'task: update, read first'(caller) {
    const { ledger, db, by, id } = caller
    const intents = [write(placeOf(id), added(1))]
    await ledger.attempt({ by, way: 'update, read first', intents }, () =>
      db.tasks.update(keyOf(id), { set: { by, area: 'north' }, add: { count: 1 } }, { reindex: 'read' }),
    )
  },

  async 'task: modify'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'modify', intents: [write(placeOf(id), added(3))] }, () =>
      db.tasks.modify(keyOf(id), (item) => ({ ...item, by, count: item.count + 3 })),
    )
  },

  async 'task: delete'(caller) {
    const { ledger, db, by, id } = caller
    const item = await read(caller)
    if (item === undefined) return
    await ledger.attempt({ by, way: 'delete', intents: [removal(placeOf(id), after(item))] }, () =>
      db.tasks.delete(item),
    )
  },

  async 'task: delete by key'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'delete by key', intents: [removal(placeOf(id))] }, () =>
      db.tasks.delete(keyOf(id)),
    )
  },

  async 'task: restore by key'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'restore by key', intents: [restoration(placeOf(id))] }, () =>
      db.tasks.restore(keyOf(id)),
    )
  },

  async 'task: restore'(caller) {
    const { ledger, db, by, id } = caller
    let item: Awaited<ReturnType<typeof db.tasks.deleted.get>>
    await ledger.look(async () => (item = await db.tasks.deleted.get(keyOf(id))))
    const deleted = item
    if (deleted === undefined) return
    await ledger.attempt({ by, way: 'restore', intents: [restoration(placeOf(id), after(deleted))] }, () =>
      db.tasks.restore(deleted),
    )
  },

  async 'task: purge'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'purge', intents: [removal(placeOf(id))], isRepeatable: true }, () =>
      db.tasks.purge(keyOf(id)),
    )
  },

  async 'task: overwrite'(caller) {
    const { ledger, db, by, id, count } = caller
    const intents = [write(placeOf(id), holding(count))]
    await ledger.attempt({ by, way: 'overwrite', intents }, () =>
      db.tasks.put(itemOf(caller), { overwrite: true }),
    )
  },

  async 'task: look'({ ledger, db, pick }) {
    await ledger.look(() =>
      pick<() => Promise<unknown>>(
        () => db.tasks.query.byStatus({ status: 'open' }).all(),
        () => db.tasks.query.inArea({ tenant: 't', area: 'north' }).all(),
        () => db.tasks.deleted.scan().all(),
      )(),
    )
  },
}
