// K9
// says: {shard} names no attribute of the schema
import * as z from 'zod'
import { defineEntity } from '../../../../src/index.js'
import { shop } from '../../fixtures.js'

export const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), day: z.string() }),
  key: { partitionKey: 'NOTE#{id}', sortKey: '{day}' },
  access: { byDay: { index: 'gsi1', partitionKey: 'DAY#{day}#{shard}', sortKey: '{id}' } },
  //                                ^ here
})
