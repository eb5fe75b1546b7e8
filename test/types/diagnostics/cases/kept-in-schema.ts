// W2
// says: revision is an attribute of the schema: take it out there, the library keeps it
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

const schema = z.object({ id: z.string(), revision: z.number() })
const key = { partitionKey: 'NOTE#{id}', sortKey: 'NOTE' } as const
export const Note = defineEntity({ name: 'Note', table: shop, schema, key, version: 'revision' })
//                                                                         ^ here

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.get({ id: 'a' })
