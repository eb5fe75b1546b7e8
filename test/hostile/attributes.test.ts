import { createDatabase, defineEntity, defineTable } from 'monotable'
import { memory } from 'monotable/memory'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { untyped } from '../repository/fixtures.js'

const table = defineTable({
  name: 'odd',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gsi1: { partitionKey: 'p1', sortKey: 's1' } },
})

/** Attributes of which every object already has something of that name, in keys too; reserved words, dots and marks. */
const Odd = defineEntity({
  name: 'constructor',
  table,
  schema: z.object({
    constructor: z.string(),
    toString: z.string(),
    hasOwnProperty: z.number(),
    valueOf: z.array(z.string()),
    size: z.string().optional(),
    'a.b[0]': z.string().optional(),
    '#x': z.number().optional(),
    ':y': z.set(z.string()).optional(),
    bag: z.record(z.string(), z.unknown()).optional(),
  }),
  key: { partitionKey: 'C#{constructor}', sortKey: 'S#{toString}' },
  access: { byNumber: { index: 'gsi1', partitionKey: 'H#{hasOwnProperty}', sortKey: '{size}' } },
  version: 'isPrototypeOf',
})

async function open(): Promise<{ odd: ReturnType<typeof untyped> }> {
  const db = createDatabase({ backend: memory(), entities: { odd: Odd } })
  await db.createTables()
  // To TypeScript every object has a toString that is a function, so that no other literal has one that may be left out.
  return { odd: untyped(db.odd) }
}

const key = { constructor: 'c', toString: 's' }
const others = { hasOwnProperty: 1, valueOf: [] }

describe('attributes with the names of what every object has', () => {
  it('are written, read, found, changed and compared as any', async () => {
    const { odd } = await open()
    const item = await odd.create({ ...key, hasOwnProperty: 1, size: 'xl', valueOf: ['a'], '#x': 1 })
    expect(await odd.get(key)).toEqual({ ...item, isPrototypeOf: 1 })
    const changed = await odd.update(item, {
      set: { hasOwnProperty: 2, 'a.b[0]': 'dotted' },
      add: { '#x': 2, ':y': new Set(['z']) },
      append: { valueOf: ['b'] },
    })
    expect(changed).toEqual({
      ...item,
      hasOwnProperty: 2,
      valueOf: ['a', 'b'],
      'a.b[0]': 'dotted',
      '#x': 3,
      ':y': new Set(['z']),
      isPrototypeOf: 2,
    })
    expect(await odd.query.byNumber({ hasOwnProperty: 2 }).all()).toEqual([changed])
    expect(await odd.query.byNumber({ hasOwnProperty: 1 }).count()).toBe(0)
    const selected = await odd.query
      .primary({ constructor: 'c' })
      .select('toString', 'valueOf[1]', 'size')
      .all()
    expect(selected).toEqual([{ toString: 's', valueOf: ['b'], size: 'xl' }])
    expect(
      await odd
        .scan()
        .where((o: Record<string, unknown>, { eq }: { eq: (...of: unknown[]) => unknown }) => eq(o['#x'], 3))
        .count(),
    ).toBe(1)
    await expect(odd.update(item, { set: { size: 's' } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { differences: expect.arrayContaining(['hasOwnProperty', 'isPrototypeOf']) as unknown },
    })
    expect(await odd.delete(changed)).toEqual(changed)
  })

  it('are missing where they were not given, whatever the prototype has', async () => {
    const { odd } = await open()
    await expect(odd.create({ toString: 's' })).rejects.toMatchObject({ code: 'schema.invalid' })
    await expect(odd.get({ toString: 's' })).rejects.toMatchObject({ code: 'keys.missing-value' })
    await expect(odd.get({})).rejects.toMatchObject({ code: 'keys.missing-value' })
    await odd.create({ ...key, ...others })
    const read = await odd.require(key)
    const given = ['constructor', 'hasOwnProperty', 'isPrototypeOf', 'toString', 'valueOf']
    expect(Object.keys(read).toSorted()).toEqual(given)
  })
})

describe('values with the names of prototypes', () => {
  it('stay members of their own, and change no prototype', async () => {
    const { odd } = await open()
    const bag = JSON.parse(
      '{ "__proto__": { "isAdmin": true }, "constructor": { "prototype": { "isAdmin": true } }, "toString": 1 }',
    ) as Record<string, unknown>
    const created = await odd.create({ ...key, ...others, bag })
    const read = (await odd.require(key)).bag ?? {}
    for (const each of [created.bag ?? {}, read]) {
      expect(Object.getPrototypeOf(each)).toBe(Object.prototype)
      expect((each as { isAdmin?: unknown }).isAdmin).toBeUndefined()
      expect(Object.hasOwn(each, 'constructor')).toBe(true)
    }
    expect(JSON.stringify(read['toString'])).toBe('1')
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
  })
})
