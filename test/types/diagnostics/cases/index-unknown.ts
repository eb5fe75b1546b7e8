// K1
// says: the table has no index gsi9
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { shop } from '../../fixtures.js'

export const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), day: z.string(), text: z.string(), kind: z.string() }),
  key: { partitionKey: 'NOTE#{id}', sortKey: '{day}' },
  access: {
    byKind: { index: 'gsi9', partitionKey: 'KIND#{kind}', sortKey: '{day}' },
    //        ^ here
    byText: { index: 'some', partitionKey: 'TEXT#{text}', sortKey: '{day}' },
  },
})

const { notes } = createDatabase({ backend: memory(), entities: { notes: Note } })
void notes.get({ id: 'a', day: 'b' })
void notes.create({ id: 'a', day: 'b', text: 'c', kind: 'd' })
void notes.query.primary({ id: 'a' })
