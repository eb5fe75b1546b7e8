// R1
// says: primary is the access pattern of the primary key: call this one otherwise
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

const schema = z.object({ id: z.string(), day: z.string() })
const key = { partitionKey: 'NOTE#{id}', sortKey: 'NOTE' } as const
const primary = { index: 'gsi1', partitionKey: 'DAY#{day}', sortKey: '{id}' } as const
export const Note = defineEntity({ name: 'Note', table: shop, schema, key, access: { primary } })
//                                                                                   ^ here

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.get({ id: 'a' })
