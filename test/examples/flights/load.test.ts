import { describe, expect, it } from 'vitest'
import { memory } from 'monotable/memory'
import { readAirports, readFlights } from '../../../examples/flights/data.js'
import { addToRoute, load, openDatabase } from '../../../examples/flights/load.js'
import { metered } from '../../../examples/flights/meter.js'
import { asRaw, rawFlights } from './sample.js'

describe('the data', () => {
  it('is read as it stands in the files', async () => {
    const flights = await readFlights()
    expect(flights).toHaveLength(20_000)
    expect(flights.slice(0, rawFlights.length).map(asRaw)).toEqual(rawFlights)
  })

  it('tells apart the flights of a route that leave in the same minute', async () => {
    const flights = await readFlights()
    const keys = flights.map(({ origin, destination, departsAt, ordinal }) =>
      [origin, destination, departsAt.toISOString(), ordinal].join(),
    )
    expect(new Set(keys).size).toBe(flights.length)
    expect(flights.some(({ ordinal }) => ordinal === 1)).toBe(true)
  })

  it('says null where the file says NA', async () => {
    const airports = await readAirports()
    expect(airports).toHaveLength(3376)
    expect(airports.find(({ code }) => code === 'CLD')).toMatchObject({ city: null, state: null })
  })
})

describe('loading', () => {
  it('writes every item once, each index with it, and reports each', async () => {
    const meter = metered(memory())
    const db = await openDatabase(meter.backend)
    const airports = (await readAirports()).slice(0, 100)
    const flights = (await readFlights()).slice(0, 200)
    let written = 0
    meter.take()
    await load(db, airports, flights, () => (written += 1))
    expect(written).toBe(300)
    // An airport is written to the table and one index, a flight to the table and two, the statistics to the table.
    expect(meter.take()).toEqual({ requests: 500, readUnits: 0, writeUnits: 100 * 2 + 200 * 3 + 200 })
    expect(await db.airports.scan().count()).toBe(100)
    expect(await db.flights.scan().count()).toBe(200)
  })

  it('keeps statistics right, however many write at once', async () => {
    const db = await openDatabase(memory())
    const [flight] = await readFlights()
    await Promise.all(Array.from({ length: 50 }, () => addToRoute(db, flight!)))
    expect(await db.routeStats.require(flight!)).toMatchObject({
      flights: 50,
      delayMinutes: 50 * flight!.delayMinutes,
    })
  })

  it('leaves out of the index by state the airports that have none', async () => {
    const db = await openDatabase(memory())
    const airports = (await readAirports()).filter(({ code }) => ['CLD', 'ORD'].includes(code))
    await load(db, airports, [])
    expect(await db.airports.query.byState({ state: 'IL' }).all()).toHaveLength(1)
    expect(await db.airports.scan().count()).toBe(2)
  })
})
