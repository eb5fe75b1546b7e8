import { readFileSync } from 'node:fs'
import { memory } from 'monotable/memory'
import { readAirports, readFlights } from '../../../examples/flights/data.js'
import type { FlightDatabase } from '../../../examples/flights/load.js'
import { load, openDatabase } from '../../../examples/flights/load.js'
import type { Meter } from '../../../examples/flights/meter.js'
import { metered } from '../../../examples/flights/meter.js'

/** A row of `flights-20k.json` as it stands in the file. */
export interface RawFlight {
  readonly date: string
  readonly delay: number
  readonly distance: number
  readonly origin: string
  readonly destination: string
}

const file = new URL('../../../node_modules/vega-datasets/data/flights-20k.json', import.meta.url)
const sampleSize = 3000

/** The first flights of the file, read without the code under test. */
export const rawFlights: readonly RawFlight[] = (JSON.parse(readFileSync(file, 'utf8')) as RawFlight[]).slice(
  0,
  sampleSize,
)

/** All airports and the same flights, in a database of their own. */
export async function loadedSample(): Promise<{ db: FlightDatabase; meter: Meter }> {
  const meter = metered(memory())
  const db = await openDatabase(meter.backend)
  await load(db, await readAirports(), (await readFlights()).slice(0, sampleSize))
  return { db, meter }
}

/** How flights are compared: as a row of the file, whatever else an item has. */
export function asRaw(flight: {
  readonly departsAt: Date
  readonly delayMinutes: number
  readonly distanceMiles: number
  readonly origin: string
  readonly destination: string
}): RawFlight {
  const { departsAt, delayMinutes, distanceMiles, origin, destination } = flight
  const date = departsAt.toISOString().slice(0, 16).replaceAll('-', '/').replace('T', ' ')
  return { date, delay: delayMinutes, distance: distanceMiles, origin, destination }
}
