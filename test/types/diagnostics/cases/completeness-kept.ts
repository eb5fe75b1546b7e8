// K7
// says: access pattern byOwner also needs createdAt: pass the item you read, or reindex
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), owner: z.string() }),
  key: { partitionKey: 'NOTE#{id}', sortKey: 'NOTE' },
  access: { byOwner: { index: 'gsi1', partitionKey: 'OWNER#{owner}', sortKey: '{createdAt}' } },
  timestamps: { createdAt: 'createdAt' },
})

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.update({ id: 'a' }, { set: { owner: 'b' } })
//                                      ^ here
