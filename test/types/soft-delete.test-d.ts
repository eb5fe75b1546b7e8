import { expectTypeOf, test } from 'vitest'
import type {
  AnyEntity,
  DeletedItems,
  Item,
  NotDeletedError,
  Repository,
  WritePlan,
} from '../../src/index.js'
import { createShop } from './fixtures.js'
import { createTasks, type Tag, type Task } from './soft-delete-fixtures.js'

const { tasks, tags, memos } = createTasks()
const { orders } = createShop()
declare const task: Item<typeof Task>
declare const tag: Item<typeof Tag>
const key = { taskId: 't' }
type Deleted = Item<typeof Task> & { deletedAt: Date }

test('what is deleted has the time of its deletion, and what is not has not', () => {
  expectTypeOf(tasks.delete(task)).resolves.toEqualTypeOf<Deleted | undefined>()
  expectTypeOf(tasks.plan.delete(key)).toEqualTypeOf<WritePlan<Deleted | undefined>>()
  expectTypeOf(tasks.purge(key)).resolves.toEqualTypeOf<Deleted | undefined>()
  expectTypeOf(tasks.restore(key)).resolves.toEqualTypeOf<Item<typeof Task>>()
  // @ts-expect-error -- only deleted items have it
  void task.deletedAt
  // @ts-expect-error -- it is the library's own
  void tasks.update(task, { set: { deletedAt: new Date() } })
  // @ts-expect-error -- it is the library's own
  void tasks.create({ ...key, title: 't', deletedAt: new Date() })
})

test('restore and purge take a key or a deleted item', async () => {
  const deleted = await tasks.delete(key)
  if (deleted === undefined) return
  void tasks.restore(deleted)
  void tasks.purge(deleted, { where: (o, { eq }) => eq(o.title, 't') })
  // @ts-expect-error -- no key
  void tasks.restore({ title: 't' })
  // @ts-expect-error -- no key
  void tasks.purge({ title: 't' })
  const result = await tasks.attempt.restore(key)
  if (!result.ok && result.error.code === 'repository.not-deleted')
    expectTypeOf(result.error).toEqualTypeOf<NotDeletedError<Item<typeof Task>>>()
})

test('an item that is not deleted is neither restored nor purged', async () => {
  const live = await tasks.require(key)
  // @ts-expect-error -- it has a title, and no time of a deletion
  void tasks.restore(live)
  // @ts-expect-error -- the same
  void tasks.purge(live)
  // @ts-expect-error -- the same, of an entity with unique values
  void tags.purge(await tags.require({ tagId: 't' }), { reindex: 'read' })
})

test('deleted items are read by themselves', () => {
  expectTypeOf(tasks.deleted).toEqualTypeOf<DeletedItems<(typeof Task)['~types']>>()
  expectTypeOf(tasks.deleted.get(key)).resolves.toEqualTypeOf<Deleted | undefined>()
  expectTypeOf(tasks.deleted.query(key).all()).resolves.toEqualTypeOf<Deleted[]>()
  expectTypeOf(tasks.deleted.scan().first()).resolves.toEqualTypeOf<Deleted | undefined>()
  expectTypeOf(tasks.deleted.scan().select('deletedAt').all()).resolves.toEqualTypeOf<{ deletedAt: Date }[]>()
  // @ts-expect-error -- the partition is given whole
  void tasks.deleted.query({})
  // @ts-expect-error -- the key is a string
  void tasks.deleted.get({ taskId: 1 })
})

test('an entity that keeps nothing has none of it', () => {
  const orderKey = { tenantId: 't', customerId: 'c', orderId: 'o' }
  // @ts-expect-error -- there is no softDelete
  void orders.restore(orderKey)
  // @ts-expect-error -- there is no softDelete
  void orders.purge(orderKey)
  // @ts-expect-error -- there is no softDelete
  void orders.deleted.get(orderKey)
})

test('unique values stay with a deleted item, and are given up by its purge, which has to know them', () => {
  void tags.delete({ tagId: 't' })
  void tags.delete(tag)
  void tags.restore({ tagId: 't' })
  void tags.purge({ ...tag, gone: new Date() })
  void tags.purge({ tagId: 't' }, { reindex: 'read' })
  // @ts-expect-error -- a key tells no values
  void tags.purge({ tagId: 't' })
})

test('a batch marks nothing, and writes over what is deleted only where that is said', () => {
  void memos.putMany([{ memoId: 'm' }], { overwrite: true })
  // @ts-expect-error -- it cannot be marked
  void memos.deleteMany([{ memoId: 'm' }])
  // @ts-expect-error -- it cannot be marked
  void tasks.deleteMany([key])
  // @ts-expect-error -- it is not said
  void memos.putMany([{ memoId: 'm' }])
})

test('a function over any entity deletes', () => {
  async function drop<TEntity extends AnyEntity>(repository: Repository<TEntity>, item: Item<TEntity>) {
    return repository.delete(item)
  }
  void drop(tasks, task)
})
