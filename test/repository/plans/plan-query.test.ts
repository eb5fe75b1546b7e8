import { describe, expect, it } from 'vitest'
import { openDepot } from '../reading.js'

/* oxlint-disable typescript/no-explicit-any -- the builders of a caller without types */
const site = { site: 's1' }
const expiry = String(Date.UTC(2026, 0, 1) / 1000)

describe('the plan of a query', () => {
  it('is what the first page sends, and sends nothing itself', async () => {
    const { things, sent } = await openDepot()
    for (const query of [
      things.query
        .primary({ ...site, id: { gte: 'b' } })
        .limit(3)
        .consistent(true),
      things.query
        .byAmount({ ...site, kind: 'box' })
        .descending()
        .select('id', 'place.shelf'),
      things.query.byRank({ rank: { between: [1, 2] } }).readLimit(9),
      things.query.byCode(site).limit(2),
      things.query.byNote(site),
      things.scan().where((o: any, { gt }: any) => gt(o.amount, 1)),
    ]) {
      const { requests } = query.plan()
      expect(sent).toEqual([])
      await query.page()
      expect(requests).toEqual(sent.map(({ operation, input }) => ({ operation, input, when: 'per page' })))
      sent.length = 0
    }
  })

  it('is, of a count, what the count sends', async () => {
    const { things, sent } = await openDepot()
    for (const query of [things.query.primary(site).limit(3), things.query.byCode(site), things.scan()]) {
      const { requests } = query.plan('count')
      expect(sent).toEqual([])
      await query.count()
      expect(requests).toEqual(sent.map(({ operation, input }) => ({ operation, input, when: 'per page' })))
      sent.length = 0
    }
    expect(things.query.primary(site).plan('count').requests[0].input.Select).toBe('COUNT')
  })

  it('says all there is to know', async () => {
    const { things } = await openDepot()
    expect(things.query.byRank({ rank: 1 }).plan()).toEqual({
      entities: ['Thing'],
      accessPattern: 'byRank',
      requests: [
        {
          operation: 'Query',
          when: 'per page',
          input: {
            TableName: 'depot',
            IndexName: 'ranked',
            KeyConditionExpression: 'gsi4pk = :0 AND gsi4n = :1',
            FilterExpression: 'NOT expiresAt <= :2',
            ExpressionAttributeValues: { ':0': { S: 'RANKS' }, ':1': { N: '1' }, ':2': { N: expiry } },
          },
        },
      ],
      canAppear: ['Thing'],
      cost: {
        readUnits: { minimum: 0.5, maximum: undefined },
        writeUnits: { minimum: 0, maximum: 0 },
        arithmetic: [expect.stringContaining('halved because eventually consistent') as string],
      },
      warnings: [],
    })
  })

  it('costs twice where it is consistent, and nothing where nothing can match', async () => {
    const { things } = await openDepot()
    expect(things.query.primary(site).consistent(true).plan().cost.readUnits.minimum).toBe(1)
    const nothing = things.query.primary({ ...site, id: { gt: 'b', lt: 'a' } }).plan()
    expect(nothing).toMatchObject({ requests: [], cost: { readUnits: { minimum: 0, maximum: 0 } } })
  })

  it.each<[string, (things: any) => any, string[]]>([
    [
      'a partition that others share, by the literal of the sort key',
      (things) => things.query.primary(site),
      ['Thing'],
    ],
    ['things alone', (things) => things.query.primary({ ...site, id: 'a' }), ['Thing']],
    [
      'a range that reaches over',
      (things) => things.query.byAmount({ ...site, kind: 'box' }),
      ['Thing', 'Site'],
    ],
    ['an index without others', (things) => things.query.byRank({}), ['Thing']],
    ['a scan', (things) => things.scan(), ['Thing', 'Site']],
  ])('names the entities that can appear in %s', async (_what, queryOf, entities) => {
    const { things } = await openDepot()
    expect(queryOf(things).plan().canAppear).toEqual(entities)
  })

  it.each<[string, (things: any) => any, string[]]>([
    ['nothing', (things) => things.query.primary({ ...site, id: 'a' }), []],
    [
      'a filter',
      (things) => things.query.byRank({}).where((o: any, { gt }: any) => gt(o.amount, 1)),
      ['a filter saves no capacity'],
    ],
    [
      'a scan',
      (things) => things.scan(),
      ['a scan reads', 'items of other entities stand among those of Thing'],
    ],
    ['a projection', (things) => things.query.byRank({}).select('id'), ['a projection saves no capacity']],
    ['a local index', (things) => things.query.byNote(site), ['each item costs a read of the table more']],
    [
      'a local index that holds all that is asked for',
      (things) => things.query.byNote(site).select('expiresAt'),
      ['a projection saves no capacity'],
    ],
    [
      'includeExpired, and others whom only keys tell',
      (things) => things.query.byCode({ ...site }),
      ['left out, told by their keys', 'expired items are returned'],
    ],
    [
      'a limit that bounds no reading, since others stand between',
      (things) => things.query.byAmount({ ...site, kind: 'box' }).limit(1),
      ['items of other entities stand among', 'unless readLimit bounds it'],
    ],
  ])('warns of %s', async (_what, queryOf, warnings) => {
    const { things } = await openDepot()
    expect(queryOf(things).plan().warnings).toEqual(
      warnings.map((warning) => expect.stringContaining(warning) as string),
    )
  })
})
