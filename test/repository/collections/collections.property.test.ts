import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameters } from '../../property/runs.js'
import { untyped } from '../fixtures.js'
import { openLibrary } from './library.js'

type Row = Record<string, unknown>

/** What is written, and where it stands. */
interface Placed {
  readonly name: 'customers' | 'orders' | 'lines' | 'notes' | 'unknown'
  readonly row: Row
  readonly sortKey: string
}

const ids = fc.string({
  unit: fc.constantFrom('a', '1', '#', '$', '"', '!', '\uffff', '😀'),
  minLength: 1,
  maxLength: 3,
})
const rows: fc.Arbitrary<readonly Row[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('customers', 'orders', 'lines', 'notes', 'unknown'),
    id: ids,
    line: fc.integer({ min: 0, max: 2 }),
    status: fc.constantFrom('placed', 'paid'),
    isExpired: fc.boolean(),
  }),
  {
    minLength: 5,
    maxLength: 20,
    selector: ({ name, id, line }) =>
      JSON.stringify([name, name === 'customers' || id, name === 'lines' && line]),
  },
)

async function write(all: readonly Row[]) {
  const library = await openLibrary()
  const { db, engine, clock } = library
  for (const { name, id, line, status, isExpired } of all) {
    const key = { customerId: 'c' }
    if (name === 'customers') await db.customers.create({ ...key, name: 'Ada', weight: 1 })
    if (name === 'orders')
      await db.orders.create({
        ...key,
        orderId: String(id),
        status: status === 'paid' ? 'paid' : 'placed',
        weight: 1,
        expiresAt: new Date(clock.now() + (isExpired === true ? -60_000 : 60_000)),
      })
    if (name === 'lines') await db.lines.create({ ...key, orderId: String(id), line: Number(line), sku: 's' })
    if (name === 'notes') await db.notes.create({ ...key, noteId: String(id) })
    if (name === 'unknown')
      await library.write({
        pk: { S: 'CUSTOMER#c' },
        sk: { S: `ORDER#${String(id)}?` },
        _entity: { S: 'Lost' },
      })
  }
  const { Items = [] } = await engine.execute('Query', {
    TableName: 'shop',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'CUSTOMER#c' } },
  })
  const names: Record<string, Placed['name']> = {
    Customer: 'customers',
    Order: 'orders',
    Line: 'lines',
    Note: 'notes',
  }
  const now = clock.now() / 1000
  const placed = Items.filter(({ expiresAt }) => expiresAt === undefined || Number(expiresAt.N) > now).map(
    (stored): Placed => ({
      name: names[stored['_entity']?.S ?? ''] ?? 'unknown',
      row: { orderId: stored['orderId']?.S, status: stored['status']?.S },
      sortKey: stored['sk']?.S ?? '',
    }),
  )
  return { library, placed }
}

interface Found {
  readonly entity: string | undefined
}

const placeOf = (element: Found): string => {
  if (element.entity === undefined) return `unknown ${untyped(element).key.sk.S}`
  const { orderId = '', line = '', noteId = '' } = untyped(element).item
  return `${element.entity} ${orderId}/${line}${noteId}`
}
const nameOf = (element: Found): string => element.entity ?? 'unknown'

describe('a collection', () => {
  it('gives what a filter over the whole partition gives, in its order, whatever the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        fc.boolean(),
        async (all, size, isDescending, isFiltered) => {
          const { library, placed } = await write(all)
          const { collections } = library.db
          const expected = placed
            .filter(
              ({ name, row }) =>
                name !== 'notes' && !(isFiltered && name === 'orders' && row['status'] !== 'paid'),
            )
            .map(({ name }) => name)
          if (isDescending) expected.reverse()
          const ordered = isDescending
            ? collections.customerOrders({ customerId: 'c' }).descending()
            : collections.customerOrders({ customerId: 'c' })
          const query = isFiltered ? ordered.where('orders', (o, { eq }) => eq(o.status, 'paid')) : ordered
          const found = await query.all()
          expect(found.map(nameOf)).toEqual(expected)
          expect(await query.readLimit(size).count()).toBe(expected.length)
          const groups = await query.grouped()
          for (const name of ['customers', 'orders', 'lines', 'unknown'] as const)
            expect(groups[name]).toHaveLength(expected.filter((each) => each === name).length)
          const paged: Found[] = []
          let cursor: string | undefined
          do {
            const page = await query.limit(size).readLimit(size).from(cursor).page()
            expect(page.items.length).toBeLessThanOrEqual(size)
            paged.push(...page.items)
            ;({ cursor } = page)
          } while (cursor !== undefined)
          expect(paged.map(placeOf)).toEqual(found.map(placeOf))
        },
      ),
      parameters(25),
    )
  })

  it('of an order finds its lines and none of another, whatever the ids', async () => {
    await fc.assert(
      fc.asyncProperty(rows, ids, async (all, other) => {
        const { library, placed } = await write(all)
        for (const orderId of new Set([...placed.map(({ row }) => row['orderId']), other])) {
          if (typeof orderId !== 'string') continue
          const found = await library.db.collections.order({ customerId: 'c', orderId }).all()
          const expected = placed.filter(
            ({ name, row }) => (name === 'orders' || name === 'lines') && row['orderId'] === orderId,
          )
          const own = found.filter(({ entity }) => entity !== undefined)
          expect(own.map(nameOf)).toEqual(expected.map(({ name }) => name))
        }
      }),
      parameters(25),
    )
  })
})
