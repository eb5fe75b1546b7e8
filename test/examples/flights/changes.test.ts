import { beforeEach, describe, expect, it } from 'vitest'
import { correctDelay, moveAirport, moveStaleAirport } from '../../../examples/flights/changes.js'
import type { FlightDatabase } from '../../../examples/flights/load.js'
import { load, openDatabase } from '../../../examples/flights/load.js'
import { worstDelays } from '../../../examples/flights/queries.js'
import { readAirports, readFlights } from '../../../examples/flights/data.js'
import { memory } from 'monotable/memory'

let db: FlightDatabase

beforeEach(async () => {
  db = await openDatabase(memory())
  const airports = (await readAirports()).filter(({ code }) => code === 'ORD')
  await load(db, airports, (await readFlights()).slice(0, 100))
})

describe('correcting a delay', () => {
  it('moves the flight within the worst delays and changes the statistics by the difference', async () => {
    const [, second] = await worstDelays(db, '2001-01-01', 2)
    const before = await db.routeStats.require(second!)
    await correctDelay(db, second!, 999)
    const [worst] = await worstDelays(db, '2001-01-01', 1)
    expect(worst).toEqual({ ...second, delayMinutes: 999, version: 2 })
    expect(await db.routeStats.require(second!)).toEqual({
      ...before,
      delayMinutes: before.delayMinutes + 999 - second!.delayMinutes,
    })
  })

  it('changes nothing where the flight is not as it was read', async () => {
    const [flight] = await worstDelays(db, '2001-01-01', 1)
    await correctDelay(db, flight!, 500)
    const statistics = await db.routeStats.require(flight!)
    await expect(correctDelay(db, flight!, 600)).rejects.toMatchObject({
      code: 'repository.transaction-cancelled',
      details: { failures: { flight: { entity: 'Flight', error: { code: 'repository.version-conflict' } } } },
    })
    expect(await db.flights.require(flight!)).toMatchObject({ delayMinutes: 500 })
    expect(await db.routeStats.require(flight!)).toEqual(statistics)
  })
})

describe('a change under a version conflict', () => {
  it('is refused with the stored item and the attributes that differ', async () => {
    const stale = await db.airports.require({ code: 'ORD' })
    const stored = await db.airports.update({ code: 'ORD' }, { set: { latitude: 1 } })
    expect(await moveStaleAirport(db, stale, 41.98, -87.9)).toEqual({
      entity: 'Airport',
      key: { code: 'ORD' },
      expectedVersion: 1,
      differences: ['latitude', 'version'],
      stored,
    })
    expect(await db.airports.require({ code: 'ORD' })).toEqual(stored)
  })

  it('happens where nobody was faster', async () => {
    const fresh = await db.airports.require({ code: 'ORD' })
    expect(await moveStaleAirport(db, fresh, 41.98, -87.9)).toBeUndefined()
    expect(await db.airports.require({ code: 'ORD' })).toMatchObject({ latitude: 41.98, version: 2 })
  })

  it('happens in the end when it is made by modify, without losing what others changed', async () => {
    await Promise.all([
      moveAirport(db, 'ORD', 41.98, -87.9),
      db.airports.update({ code: 'ORD' }, { set: { city: 'Rosemont' } }),
    ])
    expect(await db.airports.require({ code: 'ORD' })).toMatchObject({
      latitude: 41.98,
      city: 'Rosemont',
      version: 3,
    })
  })
})
