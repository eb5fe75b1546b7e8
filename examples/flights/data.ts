import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
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
    const departure = `${origin} ${destination} ${date}`
    const ordinal = ordinals.get(departure) ?? 0
    ordinals.set(departure, ordinal + 1)
    const departsAt = new Date(`${date.replaceAll('/', '-').replace(' ', 'T')}Z`)
    return { origin, destination, departsAt, ordinal, delayMinutes: delay, distanceMiles: distance }
  })
}
