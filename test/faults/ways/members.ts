import type { Caller, Way } from '../caller.js'
import { added, after, all, holding, overNothing, readBy, removal, write } from '../caller.js'

const keyOf = (id: string) => ({ tenant: 't', id })
const placeOf = (id: string) => `T#t MEMBER#${id}`
const emailOf = ({ pick }: Caller) => pick('a@x', 'A@x', 'b@x', 'c@x', 'd@x')
const handleOf = ({ pick }: Caller) => pick('one', 'two', 'three', null, undefined)

const read = (caller: Caller) =>
  readBy(caller, caller.shelf.members, () => caller.db.members.get(keyOf(caller.id)))

export const members: Readonly<Record<string, Way>> = {
  async 'member: create'(caller) {
    const { ledger, db, by, id, count } = caller
    const item = { ...keyOf(id), by, count, email: emailOf(caller), handle: handleOf(caller) }
    const verb = caller.pick('create' as const, 'put' as const)
    const intents = [write(placeOf(id), all(overNothing, holding(count)))]
    await ledger.attempt({ by, way: verb, intents }, () => db.members[verb](item))
  },

  async 'member: update'(caller) {
    const { ledger, db, by, id } = caller
    const item = await read(caller)
    if (item === undefined) return
    const set = { by, email: emailOf(caller), handle: handleOf(caller) }
    const intents = [write(placeOf(id), all(added(1), after(item)))]
    await ledger.attempt({ by, way: 'update', intents, isReadBack: true }, () =>
      db.members.update(item, { set, add: { count: 1 } }),
    )
  },

  async 'member: update, read first'(caller) {
    const { ledger, db, by, id } = caller
    const intents = [write(placeOf(id), added(1))]
    await ledger.attempt({ by, way: 'update, read first', intents, isReadBack: true }, () =>
      db.members.update(
        keyOf(id),
        { set: { by, email: emailOf(caller) }, add: { count: 1 } },
        { reindex: 'read' },
      ),
    )
  },

  async 'member: count'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'count', intents: [write(placeOf(id), added(1))] }, () =>
      db.members.update(keyOf(id), { set: { by }, add: { count: 1 } }),
    )
  },

  async 'member: modify'(caller) {
    const { ledger, db, by, id } = caller
    const handle = handleOf(caller)
    await ledger.attempt({ by, way: 'modify', intents: [write(placeOf(id), added(3))] }, () =>
      db.members.modify(keyOf(id), (item) => ({ ...item, by, handle, count: item.count + 3 })),
    )
  },

  async 'member: replace'(caller) {
    const { ledger, db, by, id, count } = caller
    const item = await read(caller)
    if (item === undefined) return
    const intents = [write(placeOf(id), all(holding(count), after(item)))]
    await ledger.attempt({ by, way: 'replace', intents }, () =>
      db.members.replace({ ...item, by, count, email: emailOf(caller) }, { reindex: 'read' }),
    )
  },

  async 'member: delete'(caller) {
    const { ledger, db, by, id } = caller
    const item = await read(caller)
    if (item === undefined) return
    await ledger.attempt({ by, way: 'delete', intents: [removal(placeOf(id), after(item, 'deleted'))] }, () =>
      db.members.delete(item),
    )
  },

  async 'member: delete, read first'(caller) {
    const { ledger, db, by, id } = caller
    await ledger.attempt({ by, way: 'delete, read first', intents: [removal(placeOf(id))] }, () =>
      db.members.delete(keyOf(id), { reindex: 'read' }),
    )
  },

  async 'member: hand over'(caller) {
    const { ledger, db, by, id, other } = caller
    const one = await read(caller)
    const two = await read({ ...caller, id: other })
    if (one === undefined || two === undefined || id === other) return
    const intents = [
      write(placeOf(id), all(added(1), after(one))),
      write(placeOf(other), all(added(1), after(two))),
    ]
    await ledger.attempt({ by, way: 'hand over', intents, labels: ['one', 'two'] }, () =>
      db.transact({
        one: db.members.plan.update(one, { set: { by, email: two.email }, add: { count: 1 } }),
        two: db.members.plan.update(two, { set: { by, email: one.email }, add: { count: 1 } }),
      }),
    )
  },
}
