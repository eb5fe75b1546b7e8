import { memory } from 'monotable/memory'
import { createServer } from 'monotable/server'
import { testClock, testDatabase } from 'monotable/testing'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import * as schema from './schema.js'

const ada = { customerId: 'c1', name: 'Ada' }
const order = { customerId: 'c1', orderId: 'o1', status: 'placed', totalCents: 1999 } as const

afterEach(() => vi.unstubAllEnvs())

/** The address of a server of this test. */
async function served(): Promise<string> {
  const server = createServer()
  onTestFinished(() => server.close())
  const { url } = await server.listen({ port: 0 })
  return url
}

/** `npm run test:container` runs these tests where they are, on a container. */
const kinds = process.env['MONOTABLE_BACKEND'] === 'container' ? ['container'] : ['memory', 'endpoint']

describe.each(kinds as ('container' | 'endpoint' | 'memory')[])('a test database: %s', (kind) => {
  const backendOf = async () => (kind === 'endpoint' ? { endpoint: await served() } : kind)

  it('has the repositories and collections of a schema module', async () => {
    await using db = await testDatabase(schema, { backend: await backendOf() })
    await db.customers.create(ada)
    await db.orders.create(order)
    const { items } = await db.collections.ofCustomer({ customerId: 'c1' }).page()
    expect(items.map(({ entity }) => entity)).toEqual(['customers', 'orders'])
  })

  it('begins with its fixtures, which are no requests of the test', async () => {
    const fixtures = { customers: [ada], orders: [order] }
    await using db = await testDatabase(schema, { backend: await backendOf(), fixtures })
    expect(db.test.requests).toEqual([])
    expect(await db.orders.get(order)).toMatchObject({ totalCents: 1999, version: 1 })
  })

  it('has tables that no other test sees', async () => {
    const backend = await backendOf()
    await using one = await testDatabase(schema, { backend })
    await using other = await testDatabase(schema, { backend })
    await one.customers.create(ada)
    expect(await other.customers.get(ada)).toBeUndefined()
  })

  it('goes back to a snapshot, as often as it is told', async () => {
    await using db = await testDatabase(schema, {
      backend: await backendOf(),
      fixtures: { customers: [ada, { customerId: 'c2', name: 'Bob' }] },
    })
    const begun = await db.test.snapshot()
    for (const name of ['Eve', 'Eva']) {
      await db.customers.update({ customerId: 'c1' }, { set: { name } })
      await db.customers.delete({ customerId: 'c2' })
      await db.customers.create({ customerId: 'c3', name })
      await begun.restore()
      expect((await db.customers.scan().all()).map((each) => each.name).toSorted()).toEqual(['Ada', 'Bob'])
    }
  })

  it('follows its clock', async () => {
    const clock = testClock('2026-01-01')
    await using db = await testDatabase(schema, { backend: await backendOf(), clock })
    const created = await db.orders.create({ ...order, expiresAt: new Date('2026-01-02') })
    expect(created.createdAt).toEqual(new Date('2026-01-01'))
    clock.advance(86_400_000)
    expect(await db.orders.get(order)).toBeUndefined()
  })
})

describe('a test database on a backend that others use', () => {
  it('deletes its tables when it is disposed of, and no others', async () => {
    const backend = memory()
    const kept = await testDatabase(schema, { backend })
    const gone = await testDatabase(schema, { backend })
    await gone.test.dispose()
    await gone.test.dispose()
    expect(await backend.execute('ListTables', {})).toEqual({ TableNames: Object.values(kept.test.tables) })
  })

  it('leaves no tables behind when a fixture is refused', async () => {
    const backend = memory()
    await expect(
      testDatabase(schema, { backend, fixtures: { customers: [ada, ada] } }),
    ).rejects.toMatchObject({ code: 'repository.exists' })
    expect(await backend.execute('ListTables', {})).toEqual({ TableNames: [] })
  })

  it('does not wait for tables by a clock that stands still', async () => {
    const backend = memory({ tableTransition: 50 })
    await using db = await testDatabase(schema, { backend, clock: testClock(0) })
    expect(await db.customers.create(ada)).toMatchObject(ada)
  })
})

describe('a test database in memory', () => {
  it('names its tables as the schema does', async () => {
    await using db = await testDatabase(schema, { backend: 'memory' })
    expect(db.test.tables).toEqual({ shop: 'shop' })
  })

  it('has items deleted by the service when the clock has passed their expiry', async () => {
    await using db = await testDatabase(schema, { backend: 'memory', memory: { timeToLiveLag: 0 } })
    await db.orders.create({ ...order, expiresAt: new Date(db.test.clock.now() + 60_000) })
    db.test.clock.advance(61_000)
    expect(await db.test.backend.execute('Scan', { TableName: 'shop' })).toMatchObject({ Count: 0 })
  })

  it('gets its seed from the environment, so that a run can be had again', async () => {
    vi.stubEnv('MONOTABLE_SEED', '42')
    await using db = await testDatabase(schema, { backend: 'memory' })
    expect(db.test.seed).toBe(42)
    await using other = await testDatabase(schema, { backend: 'memory', seed: 7 })
    expect(other.test.seed).toBe(7)
  })

  it('has another seed each time where nobody gives one', async () => {
    vi.stubEnv('MONOTABLE_SEED', '')
    await using one = await testDatabase(schema, { backend: 'memory' })
    await using other = await testDatabase(schema, { backend: 'memory' })
    expect(one.test.seed).not.toBe(other.test.seed)
  })
})

describe('the options of a database', () => {
  it('are those of a test database, too: hooks, and the seal of cursors', async () => {
    const told: string[] = []
    const hooks = { before: ({ operation }: { operation: string }) => void told.push(operation) }
    const fixtures = { customers: [ada, { customerId: 'c2', name: 'Bob' }] }
    const cursorUnder = async (key: Uint8Array<ArrayBuffer>) => {
      const options = { backend: 'memory', fixtures, hooks, cursors: { keys: [key] } } as const
      await using db = await testDatabase(schema, options)
      return (await db.customers.scan().limit(1).page()).cursor
    }
    const one = await cursorUnder(new Uint8Array(32).fill(1))
    expect(one).toBeTypeOf('string')
    expect(await cursorUnder(new Uint8Array(32).fill(2))).not.toBe(one)
    expect(told).toEqual(['Scan', 'Scan'])
  })
})

describe('a test database that cannot be', () => {
  it('refuses fixtures of no repository', async () => {
    const fixtures = { invoices: [{}] } as object
    await expect(testDatabase(schema, { backend: 'memory', fixtures })).rejects.toMatchObject({
      code: 'testing.fixtures',
      message: expect.stringContaining('no invoices, only customers, orders') as string,
    })
  })

  it('refuses options that there are not', async () => {
    for (const options of [{ fixture: {} }, { memory: { regoin: 'eu' } }])
      await expect(testDatabase(schema, { backend: 'memory', ...(options as object) })).rejects.toMatchObject(
        {
          code: expect.stringMatching(/option/) as string,
          details: { near: [expect.stringMatching(/^(fixtures|region)$/)] },
        },
      )
    await expect(testDatabase(schema, { backend: 'memory', limit: 5 } as object)).rejects.toMatchObject({
      code: 'testing.option',
      message: expect.stringMatching(/^testDatabase: there is no option limit. It takes backend, /) as string,
    })
  })

  it('refuses a schema without entities', async () => {
    const misspelt = { entites: { orders: schema.Order } } as never
    await expect(testDatabase(misspelt, { backend: 'memory' })).rejects.toMatchObject({
      code: 'repository.database',
    })
  })

  it('refuses an entity that would hide its controls', async () => {
    const entities = { test: schema.Customer }
    await expect(testDatabase({ entities }, { backend: 'memory' })).rejects.toMatchObject({
      code: 'testing.name',
    })
  })

  it('takes the backend of the environment, and refuses one that there is not', async () => {
    vi.stubEnv('MONOTABLE_BACKEND', 'endpoint')
    vi.stubEnv('MONOTABLE_ENDPOINT', await served())
    await using db = await testDatabase(schema)
    expect(db.test.kind).toBe('endpoint')
    vi.stubEnv('MONOTABLE_BACKEND', 'cloud')
    await expect(testDatabase(schema)).rejects.toMatchObject({ code: 'testing.backend' })
  })
})
