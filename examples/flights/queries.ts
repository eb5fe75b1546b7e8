import type { Item } from 'monotable'
import type { FlightDatabase } from './load.js'
import type { Flight, RouteStats } from './schema.js'

/** The flights that leave an airport between two points in time: a range of the table's own sort key. */
export function departures(
  db: FlightDatabase,
  origin: string,
  from: Date,
  to: Date,
): Promise<Item<typeof Flight>[]> {
  return db.flights.query.primary({ origin, departsAt: { gte: from, lt: to } }).all()
}

/** The flights to an airport that left between two points in time, the last one first: the same on an index. */
export function arrivals(
  db: FlightDatabase,
  destination: string,
  from: Date,
  to: Date,
): Promise<Item<typeof Flight>[]> {
  return db.flights.query
    .arrivals({ destination, departsAt: { gte: from, lt: to } })
    .descending()
    .all()
}

/** The worst delays of a day: the index holds them in this order, so that nothing else is read. */
export function worstDelays(db: FlightDatabase, day: string, limit: number): Promise<Item<typeof Flight>[]> {
  return db.flights.query.worstDelays({ day }).limit(limit).all()
}

/** How many flights of a day were late by so many minutes, or more. Only the number is transferred. */
export function countLate(db: FlightDatabase, day: string, minutes: number): Promise<number> {
  return db.flights.query.worstDelays({ day, delayMinutes: { gte: minutes } }).count()
}

/** What is known of one route: a read of one item. */
export function routeStats(
  db: FlightDatabase,
  origin: string,
  destination: string,
): Promise<Item<typeof RouteStats>> {
  return db.routeStats.require({ origin, destination })
}

/** The routes from an airport with the most flights. The table has no such order, so all of them are read. */
export async function busiestRoutes(
  db: FlightDatabase,
  origin: string,
  limit: number,
): Promise<Item<typeof RouteStats>[]> {
  const routes = await db.routeStats.query.primary({ origin }).all()
  return routes.sort((one, other) => other.flights - one.flights).slice(0, limit)
}

/** Airports of a state by the beginning of their name. */
export function airportsOfState(
  db: FlightDatabase,
  state: string,
  beginning: string,
): Promise<{ code: string; name: string; city: string | null }[]> {
  return db.airports.query
    .byState({ state, name: { beginsWith: beginning } })
    .select('code', 'name', 'city')
    .all()
}
