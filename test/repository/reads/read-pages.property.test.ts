import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameters } from '../../property/runs.js'
import { idsOf, openDepot, thing } from '../reading.js'

type Row = Record<string, unknown>

const now = Date.UTC(2026, 0, 1)
const rows = fc.uniqueArray(
  fc.record({
    site: fc.constantFrom('s1', 's1', 's2'),
    id: fc.integer({ min: 0, max: 60 }).map((id) => String(id).padStart(2, '0')),
    kind: fc.constantFrom('box', 'bag'),
    amount: fc.integer({ min: 0, max: 3 }),
    code: fc.constantFrom('a', 'b'),
    at: fc.integer({ min: 1, max: 5 }).map((day) => new Date(Date.UTC(2026, 0, day))),
    rank: fc.constantFrom(1, 2),
    note: fc.constantFrom('n', 'm'),
    tags: fc.constantFrom(new Set(['x']), new Set(['x', 'y']), new Set<string>()),
    expiresAt: fc.constantFrom(undefined, undefined, new Date(now - 5000), new Date(now + 5000)),
  }),
  { minLength: 5, maxLength: 30, size: 'max', selector: ({ site, id }) => site + id },
)
const titles = fc.uniqueArray(fc.constantFrom('a', 'box#', 'bag#1', 'n', 'zz'), { maxLength: 3 })

type Where = (thing: never, operators: never) => unknown
interface Filter {
  readonly where: Where | undefined
  readonly holds: (row: Row) => boolean
}
/* oxlint-disable typescript/no-explicit-any -- the builder of a caller without types */
const filters: readonly Filter[] = [
  { where: undefined, holds: () => true },
  {
    where: (o: any, { contains }: any) => contains(o.tags, 'y'),
    holds: ({ tags }) => (tags as Set<string>).has('y'),
  },
  {
    where: (o: any, { eq, contains }: any) => eq(o.revision, 1).and(contains(o.tags, 'x').not()),
    holds: ({ tags }) => !(tags as Set<string>).has('x'),
  },
  { where: (o: any, { gt }: any) => gt(o.revision, 1), holds: () => false },
]
/* oxlint-enable typescript/no-explicit-any */

const sources: Readonly<
  Record<string, { readonly given: Row | undefined; readonly of: (row: Row) => boolean }>
> = {
  primary: { given: { site: 's1' }, of: ({ site }) => site === 's1' },
  byAmount: { given: { site: 's1' }, of: ({ site }) => site === 's1' },
  byAge: { given: { kind: 'box' }, of: ({ kind }) => kind === 'box' },
  byKind: { given: { site: 's1', kind: 'bag' }, of: ({ site, kind }) => site === 's1' && kind === 'bag' },
  byRank: { given: {}, of: () => true },
  byNote: { given: { site: 's1' }, of: ({ site }) => site === 's1' },
  byCode: { given: { site: 's1' }, of: ({ site }) => site === 's1' },
  scan: { given: undefined, of: () => true },
}

interface Case {
  readonly all: readonly Row[]
  readonly titles: readonly string[]
  readonly filter: Filter
  readonly limit: number | undefined
  readonly readLimit: number | undefined
  readonly isDescending: boolean
}
const counts = fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined })
const cases: fc.Arbitrary<Case> = fc.record({
  all: rows,
  titles,
  filter: fc.constantFrom(...filters),
  limit: counts,
  readLimit: counts,
  isDescending: fc.boolean(),
})

describe.each(Object.entries(sources))('pages of %s', (name, { given, of }) => {
  const isNarrow = name === 'byCode'
  // Neither index projects what the filters are about.
  const isUnfiltered = isNarrow || name === 'byNote'

  it('join to all items, none lost or doubled, whatever the limit, the filter and what is in the way (rule R3)', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ all, titles: others, filter, limit, readLimit, isDescending }) => {
        const { things, sites, sent } = await openDepot({ things: all.map((row) => thing(row)) })
        for (const [index, title] of others.entries())
          await sites.create({ site: index === 0 ? 's1' : `s${index + 1}`, title })
        const { where } = isUnfiltered ? { where: undefined } : filter
        let query = given === undefined ? things.scan() : things.query[name](given)
        if (where !== undefined) query = query.where(where)
        if (isDescending && given !== undefined) query = query.descending()
        if (readLimit !== undefined) query = query.readLimit(readLimit)
        const limited = limit === undefined ? query : query.limit(limit)

        const whole = (await query.all()) as Row[]
        const isAlive = ({ expiresAt }: Row): boolean =>
          isNarrow || expiresAt === undefined || (expiresAt as Date).getTime() > now
        const expected = all.filter(
          (row) => of(row) && isAlive(row) && (where === undefined || filter.holds(row)),
        )
        const order = (items: readonly Row[]): string[] =>
          items.map(({ site, id, kind }) => JSON.stringify([site ?? kind, id])).toSorted()
        if (name !== 'byAge') expect(order(whole)).toEqual(order(expected))
        expect(idsOf(whole).toSorted()).toEqual(idsOf(expected).toSorted())

        const paged: Row[] = []
        let cursor: string | undefined
        do {
          sent.length = 0
          const page = await limited.from(cursor).page()
          expect(sent).toHaveLength(1)
          if (limit !== undefined) expect(page.items.length).toBeLessThanOrEqual(limit)
          paged.push(...page.items)
          cursor = page.cursor
        } while (cursor !== undefined)
        expect(paged).toEqual(whole)

        expect(await query.count()).toBe(whole.length)
        expect(await limited.count()).toBe(Math.min(whole.length, limit ?? Infinity))
        expect(await limited.all()).toEqual(whole.slice(0, limit))
        expect(await query.first()).toEqual(whole[0])
      }),
      parameters(12),
    )
  })
})
