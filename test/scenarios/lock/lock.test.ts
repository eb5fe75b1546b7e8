import type { Clock } from 'monotable'
import { createDatabase } from 'monotable'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeScenario, openWorld } from '../world.js'
import { Locker } from './locking.js'
import { entities } from './schema.js'

describeScenario('S7, locks for programs on several machines', () => {
  const world = openWorld('locks')
  // Ahead of the machine's, so that what has expired by it has not for the service, which keeps it.
  let now = Date.now() + 3_600_000
  const clock: Clock = { now: () => now, sleep: async () => {} }
  const db = createDatabase({ backend: world.backend, tables: world.tables, entities, clock })
  const ada = new Locker(db, clock, 'ada', 30)
  const bob = new Locker(db, clock, 'bob', 30)
  let resource = ''
  let count = 0

  beforeAll(() => db.createTables())
  beforeEach(() => {
    resource = `report-${++count}`
    world.sent()
  })

  it('is had by one, and tells others who has it, in one request each', async () => {
    expect(await ada.acquire(resource, 'monthly figures')).toMatchObject({ isMine: true })
    expect(world.sent()).toEqual(['PutItem'])
    expect(await bob.acquire(resource, 'yearly figures')).toEqual({
      isMine: false,
      holder: {
        resource,
        owner: 'ada',
        purpose: 'monthly figures',
        expiresAt: new Date(Math.floor((now + 30_000) / 1000) * 1000),
      },
    })
    expect(world.sent()).toEqual(['PutItem'])
  })

  it('is had by exactly one of many who ask at once', async () => {
    const lockers = Array.from({ length: 20 }, (_, at) => new Locker(db, clock, `locker ${at}`, 30))
    const attempts = await Promise.all(lockers.map((locker) => locker.acquire(resource, 'race')))
    const winners = attempts.filter(({ isMine }) => isMine)
    expect(winners).toHaveLength(1)
    expect(new Set(attempts.map(({ holder }) => holder?.owner)).size).toBe(1)
    expect(world.sent()).toHaveLength(20)
  })

  it('can be taken when it has expired, though it is still stored', async () => {
    await ada.acquire(resource, 'crash')
    now += 31_000
    const stored = await world.backend.execute('GetItem', {
      TableName: world.tables['locks']!,
      Key: { pk: { S: `LOCK#${resource}` } },
      ConsistentRead: true,
    })
    expect(stored.Item?.['owner']).toEqual({ S: 'ada' })
    expect(await db.locks.get({ resource }, { consistent: true })).toBeUndefined()
    world.sent()
    expect(await bob.acquire(resource, 'recovery')).toMatchObject({ isMine: true, holder: { owner: 'bob' } })
    expect(world.sent()).toEqual(['PutItem'])
  })

  it('is renewed by its owner alone, and not once it is lost', async () => {
    await ada.acquire(resource, 'long work')
    now += 20_000
    world.sent()
    expect(await ada.renew(resource)).toBe(true)
    expect(await bob.renew(resource)).toBe(false)
    expect(world.sent()).toEqual(['UpdateItem', 'UpdateItem'])
    now += 20_000
    expect(await bob.acquire(resource, 'impatience')).toMatchObject({ isMine: false })
    now += 20_000
    expect(await ada.renew(resource)).toBe(false)
    expect(await bob.acquire(resource, 'patience')).toMatchObject({ isMine: true })
  })

  it('is released by its owner alone', async () => {
    await ada.acquire(resource, 'short work')
    world.sent()
    expect(await bob.release(resource)).toBe(false)
    expect(await ada.release(resource)).toBe(true)
    expect(world.sent()).toEqual(['DeleteItem', 'DeleteItem'])
    expect(await ada.release(resource)).toBe(false)
    expect(await bob.acquire(resource, 'next')).toMatchObject({ isMine: true })
  })

  it('says in its plan what acquiring costs', () => {
    const plan = db.locks.plan.create({ resource, owner: 'ada', purpose: 'plan', expiresAt: new Date(now) })
    expect(plan.requests.map(({ operation }) => operation)).toEqual(['PutItem'])
    // At most what an expired lock of 400 KB costs to overwrite.
    expect(plan.cost.writeUnits).toEqual({ minimum: 1, maximum: 400 })
  })
})
