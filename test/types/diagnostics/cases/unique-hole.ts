// W4
// says: {cod} names no attribute of the schema
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

export const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), code: z.string() }),
  key: { partitionKey: 'NOTE#{id}', sortKey: 'NOTE' },
  unique: { code: { partitionKey: 'CODE#{cod}', sortKey: 'UNIQUE' } },
  //                ^ here
})

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.get({ id: 'a' })
void notes.create({ id: 'a', code: 'c' })
