import type { Backend, Database, NewItem } from 'monotable'
import { createDatabase } from 'monotable'
import type { Airport, Flight } from './schema.js'
import { entities } from './schema.js'

export type FlightDatabase = Database<typeof entities>

type Source<TItem> = Iterable<TItem> | AsyncIterable<TItem>

/** Joins the entities with whatever executes the requests, and creates their table. */
export async function openDatabase(
  backend: Backend,
  tables: Readonly<Record<string, string>> = {},
): Promise<FlightDatabase> {
  const db = createDatabase({ backend, tables, entities })
  await db.createTables()
  return db
}

/** Writes airports and flights as they come, and adds each flight to the statistics of its route. */
export async function load(
  db: FlightDatabase,
  airports: Source<NewItem<typeof Airport>>,
  flights: Source<NewItem<typeof Flight>>,
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

/** Works through a source with a fixed number of requests under way, and takes no item before one can be sent for it. */
async function each<TItem>(source: Source<TItem>, work: (item: TItem) => Promise<void>): Promise<void> {
  const waiting = (async function* () {
    yield* source
  })()
  const worker = async () => {
    for await (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}
