import type { Item, VersionConflictDetails } from 'monotable'
import type { FlightDatabase } from './load.js'
import type { Airport, Flight } from './schema.js'

/**
 * A flight turns out to be later than reported. It takes its new place among the worst delays, and the statistics of its
 * route follow: both or none. The flight is passed as it was read, so the write is refused if that is no longer true.
 */
export async function correctDelay(
  db: FlightDatabase,
  flight: Item<typeof Flight>,
  delayMinutes: number,
): Promise<void> {
  const { origin, destination } = flight
  await db.transact({
    flight: db.flights.plan.update(flight, { set: { delayMinutes } }),
    route: db.routeStats.plan.update(
      { origin, destination },
      { add: { delayMinutes: delayMinutes - flight.delayMinutes } },
    ),
  })
}

/** Moves an airport as the map desk does, who read it and looked away: what is refused says why. */
export async function moveStaleAirport(
  db: FlightDatabase,
  stale: Item<typeof Airport>,
  latitude: number,
  longitude: number,
): Promise<VersionConflictDetails<unknown> | undefined> {
  const attempt = await db.airports.attempt.update(stale, { set: { latitude, longitude } })
  if (attempt.ok) return undefined
  if (attempt.error.code === 'repository.version-conflict') return attempt.error.details
  throw attempt.error
}

/** The same, done right: reads, applies the change, and does so again from what is stored if somebody was faster. */
export async function moveAirport(
  db: FlightDatabase,
  code: string,
  latitude: number,
  longitude: number,
): Promise<Item<typeof Airport> | undefined> {
  return db.airports.modify({ code }, (airport) => ({ ...airport, latitude, longitude }))
}
