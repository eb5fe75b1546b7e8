import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameters } from '../../property/runs.js'
import { idsOf } from '../reading.js'
import { event, openFeed } from './feed.js'

type Row = Record<string, unknown>

const now = Date.UTC(2026, 0, 1)
const rows = fc.uniqueArray(
  fc.record({
    tenant: fc.constantFrom('t', 't', 't', 'u'),
    id: fc.string({ unit: fc.constantFrom('a', 'b', '#', 'é', '\uffff', '😀'), minLength: 1, maxLength: 3 }),
    rank: fc.constantFrom(undefined, 1, 1, 2, 10, 11),
    note: fc.constantFrom('n', 'm'),
    expiresAt: fc.constantFrom(undefined, undefined, undefined, new Date(now - 5000), new Date(now + 5000)),
  }),
  { minLength: 3, maxLength: 40, size: 'max', selector: ({ tenant, id }) => JSON.stringify([tenant, id]) },
)
const keys = fc.constantFrom<Row>(
  { tenant: 't' },
  { tenant: 't', rank: 1 },
  { tenant: 't', rank: { gte: 2 } },
  { tenant: 't', rank: { between: [1, 10] } },
  { tenant: 't', rank: 1, id: { beginsWith: 'a' } },
  { tenant: 't', rank: 1, id: { gt: 'b' } },
  { tenant: 't', rank: { gt: 50 } },
  { tenant: 'none' },
)
const counts = fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined })
const cases = fc.record({
  all: rows,
  shards: fc.integer({ min: 1, max: 9 }),
  key: keys,
  limit: counts,
  readLimit: counts,
  isFiltered: fc.boolean(),
  isDescending: fc.boolean(),
})
type Case = typeof cases extends fc.Arbitrary<infer TCase> ? TCase : never

/* oxlint-disable typescript/no-explicit-any -- the builder of a caller without types */
function shaped(query: any, { readLimit, isFiltered, isDescending }: Case): any {
  const read = readLimit === undefined ? query : query.readLimit(readLimit)
  const filtered = isFiltered ? read.where((o: any, { eq }: any) => eq(o.note, 'n')) : read
  return isDescending ? filtered.descending() : filtered
}
/* oxlint-enable typescript/no-explicit-any */

async function openCase(given: Case) {
  const feed = await openFeed({ shards: given.shards })
  for (const each of given.all) await feed.events.create(each)
  feed.sent.length = 0
  const limited = (query: unknown, limit = given.limit) =>
    limit === undefined ? shaped(query, given) : shaped(query, given).limit(limit)
  return {
    ...feed,
    spread: (limit?: number) => limited(feed.events.query.spread(given.key), limit),
    whole: (limit?: number) => limited(feed.events.query.whole(given.key), limit),
    unlimited: () => shaped(feed.events.query.whole(given.key), given),
  }
}

describe('a query of a sharded partition gives what one of a whole partition does', () => {
  it('all at once, item by item, counted, the first', () =>
    fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { spread, whole } = await openCase(given)
        const expected = await whole().all()
        expect(await spread().all()).toEqual(expected)
        const items: Row[] = []
        for await (const item of spread().items()) items.push(item)
        expect(items).toEqual(expected)
        expect(await spread().count()).toBe(expected.length)
        expect(await spread().first()).toEqual(expected[0])
      }),
      parameters(40),
    ))

  it('page by page, each of one request to each shard at most', () =>
    fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { spread, unlimited, sent } = await openCase(given)
        const expected: Row[] = await unlimited().all()
        const found: Row[] = []
        let cursor: string | undefined
        let pages = 0
        do {
          sent.length = 0
          const page = await spread().from(cursor).page()
          expect(sent.length).toBeLessThanOrEqual(given.shards)
          expect(page.items.length).toBeLessThanOrEqual(given.limit ?? Infinity)
          found.push(...page.items)
          cursor = page.cursor
          expect(++pages).toBeLessThan(200)
        } while (cursor !== undefined)
        expect(found).toEqual(expected)
      }),
      parameters(40),
    ))

  it('by pages of exactly so many items, forwards and backwards at random', () =>
    fc.assert(
      fc.asyncProperty(
        cases,
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        async (given, size, steps) => {
          const { spread, unlimited } = await openCase({ ...given, limit: undefined })
          const expected: Row[] = await unlimited().all()
          let at = 0
          let page = await spread().exactly(size)
          expect(page.items).toEqual(expected.slice(0, size))
          for (const isForward of steps) {
            const cursor = isForward ? page.after : page.before
            if (cursor === undefined) {
              if (isForward) expect(at + page.items.length).toBe(expected.length)
              else expect(at).toBe(0)
              continue
            }
            const from = isForward ? at + page.items.length : Math.max(0, at - size)
            page = await spread().exactly(size, isForward ? { after: cursor } : { before: cursor })
            expect(page.items).toEqual(expected.slice(from, isForward ? from + size : at))
            at = from
          }
        },
      ),
      parameters(40),
    ))

  it('in one order where sort keys are the same, whichever way and in whatever pieces it is read', () =>
    fc.assert(
      fc.asyncProperty(
        cases,
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 5 })), { maxLength: 12 }),
        async (given, steps) => {
          const { events } = await openCase(given)
          const tied = () => events.query.tied({ tenant: 't' })
          const all: Row[] = await tied().all()
          const ranks = all.map(({ rank }) => rank as number)
          expect(ranks).toEqual(ranks.toSorted((one, other) => one - other))
          const there = given.all.filter(({ tenant, rank }) => tenant === 't' && rank !== undefined)
          expect(idsOf(all).toSorted()).toEqual(idsOf(there).toSorted())
          expect(await tied().descending().all()).toEqual(all.toReversed())
          let at = 0
          let page = await tied().exactly(2)
          for (const [isForward, size] of steps) {
            const cursor = isForward ? page.after : page.before
            if (cursor === undefined) continue
            const from = isForward ? at + page.items.length : Math.max(0, at - size)
            page = await tied().exactly(size, isForward ? { after: cursor } : { before: cursor })
            expect(page.items).toEqual(all.slice(from, isForward ? from + size : at))
            at = from
          }
        },
      ),
      parameters(40),
    ))

  it('in order and without a gap, whatever is written and deleted between the pages', () =>
    fc.assert(
      fc.asyncProperty(
        cases,
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 99 }), fc.constantFrom(1, 2, 10, 11))),
        async (given, changes) => {
          const limit = given.limit ?? 3
          const { events, unlimited, spread } = await openCase({ ...given, limit })
          const stays: Row[] = await unlimited().all()
          const found: Row[] = []
          const pending = [...changes]
          let cursor: string | undefined
          do {
            const page = await spread(limit).from(cursor).page()
            for (const item of page.items) {
              const last = found.at(-1)
              if (last !== undefined) expect(isBehind(last, item, given.isDescending)).toBe(true)
              found.push(item)
            }
            cursor = page.cursor
            const change = pending.shift()
            if (change === undefined) continue
            const [isWrite, number, rank] = change
            const id = `w${number}`
            if (isWrite) await events.put(event(id, { rank, note: 'n' }))
            else if (found.length > 0) await events.delete(found[number % found.length])
          } while (cursor !== undefined)
          // What was there all the time is found, whatever was written around it.
          expect(idsOf(found)).toEqual(expect.arrayContaining(idsOf(stays)))
        },
      ),
      parameters(40),
    ))
})

/** Whether `row` comes after `last` in the order of the index, or against it. */
function isBehind(last: Row, row: Row, isDescending: boolean): boolean {
  const form = ({ rank, id }: Row) => Buffer.from(`${String(rank).padStart(2, '0')}#${String(id)}`)
  const order = Buffer.compare(form(row), form(last))
  return isDescending ? order < 0 : order > 0
}
