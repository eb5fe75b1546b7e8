// K1
// says: {day} may be absent: every item needs the whole of its key
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

export const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), day: z.string().optional() }),
  key: { partitionKey: 'NOTE#{id}', sortKey: 'DAY#{day}' },
  //                                ^ here
})

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.create({ id: 'a' })
