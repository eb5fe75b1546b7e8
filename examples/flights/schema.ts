import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

/**
 * One table holds everything. Its key attributes have names that say nothing, because each entity fills them in its own
 * way; the indexes are overloaded like that too.
 */
const aviation = defineTable({
  name: 'aviation',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
})

const code = z.string().regex(/^[A-Z0-9]{3,4}$/)

export const Airport = defineEntity({
  name: 'Airport',
  table: aviation,
  schema: z.object({
    code,
    name: z.string(),
    city: z.string().nullable(),
    state: z.string().nullable(),
    latitude: z.number(),
    longitude: z.number(),
  }),
  key: { partitionKey: 'AIRPORT#{code}', sortKey: 'AIRPORT' },
  access: {
    // An airport whose state is null is absent from the index: there is no key to be made.
    byState: { index: 'gsi1', partitionKey: 'STATE#{state}', sortKey: '{name}#{code}' },
  },
  version: 'version',
})

export const Flight = defineEntity({
  name: 'Flight',
  table: aviation,
  schema: z.object({
    origin: code,
    destination: code,
    departsAt: z.date(),
    /** Two flights of one route can leave in the same minute: this counts them. */
    ordinal: z.number().int().min(0).max(99),
    /** Negative for a flight that was early. */
    delayMinutes: z.number().int(),
    distanceMiles: z.number().int().positive(),
    day: z.iso.date(),
  }),
  // The flights of an airport share its partition, in the order of departure.
  key: {
    partitionKey: 'AIRPORT#{origin}',
    sortKey: 'FLIGHT#{departsAt}#{destination}#{ordinal}',
  },
  access: {
    arrivals: {
      index: 'gsi1',
      partitionKey: 'ARRIVALS#{destination}',
      sortKey: '{departsAt}#{origin}#{ordinal}',
    },
    worstDelays: {
      index: 'gsi2',
      partitionKey: 'DELAYS#{day}',
      sortKey: '{delayMinutes}#{origin}#{destination}',
    },
  },
  // In the key of `worstDelays`, the greatest delay comes first. Nothing has to be padded, negative numbers included.
  attributes: { delayMinutes: { keyOrder: 'descending' } },
  derived: {
    day: { from: ['departsAt'], compute: ({ departsAt }) => departsAt.toISOString().slice(0, 10) },
  },
  version: 'version',
})

export const RouteStats = defineEntity({
  name: 'RouteStats',
  table: aviation,
  schema: z.object({
    origin: code,
    destination: code,
    flights: z.number().int(),
    delayMinutes: z.number().int(),
  }),
  key: { partitionKey: 'AIRPORT#{origin}', sortKey: 'ROUTE#{destination}' },
})

/** The entities, by the names of their repositories. */
export const entities = { airports: Airport, flights: Flight, routeStats: RouteStats }
