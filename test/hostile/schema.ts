import { createDatabase, defineEntity, defineTable } from 'monotable'
import { memory } from 'monotable/memory'
import * as z from 'zod'

const table = defineTable({
  name: 'hostile',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'p1', sortKey: 's1' },
    native: { partitionKey: ['tenant', 'tag'], sortKey: ['id'] },
  },
})

/** Texts of others in every place of a key: between literals, before another hole, and at the end. */
const File = defineEntity({
  name: 'File',
  table,
  schema: z.object({ tenant: z.string(), user: z.string(), tag: z.string().min(1), id: z.string().min(1) }),
  key: { partitionKey: 'T#{tenant}#U#{user}', sortKey: '{tag}#{id}' },
  access: {
    byTag: { index: 'gsi1', partitionKey: 'T#{tenant}#TAG#{tag}', sortKey: '{user}#FILE#{id}' },
    named: { index: 'native' },
  },
})

export async function openFiles() {
  const engine = memory()
  const db = createDatabase({ backend: engine, entities: { files: File } })
  await db.createTables()
  return { db, engine }
}
