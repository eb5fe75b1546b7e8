// K1
// says: {tags} is a list, a set or a map: no part of a key can be filled with it
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

export const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), tags: z.array(z.string()) }),
  key: { partitionKey: 'NOTE#{id}', sortKey: '{id}' },
  access: {
    byTags: { index: 'gsi1', partitionKey: 'TAGS#{tags}', sortKey: '{id}' },
    //                       ^ here
  },
})

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.create({ id: 'a', tags: [] })
