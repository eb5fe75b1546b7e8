import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

const web = defineTable({
  name: 'web',
  partitionKey: 'pk',
  timeToLive: 'expiresAt',
  // Holds nothing but keys: that is what ending sessions takes, and it costs least.
  indexes: { byUser: { partitionKey: 'userKey', projection: 'keys-only' } },
})

export const Session = defineEntity({
  name: 'Session',
  table: web,
  schema: z.object({
    token: z.string().min(16),
    userName: z.string(),
    device: z.string(),
    startedAt: z.date(),
    /** Stored as seconds; from then on the session is absent, whenever DynamoDB gets to delete it. */
    expiresAt: z.date(),
  }),
  key: { partitionKey: 'SESSION#{token}' },
  access: {
    // Keys alone do not tell what has expired. Ending such a session once more does no harm.
    byUser: { index: 'byUser', partitionKey: 'USER#{userName}', includeExpired: true },
  },
})

export const entities = { sessions: Session }
