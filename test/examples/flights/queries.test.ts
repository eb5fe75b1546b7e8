import { beforeAll, describe, expect, it } from 'vitest'
import type { FlightDatabase } from '../../../examples/flights/load.js'
import type { Meter } from '../../../examples/flights/meter.js'
import {
  airportsOfState,
  arrivals,
  busiestRoutes,
  countLate,
  departures,
  routeStats,
  worstDelays,
} from '../../../examples/flights/queries.js'
import { asRaw, loadedSample, rawFlights } from './sample.js'

let db: FlightDatabase
let meter: Meter

beforeAll(async () => {
  ;({ db, meter } = await loadedSample())
})

const from = new Date('2001-01-05T06:00Z')
const to = new Date('2001-01-06T00:00Z')
const isInWindow = ({ date }: { date: string }) => date >= '2001/01/05 06:00' && date < '2001/01/06 00:00'
const byDate = (one: { date: string }, other: { date: string }) => (one.date < other.date ? -1 : 1)

describe('departures', () => {
  it.each(['ORD', 'DFW', 'ATL', 'OGG'])(
    'gives the flights that left %s in the window, in order',
    async (origin) => {
      const expected = rawFlights.filter((flight) => flight.origin === origin && isInWindow(flight))
      const found = (await departures(db, origin, from, to)).map(asRaw)
      expect(found.map(({ date }) => date)).toEqual(expected.map(({ date }) => date).sort())
      expect(new Set(found)).toEqual(new Set(expected))
    },
  )

  it('includes the beginning of the window and excludes its end', async () => {
    const [{ date, origin }] = rawFlights as [(typeof rawFlights)[number]]
    const minute = new Date(`${date.replaceAll('/', '-').replace(' ', 'T')}Z`)
    const next = new Date(minute.getTime() + 60_000)
    expect(await departures(db, origin, minute, next)).not.toEqual([])
    expect(await departures(db, origin, next, minute)).toEqual([])
  })

  it('takes one request', async () => {
    meter.take()
    await departures(db, 'ORD', from, to)
    expect(meter.take()).toMatchObject({ requests: 1, writeUnits: 0 })
  })
})

describe('arrivals', () => {
  it.each(['ORD', 'LAX', 'ATL'])('gives the flights to %s, the last one first', async (destination) => {
    const expected = rawFlights
      .filter((flight) => flight.destination === destination && isInWindow(flight))
      .sort(byDate)
      .reverse()
    const found = (await arrivals(db, destination, from, to)).map(asRaw)
    expect(found.length).toBeGreaterThan(0)
    expect(found.map(({ date }) => date)).toEqual(expected.map(({ date }) => date))
    expect(new Set(found)).toEqual(new Set(expected))
  })
})

describe('worst delays', () => {
  const ofDay = rawFlights.filter(({ date }) => date.startsWith('2001/01/05'))
  const delays = ofDay.map(({ delay }) => delay).sort((one, other) => other - one)

  it('come in the order of numbers, the greatest first', async () => {
    const worst = await worstDelays(db, '2001-01-05', 5)
    expect(worst.map(({ delayMinutes }) => delayMinutes)).toEqual(delays.slice(0, 5))
  })

  it('go on to flights that were early, in the same order', async () => {
    const all = await worstDelays(db, '2001-01-05', 1000)
    expect(all.map(({ delayMinutes }) => delayMinutes)).toEqual(delays)
    expect(delays.at(-1)).toBeLessThan(0)
  })

  it('are counted from a number of minutes on', async () => {
    for (const minutes of [60, 1, 0, -5])
      expect(await countLate(db, '2001-01-05', minutes)).toBe(
        delays.filter((delay) => delay >= minutes).length,
      )
  })
})

describe('route statistics', () => {
  it('are the sums over the flights of every route', async () => {
    const sums = new Map<string, { flights: number; delayMinutes: number }>()
    for (const { origin, destination, delay } of rawFlights) {
      const route = `${origin} ${destination}`
      const sum = sums.get(route) ?? { flights: 0, delayMinutes: 0 }
      sums.set(route, { flights: sum.flights + 1, delayMinutes: sum.delayMinutes + delay })
    }
    for (const [route, sum] of sums) {
      const [origin = '', destination = ''] = route.split(' ')
      expect(await routeStats(db, origin, destination)).toEqual({ origin, destination, ...sum })
    }
  })

  it('name the routes with the most flights', async () => {
    const counts: Record<string, number> = {}
    for (const { origin, destination } of rawFlights)
      if (origin === 'DFW') counts[destination] = (counts[destination] ?? 0) + 1
    const busiest = await busiestRoutes(db, 'DFW', 5)
    expect(busiest.map(({ flights }) => flights)).toEqual(
      Object.values(counts)
        .sort((one, other) => other - one)
        .slice(0, 5),
    )
    for (const { destination, flights } of busiest) expect(counts[destination]).toBe(flights)
  })
})

describe('airports of a state', () => {
  it('are found by the beginning of their name, in order, with what was asked for alone', async () => {
    const found = await airportsOfState(db, 'AK', 'Ki')
    expect(found.map(({ name }) => name)).toEqual([
      'King Cove',
      'King Salmon',
      'Kipnuk',
      'Kitoi Bay SPB',
      'Kivalina',
    ])
    expect(found[0]).toEqual({ code: 'KVC', name: 'King Cove', city: 'King Cove' })
  })
})
