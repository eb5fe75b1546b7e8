import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameters } from '../../property/runs.js'
import { openDepot, thing } from '../reading.js'

type Row = Record<string, unknown>
type Compare = (left: never, right: never) => number

const numeric: Compare = (left: number | Date, right: number | Date) =>
  left < right ? -1 : left > right ? 1 : 0
const text: Compare = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right))
const backwards: Compare = (left: never, right: never) => numeric(right, left)

const pieces = fc.constantFrom('a', 'b', '#', '$', ' ', '~', 'é', '😀', '\uffff', '0')
const texts = fc.string({ unit: pieces, minLength: 1, maxLength: 3 })
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  site: fc.constantFrom('s1', 's#2'),
  id: texts,
  kind: fc.constantFrom('box', 'bag'),
  amount: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-1.5, 0.25, 1e21, -1e-9)),
  code: texts,
  at: fc.integer({ min: 0, max: 5 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day, 12))),
  rank: fc.option(fc.integer({ min: -2, max: 2 }), { nil: undefined }),
  note: fc.option(texts, { nil: undefined }),
}
const rows = fc.uniqueArray(fc.record(values), {
  minLength: 12,
  maxLength: 25,
  selector: ({ site, id }) => JSON.stringify([site, id]),
})

interface Pattern {
  readonly partition: readonly string[]
  readonly sort: readonly (readonly [name: string, compare: Compare, hasPrefix?: boolean])[]
  readonly isNative?: boolean
}

const patterns: Readonly<Record<string, Pattern>> = {
  primary: { partition: ['site'], sort: [['id', text, true]] },
  byAmount: {
    partition: ['site'],
    sort: [
      ['kind', text],
      ['amount', numeric],
      ['code', text, true],
    ],
  },
  byCode: {
    partition: ['site'],
    sort: [
      ['code', text, true],
      ['at', backwards],
    ],
  },
  byAge: {
    partition: ['kind'],
    sort: [
      ['at', backwards],
      ['id', text, true],
    ],
  },
  byKind: {
    partition: ['site', 'kind'],
    sort: [
      ['amount', numeric],
      ['code', text, true],
    ],
    isNative: true,
  },
  byRank: { partition: [], sort: [['rank', numeric]], isNative: true },
  byNote: { partition: ['site'], sort: [['note', text, true]] },
}

/** A range as a caller writes it, with what it means by the order of values, not of keys. */
interface Asked {
  readonly range: unknown
  readonly holds: (value: never) => boolean
}

function rangesOf(name: string, order: Compare, hasPrefix: boolean, isNative: boolean): fc.Arbitrary<Asked> {
  const value = (values[name] ?? fc.constant(0)).filter((each) => each !== undefined) as fc.Arbitrary<never>
  // Bounds are about values, however their keys are sorted.
  const compare = order === backwards ? numeric : order
  const isAtLeast = (low: never) => (each: never) => compare(each, low) >= 0
  const isAtMost = (high: never) => (each: never) => compare(each, high) <= 0
  const one = fc.oneof(
    value.map((gt): Asked => ({ range: { gt }, holds: (each) => compare(each, gt) > 0 })),
    value.map((gte): Asked => ({ range: { gte }, holds: isAtLeast(gte) })),
    value.map((lt): Asked => ({ range: { lt }, holds: (each) => compare(each, lt) < 0 })),
    value.map((lte): Asked => ({ range: { lte }, holds: isAtMost(lte) })),
  )
  const two = fc.tuple(value, value).chain(([low, high]) => {
    const isWithin = (each: never): boolean => isAtLeast(low)(each) && isAtMost(high)(each)
    const asked: Asked[] = [
      { range: { between: [low, high] }, holds: isWithin },
      { range: { gte: low, lte: high }, holds: isWithin },
    ]
    if (!isNative)
      asked.push(
        { range: { gt: low, lt: high }, holds: (each) => compare(each, low) > 0 && compare(each, high) < 0 },
        { range: { gte: low, lt: high }, holds: (each) => isAtLeast(low)(each) && compare(each, high) < 0 },
        { range: { gt: low, lte: high }, holds: (each) => compare(each, low) > 0 && isAtMost(high)(each) },
      )
    return fc.constantFrom(...asked)
  })
  const equal = value.map((each): Asked => ({ range: each, holds: (other) => compare(each, other) === 0 }))
  if (!hasPrefix) return fc.oneof(one, two, equal)
  const prefix = fc.string({ unit: pieces, maxLength: 2 }).map((beginsWith): Asked => ({
    range: { beginsWith },
    holds: (each: never) => String(each).startsWith(beginsWith),
  }))
  return fc.oneof(one, two, equal, prefix)
}

interface Query {
  readonly given: Row
  readonly holds: (row: Row) => boolean
}

/** A random query of a pattern: its partition, some attributes of the sort key, and perhaps a range over the next. */
function queriesOf({ partition, sort, isNative = false }: Pattern): fc.Arbitrary<Query> {
  const equal = (names: readonly string[]): fc.Arbitrary<Row> =>
    fc.record(
      Object.fromEntries(
        names.map((name) => [name, (values[name] ?? fc.constant(0)).filter((each) => each !== undefined)]),
      ),
    )
  const has = (given: Row) => (row: Row) =>
    Object.entries(given).every(([name, value]) => JSON.stringify(row[name]) === JSON.stringify(value))
  return fc.integer({ min: 0, max: sort.length }).chain((count) => {
    const named = [...partition, ...sort.slice(0, count).map(([name]) => name)]
    const next = sort[count]
    // An enum has no order unless it is declared.
    if (next === undefined || next[0] === 'kind')
      return equal(named).map((given) => ({ given, holds: has(given) }))
    const [name, compare, hasPrefix = false] = next
    const ranges = fc.option(rangesOf(name, compare, hasPrefix, isNative), { nil: undefined })
    return fc.tuple(equal(named), ranges).map(([given, asked]) => ({
      given: asked === undefined ? given : { ...given, [name]: asked.range },
      holds: (row: Row) => has(given)(row) && (asked === undefined || asked.holds(row[name] as never)),
    }))
  })
}

const isIndexed = ({ partition, sort }: Pattern, row: Row): boolean =>
  [...partition, ...sort.map(([name]) => name)].every((name) => row[name] !== undefined)

function compareBy({ sort }: Pattern, left: Row, right: Row): number {
  for (const [name, compare] of sort) {
    const order = compare(left[name] as never, right[name] as never)
    if (order !== 0) return order
  }
  return 0
}

const keyOf = ({ site, id }: Row): string => JSON.stringify([site, id])
const keysOf = (found: readonly Row[]): string[] => found.map(keyOf).toSorted()

describe.each(Object.entries(patterns))('a query of %s', (name, pattern) => {
  it('returns what a filter over all items gives, in the order of the values, both ways (rules R1, K4)', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(queriesOf(pattern), { minLength: 15, maxLength: 15 }),
        async (all, queries) => {
          const { things } = await openDepot({ things: all.map((row) => thing(row)) })
          for (const { given, holds } of queries) {
            const expected = all.filter((row) => isIndexed(pattern, row) && holds(row))
            const found = (await things.query[name](given).all()) as Row[]
            const backward = (await things.query[name](given).descending().all()) as Row[]
            expect(keysOf(found)).toEqual(keysOf(expected))
            expect(backward.map(keyOf)).toEqual(found.map(keyOf).toReversed())
            found.slice(1).forEach((row, index) => {
              expect(compareBy(pattern, found[index] ?? {}, row)).toBeLessThanOrEqual(0)
            })
          }
        },
      ),
      parameters(12),
    )
  })
})
