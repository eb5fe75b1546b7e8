// K1
// says: the holes of the template are not known: write it in place, or as const
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

const lower = (template: string) => ({ template, casing: 'lower' as const })

export const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), day: z.string() }),
  key: { partitionKey: 'NOTE#{id}', sortKey: lower('{day}') },
  //                                ^ here
})

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.create({ id: 'a', day: 'b' })
