// M4
// says: the schema has no attribute knid
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

export const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), day: z.string(), text: z.string(), kind: z.string() }),
  key: { partitionKey: 'NOTE#{id}', sortKey: '{day}' },
  derived: { knid: { from: ['text'], compute: () => 'k' } },
  //                                                ^ here
})

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.get({ id: 'a', day: 'b' })
void notes.create({ id: 'a', day: 'b', text: 'c', kind: 'd' })
void notes.query.primary({ id: 'a' })
