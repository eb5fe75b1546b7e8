import * as z from 'zod'
import { createDatabase, type Database, defineEntity } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { shop } from './fixtures.js'

export const Task = defineEntity({
  name: 'Task',
  table: shop,
  schema: z.object({ taskId: z.string(), title: z.string(), code: z.string().optional() }),
  key: { partitionKey: 'TASK#{taskId}', sortKey: 'TASK' },
  version: 'version',
  softDelete: 'deletedAt',
})

/** Without a version, with a unique value. */
export const Tag = defineEntity({
  name: 'Tag',
  table: shop,
  schema: z.object({ tagId: z.string(), label: z.string() }),
  key: { partitionKey: 'TAG#{tagId}', sortKey: 'TAG' },
  unique: { label: { partitionKey: 'LABEL#{label}', sortKey: 'LABEL' } },
  softDelete: 'gone',
})

/** Without either. */
export const Memo = defineEntity({
  name: 'Memo',
  table: shop,
  schema: z.object({ memoId: z.string() }),
  key: { partitionKey: 'MEMO#{memoId}', sortKey: 'MEMO' },
  softDelete: 'gone',
})

export const createTasks = (): Database<{
  readonly tasks: typeof Task
  readonly tags: typeof Tag
  readonly memos: typeof Memo
}> => createDatabase({ backend: memory(), entities: { tasks: Task, tags: Tag, memos: Memo } })
