/* A run through the example: `npm run demo`, or `npm run demo -- 200000` for as many flights of the large file. */
import { inspect } from 'node:util'
import type { Item } from 'monotable'
import { memory } from 'monotable/memory'
import { correctDelay, moveAirport, moveStaleAirport } from './changes.js'
import { readAirports, readFlights, streamFlights } from './data.js'
import { load, openDatabase } from './load.js'
import { metered } from './meter.js'
import {
  airportsOfState,
  arrivals,
  busiestRoutes,
  countLate,
  departures,
  routeStats,
  worstDelays,
} from './queries.js'
import type { Columns } from './report.js'
import { Report } from './report.js'
import type { Flight, RouteStats } from './schema.js'

const meter = metered(memory())
const report = new Report(process.stdout, meter)
const db = await openDatabase(meter.backend)

const airports = await readAirports()
const wanted = Number(process.argv[2] ?? 0)
const small = wanted > 0 ? [] : await readFlights()
const bar = report.progressBar(airports.length + (wanted || small.length))
await report.step('Load airports and flights, add to the statistics', () =>
  load(db, airports, wanted > 0 ? streamFlights(wanted) : small, () => bar.increment()),
)
bar.stop()

const flightColumns: Columns<Item<typeof Flight>> = {
  departs: ({ departsAt }) => departsAt.toISOString().slice(0, 16).replace('T', ' '),
  from: ({ origin }) => origin,
  to: ({ destination }) => destination,
  'delay in minutes': ({ delayMinutes }) => delayMinutes,
}
const routeColumns: Columns<Item<typeof RouteStats>> = {
  from: ({ origin }) => origin,
  to: ({ destination }) => destination,
  flights: (route) => route.flights,
  'average delay in minutes': (route) => Math.round((10 * route.delayMinutes) / route.flights) / 10,
}

const [from, to] = [new Date('2001-01-05T06:00Z'), new Date('2001-01-05T12:00Z')]
await report.ask(
  'Departures from Chicago (ORD) on 5 January 2001, between 6 in the morning and noon',
  () => departures(db, 'ORD', from, to),
  flightColumns,
)
await report.ask(
  'Arrivals in Atlanta (ATL) that left in the same hours, the last one first',
  () => arrivals(db, 'ATL', from, to),
  flightColumns,
)
const day = '2001-01-05'
const [worst] = await report.ask(
  'The five worst delays of that day',
  () => worstDelays(db, day, 5),
  flightColumns,
)
await report.ask(
  'Flights of that day that were at least one hour late',
  async () => [await countLate(db, day, 60)],
  { flights: (count) => count },
)
await report.ask(
  'One route: Los Angeles to San Francisco',
  async () => [await routeStats(db, 'LAX', 'SFO')],
  routeColumns,
)
await report.ask('The five busiest routes from Dallas (DFW)', () => busiestRoutes(db, 'DFW', 5), routeColumns)
await report.ask("Airports of Alaska whose name begins with 'Ki'", () => airportsOfState(db, 'AK', 'Ki'), {
  code: ({ code }) => code,
  name: ({ name }) => name,
  city: ({ city }) => city,
})

if (worst !== undefined) {
  await report.step('Correct a delay, and the statistics with it: one transaction', () =>
    correctDelay(db, worst, worst.delayMinutes + 60),
  )
  await report.ask('The worst delays after one was corrected', () => worstDelays(db, day, 2), flightColumns)
}

const stale = await db.airports.require({ code: 'ORD' })
await report.step('Somebody else changes the airport', () =>
  db.airports.update({ code: 'ORD' }, { set: { latitude: 41.978 } }),
)
const conflict = await report.step('Change the airport as it was: refused', () =>
  moveStaleAirport(db, stale, 41.98, -87.9),
)
report.print(`\nA change to an airport that somebody else has changed since it was read is refused:
  expected version  ${conflict?.expectedVersion}
  differs in        ${conflict?.differences.join(', ')}
  stored            ${inspect(conflict?.stored, { breakLength: 96 }).replaceAll('\n', `\n${' '.repeat(20)}`)}`)
const moved = await report.step('The same with modify', () => moveAirport(db, 'ORD', 41.98, -87.9))
report.print(
  `With modify it is applied to what is stored: version ${moved?.version} at ${moved?.latitude}, ${moved?.longitude}`,
)

report.print(`\nRequests, and the capacity that their answers report\n${report.summary()}`)
