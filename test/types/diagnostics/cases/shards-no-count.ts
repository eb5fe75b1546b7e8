// K9
// says: {shard} is for the partition key of an access pattern over a global index that says shards: 8 or another count
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
