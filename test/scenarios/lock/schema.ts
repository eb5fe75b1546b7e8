import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

const locks = defineTable({ name: 'locks', partitionKey: 'pk', timeToLive: 'expiresAt' })

/** Who holds what until when. A lock that has expired is absent, although it is still stored. */
export const Lock = defineEntity({
  name: 'Lock',
  table: locks,
  schema: z.object({
    resource: z.string(),
    owner: z.string(),
    purpose: z.string(),
    expiresAt: z.date(),
  }),
  key: { partitionKey: 'LOCK#{resource}' },
})

export const entities = { locks: Lock }
