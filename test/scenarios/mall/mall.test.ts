import { createDatabase } from 'monotable'
import { beforeAll, expect, it } from 'vitest'
import { describeScenario, openWorld } from '../world.js'
import { entities } from './schema.js'

describeScenario('S6, a directory of malls', () => {
  const world = openWorld('directory')
  const db = createDatabase({ backend: world.backend, tables: world.tables, entities })
  const named = { category: 'food', leaseEndsOn: '2026-06-30', rentCents: 100 } as const

  beforeAll(async () => {
    await db.createTables()
    const places = [
      ['east', 'north', '1', 's1', 'food', '2026-03-31'],
      ['east', 'north', '1', 's2', 'books', '2026-12-31'],
      ['east', 'north', '10', 's3', 'clothing', '2027-01-31'],
      ['east', 'northwest', '1', 's4', 'food', '2026-04-01'],
      ['east', 'south', '1', 's5', 'food', '2026-09-30'],
      ['west', 'north', '1', 's6', 'food', '2026-04-01'],
    ] as const
    for (const [mallId, buildingId, unitId, storeId, category, leaseEndsOn] of places)
      await db.stores.create({ ...named, mallId, buildingId, unitId, storeId, category, leaseEndsOn })
  })

  it('climbs down from mall to building to unit, and takes no neighbour for what it is asked for', async () => {
    const rungs = [
      { query: db.stores.query.primary({ mallId: 'east' }), found: ['s1', 's2', 's3', 's4', 's5'] },
      {
        query: db.stores.query.primary({ mallId: 'east', buildingId: 'north' }),
        found: ['s1', 's2', 's3'],
      },
      {
        query: db.stores.query.primary({ mallId: 'east', buildingId: 'north', unitId: '1' }),
        found: ['s1', 's2'],
      },
      {
        query: db.stores.query.primary({ mallId: 'east', buildingId: { beginsWith: 'north' } }),
        found: ['s1', 's2', 's3', 's4'],
      },
    ]
    for (const { query, found } of rungs) {
      const stores = await world.expectRequests(['Query'], query.plan(), () => query.all())
      expect(stores.map(({ storeId }) => storeId)).toEqual(found)
    }
  })

  it('refuses a gap, before anything is sent', () => {
    world.sent()
    // @ts-expect-error -- give buildingId before unitId
    expect(() => db.stores.query.primary({ mallId: 'east', unitId: '1' })).toThrow('buildingId')
    expect(world.sent()).toEqual([])
  })

  it('finds leases that end between two dates', async () => {
    const ending = db.stores.query.leases({
      mallId: 'east',
      leaseEndsOn: { between: ['2026-04-01', '2026-12-31'] },
    })
    const stores = await world.expectRequests(['Query'], ending.plan(), () => ending.all())
    expect(stores.map(({ storeId }) => storeId)).toEqual(['s4', 's5', 's2'])
  })

  it('moves a store within the index when its lease is extended, in one request', async () => {
    const soon = { mallId: 'east', leaseEndsOn: { lt: '2026-04-01' } }
    const store = await db.stores.query.leases(soon).only()
    const extended = db.stores.plan.update(store!, { set: { leaseEndsOn: '2030-12-31' } })
    await world.expectRequests(['UpdateItem'], extended, () => extended.run())
    expect(await db.stores.query.leases(soon).count()).toBe(0)
    const last = await db.stores.query.leases({ mallId: 'east' }).descending().first()
    expect(last?.storeId).toBe('s1')
  })

  it('knows all parts of that index from the key and the change alone', async () => {
    const key = { mallId: 'west', buildingId: 'north', unitId: '1', storeId: 's6' }
    await db.stores.update(key, { set: { leaseEndsOn: '2031-01-01' } })
    const moved = await db.stores.query.leases({ mallId: 'west' }).only()
    expect(moved).toMatchObject({ storeId: 's6', leaseEndsOn: '2031-01-01' })
  })

  it('finds the stores of a category within a mall', async () => {
    const food = db.stores.query.byCategory({ mallId: 'east', category: 'food' })
    const stores = await world.expectRequests(['Query'], food.plan(), () => food.all())
    expect(stores.map(({ storeId }) => storeId)).toEqual(['s1', 's4', 's5'])
    const north = db.stores.query.byCategory({ mallId: 'east', category: 'food', buildingId: 'north' })
    expect(await north.count()).toBe(1)
  })
})
