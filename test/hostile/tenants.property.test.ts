import fc from 'fast-check'
import { createDatabase, defineEntity, defineTable, MonotableError } from 'monotable'
import { memory } from 'monotable/memory'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { parameters } from '../property/runs.js'
import { untyped } from '../repository/fixtures.js'
import { anyName } from './values.js'

type Row = Readonly<Record<'tenant' | 'a' | 'b' | 'c', string>>
const names = ['tenant', 'a', 'b', 'c'] as const

const literal = fc.oneof(
  { weight: 3, arbitrary: fc.constant('#') },
  { weight: 1, arbitrary: fc.constantFrom('', '-', '.', '/', '##', '#X#', '$', '!', '|', '~', '_', ':') },
)

/** Holes in any order, with literals around them that may or may not tell them apart. */
const templateOf = (holes: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.shuffledSubarray([...holes], { minLength: holes.length }),
      fc.array(literal, { minLength: holes.length + 1, maxLength: holes.length + 1 }),
    )
    .map(
      ([order, literals]) =>
        order.map((hole, at) => `${literals[at] ?? ''}{${hole}}`).join('') + (literals.at(-1) ?? ''),
    )

/** Templates of a table and an index: each partition has the tenant, and one attribute or none beside. */
const templates = fc
  .constantFrom<readonly [string[], string[]]>(
    [['tenant'], ['a', 'b', 'c']],
    [
      ['tenant', 'a'],
      ['b', 'c'],
    ],
    [['tenant', 'a', 'b'], ['c']],
  )
  .chain(([partition, sort]) =>
    fc.record({
      partition: fc.constant(partition),
      partitionKey: templateOf(partition),
      sortKey: templateOf(sort),
      indexPartitionKey: templateOf(['tenant', 'c']),
      indexSortKey: templateOf(['b', 'a']),
    }),
  )
type Templates = typeof templates extends fc.Arbitrary<infer TValue> ? TValue : never

/** A database of these templates; undefined where they are refused, since their holes cannot be told apart. */
async function open({ partitionKey, sortKey, indexPartitionKey, indexSortKey }: Templates) {
  const table = defineTable({
    name: 'tenants',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: { other: { partitionKey: 'p1', sortKey: 's1' } },
  })
  try {
    const Thing = untyped(defineEntity)({
      name: 'Thing',
      table,
      schema: z.object({ tenant: z.string(), a: z.string(), b: z.string(), c: z.string() }),
      key: { partitionKey, sortKey },
      access: { other: { index: 'other', partitionKey: indexPartitionKey, sortKey: indexSortKey } },
    })
    const engine = memory()
    const db = untyped(createDatabase)({ backend: engine, entities: { things: Thing } })
    await db.createTables()
    return db
  } catch (error) {
    if (error instanceof MonotableError && /^keys\.(ambiguous|unsupported-delimiter)$/.test(error.code))
      return undefined
    throw error
  }
}

const show = (rows: readonly Row[]): string[] =>
  rows.map((row) => JSON.stringify(names.map((name) => row[name]))).sort()

/** Tenants, one of whom calls himself so that his name runs into what stands behind it in the keys of another. */
const rows = fc
  .tuple(
    anyName,
    anyName,
    anyName,
    literal,
    fc.array(fc.record({ tenant: fc.nat(3), a: fc.nat(3), b: fc.nat(3), c: fc.nat(3) }), {
      minLength: 4,
      maxLength: 12,
    }),
  )
  .map(([one, two, three, mark, picks]) => {
    const pool = [one, `${one}${mark}${two}`, `${two}${mark}${one}`, three].map((name) => name || 'x')
    const at = (index: number): string => pool[index] ?? ''
    const all = picks.map(({ tenant, a, b, c }) => ({ tenant: at(tenant), a: at(a), b: at(b), c: at(c) }))
    return [...new Map(all.map((row) => [JSON.stringify(row), row])).values()]
  })

const runs = parameters(100)

test(
  'no tenant reaches what another has, by key, query, range or cursor, whatever the templates and the names',
  async () => {
    let [accepted, crossed] = [0, 0]
    await fc.assert(
      fc.asyncProperty(templates, rows, fc.nat(), async (chosen, all, seed) => {
        const db = await open(chosen)
        fc.pre(db !== undefined)
        accepted += 1
        const { things } = db
        for (const row of all) await things.create(row)
        expect(await things.scan().count()).toBe(all.length)

        for (const row of all) {
          expect(await things.get(row)).toEqual(row)
          const inPartition = all.filter((other) =>
            chosen.partition.every((name) => other[name as 'a'] === row[name as 'a']),
          )
          const partition = Object.fromEntries(chosen.partition.map((name) => [name, row[name as 'a']]))
          const primary = things.query.primary(partition)
          expect(show(await primary.all())).toEqual(show(inPartition))
          const inIndex = all.filter(({ tenant, c }) => tenant === row.tenant && c === row.c)
          const indexed = things.query.other({ tenant: row.tenant, c: row.c })
          expect(show(await indexed.descending().all())).toEqual(show(inIndex))

          // A cursor of one tenant, or one that was changed on its way, gives another nothing.
          const { cursor } = await primary.limit(1).page()
          for (const other of all) {
            if (other.tenant === row.tenant || cursor === undefined) continue
            crossed += 1
            const foreign = Object.fromEntries(chosen.partition.map((name) => [name, other[name as 'a']]))
            await expect(things.query.primary(foreign).from(cursor).page()).rejects.toMatchObject({
              code: 'repository.cursor',
            })
          }
          if (cursor === undefined) continue
          const place = 1 + (seed % (cursor.length - 1))
          const forged =
            cursor.slice(0, place) + (cursor[place] === 'A' ? 'B' : 'A') + cursor.slice(place + 1)
          const found = await primary
            .from(forged)
            .all()
            .catch((error: unknown) => {
              expect(error).toBeInstanceOf(MonotableError)
              return []
            })
          expect(found.filter((item: Row) => item.tenant !== row.tenant)).toEqual([])
        }

        const [first] = all
        if (first === undefined) return
        await things.delete(first)
        expect(show(await things.scan().all())).toEqual(show(all.slice(1)))
      }),
      runs,
    )
    if (runs.numRuns < 100) return
    expect(accepted).toBeGreaterThan(20)
    expect(crossed).toBeGreaterThan(20)
  },
  60_000 + runs.numRuns * 500,
)
