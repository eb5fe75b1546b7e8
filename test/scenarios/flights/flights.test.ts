import type { NewItem, Plan } from 'monotable'
import { beforeAll, expect, it } from 'vitest'
import { readAirports, streamFlights } from '../../../examples/flights/data.js'
import type { FlightDatabase } from '../../../examples/flights/load.js'
import { load, openDatabase } from '../../../examples/flights/load.js'
import { metered } from '../../../examples/flights/meter.js'
import {
  airportsOfState,
  arrivals,
  countLate,
  departures,
  routeStats,
  worstDelays,
} from '../../../examples/flights/queries.js'
import type { Flight } from '../../../examples/flights/schema.js'
import { describeScenario, openWorld } from '../world.js'

const flightCount = Number(process.env['MONOTABLE_FLIGHTS'] ?? 5000)

describeScenario(`S3, airports and ${flightCount} flights`, () => {
  const world = openWorld('aviation')
  const meter = metered(world.backend)
  const flights: NewItem<typeof Flight>[] = []
  let db: FlightDatabase
  let loading: { requests: number; readUnits: number; writeUnits: number }
  let written = 0
  let aheadMost = 0
  const airportsInIndex = 3364

  async function* kept() {
    for await (const flight of streamFlights(flightCount)) {
      flights.push(flight)
      aheadMost = Math.max(aheadMost, flights.length + 3376 - written)
      yield flight
    }
  }

  /** What a query gives, held to the requests and units of its plan, and to those that the scenario says. */
  async function metering<TResult>(
    plan: Plan,
    usage: { requests: number; readUnits: number },
    run: () => Promise<TResult>,
  ): Promise<TResult> {
    meter.take()
    const result = await run()
    expect(meter.take()).toEqual({ ...usage, writeUnits: 0 })
    expect(plan.requests.map(({ when }) => when)).toHaveLength(1)
    expect(plan.cost.readUnits.minimum).toBeLessThanOrEqual(usage.readUnits)
    expect(plan.cost.readUnits.maximum ?? Infinity).toBeGreaterThanOrEqual(usage.readUnits)
    return result
  }

  beforeAll(async () => {
    db = await openDatabase(meter.backend, world.tables)
    meter.take()
    await load(db, await readAirports(), kept(), () => (written += 1))
    loading = meter.take()
  }, 600_000)

  it('loads with one request for each airport and two for each flight, each index in the bill', () => {
    expect(written).toBe(3376 + flightCount)
    expect(loading).toEqual({
      requests: 3376 + 2 * flightCount,
      readUnits: 0,
      // A flight stands in the table and in two indexes, the statistics of its route in the table.
      writeUnits: 3376 + airportsInIndex + 4 * flightCount,
    })
  })

  it('takes no flight from the file before it can be sent', () => {
    expect(aheadMost).toBeLessThanOrEqual(32)
  })

  it('tells flights of one route and minute apart, and loses none', async () => {
    expect(flights.some(({ ordinal }) => ordinal > 0)).toBe(true)
    expect(await db.flights.scan().count()).toBe(flightCount)
    expect(await db.airports.scan().count()).toBe(3376)
  })

  it('finds the departures of an airport in a window of time, in one request', async () => {
    const [from, to] = [new Date('2001-01-01T06:00Z'), new Date('2001-01-01T08:00Z')]
    const plan = db.flights.query.primary({ origin: 'ORD', departsAt: { gte: from, lt: to } }).plan()
    const wanted = flights.filter(
      ({ origin, departsAt }) => origin === 'ORD' && departsAt >= from && departsAt < to,
    )
    const usage = { requests: 1, readUnits: 2.5 }
    const found = await metering(plan, usage, () => departures(db, 'ORD', from, to))
    expect(found.length).toBeGreaterThan(10)
    expect(found.map(({ departsAt }) => departsAt)).toEqual(wanted.map(({ departsAt }) => departsAt))
  })

  it('finds arrivals, the last one first, in one request', async () => {
    const [from, to] = [new Date('2001-01-01T06:00Z'), new Date('2001-01-01T08:00Z')]
    const plan = db.flights.query.arrivals({ destination: 'ATL', departsAt: { gte: from, lt: to } }).plan()
    const wanted = flights
      .filter(({ destination, departsAt }) => destination === 'ATL' && departsAt >= from && departsAt < to)
      .toReversed()
    const usage = { requests: 1, readUnits: 2 }
    const found = await metering(plan, usage, () => arrivals(db, 'ATL', from, to))
    expect(found.length).toBeGreaterThan(10)
    expect(found.map(({ departsAt }) => departsAt)).toEqual(wanted.map(({ departsAt }) => departsAt))
  })

  it('finds the worst delays of a day in the order of numbers, in one request for what is shown', async () => {
    const delays = flights
      .filter(({ departsAt }) => departsAt.toISOString().startsWith('2001-01-01'))
      .map(({ delayMinutes }) => delayMinutes)
      .toSorted((one, other) => other - one)
    const plan = db.flights.query.worstDelays({ day: '2001-01-01' }).limit(10).plan()
    const worst = await metering(plan, { requests: 1, readUnits: 0.5 }, () =>
      worstDelays(db, '2001-01-01', 10),
    )
    expect(worst.map(({ delayMinutes }) => delayMinutes)).toEqual(delays.slice(0, 10))
    expect(await countLate(db, '2001-01-01', 60)).toBe(delays.filter((delay) => delay >= 60).length)
  })

  it('has kept the statistics of every route by adding to them', async () => {
    const sums = new Map<
      string,
      { origin: string; destination: string; flights: number; delayMinutes: number }
    >()
    for (const { origin, destination, delayMinutes } of flights) {
      const sum = sums.get(origin + destination)
      sums.set(origin + destination, {
        origin,
        destination,
        flights: (sum?.flights ?? 0) + 1,
        delayMinutes: (sum?.delayMinutes ?? 0) + delayMinutes,
      })
    }
    const keys = [...sums.values()].map(({ origin, destination }) => ({ origin, destination }))
    meter.take()
    expect(await db.routeStats.getMany(keys)).toEqual([...sums.values()])
    expect(meter.take().requests).toBe(Math.ceil(keys.length / 100))
    const plan = db.routeStats.plan.get(keys[0]!)
    await metering(plan, { requests: 1, readUnits: 0.5 }, () =>
      routeStats(db, keys[0]!.origin, keys[0]!.destination),
    )
  })

  it('finds airports of a state by the beginning of their name', async () => {
    const plan = db.airports.query.byState({ state: 'AK', name: { beginsWith: 'Ki' } }).plan()
    const found = await metering(plan, { requests: 1, readUnits: 0.5 }, () => airportsOfState(db, 'AK', 'Ki'))
    expect(found.map(({ code }) => code)).toEqual(['KVC', 'AKN', 'IIK', 'KKB', 'KVL'])
  })
})
