import type { Backend, Database, NewItem } from 'monotable'
import { createDatabase } from 'monotable'
import type { Airport, Flight } from './schema.js'
import { entities } from './schema.js'

export type FlightDatabase = Database<typeof entities>

/** Joins the entities with whatever executes the requests, and creates their table. */
export async function openDatabase(backend: Backend): Promise<FlightDatabase> {
  const db = createDatabase({ backend, entities })
  await db.createTables()
  return db
}

/** Writes airports and flights, and adds each flight to the statistics of its route. */
export async function load(
  db: FlightDatabase,
  airports: readonly NewItem<typeof Airport>[],
  flights: readonly NewItem<typeof Flight>[],
  onWritten: () => void = () => {},
): Promise<void> {
  await each(airports, async (airport) => {
    await db.airports.create(airport)
    onWritten()
  })
  await each(flights, async (flight) => {
    await db.flights.create(flight)
    await addToRoute(db, flight)
    onWritten()
  })
}

/**
 * The statistics of a route, kept by atomic adds: one request, no read before it. Writers of the same route do not get
 * into each other's way, however many there are.
 */
export async function addToRoute(
  db: FlightDatabase,
  { origin, destination, delayMinutes }: NewItem<typeof Flight>,
): Promise<void> {
  await db.routeStats.upsert(
    { origin, destination, flights: 1, delayMinutes },
    { add: ['flights', 'delayMinutes'] },
  )
}

const concurrency = 32

/** Works through a list with a fixed number of requests under way, so that memory stays bounded. */
async function each<TItem>(items: readonly TItem[], work: (item: TItem) => Promise<void>): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}
