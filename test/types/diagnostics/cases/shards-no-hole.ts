// K9
// says: shards needs a hole {shard} in partitionKey, and no attribute of that name
import * as z from 'zod'
import { defineEntity } from '../../../../src/index.js'
import { shop } from '../../fixtures.js'

export const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ id: z.string(), day: z.string() }),
  key: { partitionKey: 'NOTE#{id}', sortKey: '{day}' },
  access: { byDay: { index: 'gsi1', partitionKey: 'DAY#{day}', sortKey: '{id}', shards: 8 } },
  //                                                                            ^ here
})
