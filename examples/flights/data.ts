import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { NewItem } from 'monotable'
import * as z from 'zod'
import type { Airport, Flight } from './schema.js'

/** The files lie in the package `vega-datasets`, beside its code. */
const vegaDatasets = createRequire(import.meta.url).resolve('vega-datasets')
const directory = new URL('../data/', pathToFileURL(vegaDatasets))

const missing = z.string().transform((text) => (text === 'NA' ? null : text))

const AirportRows = z.array(
  z.object({
    iata: z.string(),
    name: z.string(),
    city: missing,
    state: missing,
    latitude: z.coerce.number(),
    longitude: z.coerce.number(),
  }),
)

const FlightRows = z.array(
  z.object({
    date: z.string().regex(/^\d{4}\/\d\d\/\d\d \d\d:\d\d$/),
    delay: z.number(),
    distance: z.number(),
    origin: z.string(),
    destination: z.string(),
  }),
)

/** The 3,376 airports of `airports.csv`. */
export async function readAirports(): Promise<NewItem<typeof Airport>[]> {
  const text = await readFile(new URL('airports.csv', directory), 'utf8')
  return AirportRows.parse(parse(text, { columns: true })).map(({ iata, ...airport }) => ({
    code: iata,
    ...airport,
  }))
}

/** The 20,000 flights of `flights-20k.json`. Times have no zone and are read as UTC. */
export async function readFlights(): Promise<NewItem<typeof Flight>[]> {
  const text = await readFile(new URL('flights-20k.json', directory), 'utf8')
  const ordinals = new Map<string, number>()
  return FlightRows.parse(JSON.parse(text)).map(({ date, delay, distance, origin, destination }) => {
    const departsAt = new Date(`${date.replaceAll('/', '-').replace(' ', 'T')}Z`)
    const ordinal = nextOrdinal(ordinals, origin, destination, departsAt)
    return { origin, destination, departsAt, ordinal, delayMinutes: delay, distanceMiles: distance }
  })
}

const ParquetRows = z.array(
  z.object({
    date: z.date(),
    delay: z.bigint().transform(Number),
    distance: z.bigint().transform(Number),
    origin: z.string(),
    destination: z.string(),
  }),
)

const rowsAtATime = 20_000

/**
 * The first flights of the 3,000,000 of `flights-3m.parquet`, some thousand rows in memory at a time. They are in the order
 * of departure, so that those of a minute are all that has to be known to count them.
 */
export async function* streamFlights(count: number): AsyncGenerator<NewItem<typeof Flight>> {
  const file = await asyncBufferFromFile(fileURLToPath(new URL('flights-3m.parquet', directory)))
  const ordinals = new Map<string, number>()
  let minute = Number.NEGATIVE_INFINITY
  for (let rowStart = 0; rowStart < count; rowStart += rowsAtATime) {
    const rowEnd = Math.min(count, rowStart + rowsAtATime)
    const rows = await parquetReadObjects({ file, compressors, rowStart, rowEnd })
    for (const { date: departsAt, delay, distance, origin, destination } of ParquetRows.parse(rows)) {
      if (departsAt.getTime() > minute) {
        minute = departsAt.getTime()
        ordinals.clear()
      }
      const ordinal = nextOrdinal(ordinals, origin, destination, departsAt)
      yield { origin, destination, departsAt, ordinal, delayMinutes: delay, distanceMiles: distance }
    }
  }
}

/** Flights of one route can leave in the same minute: which of them this is, beginning with 0. */
function nextOrdinal(
  ordinals: Map<string, number>,
  origin: string,
  destination: string,
  departsAt: Date,
): number {
  const departure = `${origin} ${destination} ${departsAt.toISOString()}`
  const ordinal = ordinals.get(departure) ?? 0
  ordinals.set(departure, ordinal + 1)
  return ordinal
}
