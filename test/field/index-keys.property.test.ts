import fc from 'fast-check'
import { createDatabase } from 'monotable'
import type { AttributeMap, Item } from 'monotable'
import { memory } from 'monotable/memory'
import { expect, it } from 'vitest'
import { parameters } from '../property/runs.js'
import { Ticket } from './schema.js'

const key = { projectId: 'p1', ticketId: 't1' }

const change = fc.record(
  {
    status: fc.constantFrom('open' as const, 'closed' as const),
    priority: fc.integer({ min: 0, max: 9 }),
    title: fc.string({ minLength: 1, unit: 'grapheme-ascii' }),
    assignee: fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
    dueOn: fc.option(fc.constantFrom('2026-01-01', '2026-12-31'), { nil: undefined }),
  },
  { requiredKeys: [] },
)

async function open() {
  const backend = memory()
  const db = createDatabase({ backend, entities: { tickets: Ticket } })
  await db.createTables()
  return { backend, tickets: db.tickets }
}

async function stored({ backend }: Awaited<ReturnType<typeof open>>): Promise<AttributeMap | undefined> {
  const { Item } = await backend.execute('GetItem', {
    TableName: 'desk',
    Key: Ticket.formatKey(key),
    ConsistentRead: true,
  })
  return Item
}

// https://github.com/tywalch/electrodb/issues/372
// https://github.com/sensedeep/dynamodb-onetable/issues/301
// https://github.com/sensedeep/dynamodb-onetable/issues/517
it('leaves an item, after any updates, as it would be had it been created so, keys of indexes included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const updated = await open()
      let item: Item<typeof Ticket> = await updated.tickets.create({
        ...key,
        status: 'open',
        priority: 0,
        title: 'A',
      })
      for (const set of changes) {
        const remove = (['assignee', 'dueOn'] as const).filter(
          (name) => name in set && set[name] === undefined,
        )
        item = await updated.tickets.update(item, { set, remove })
      }
      const { initial: _, ...given } = item
      const created = await open()
      await created.tickets.create(given)
      expect(await stored(updated)).toEqual(await stored(created))
    }),
    parameters(100),
  )
})
