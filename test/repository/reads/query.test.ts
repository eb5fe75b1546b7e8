import { beforeEach, describe, expect, it } from 'vitest'
import { refused, refusedLater, told } from '../../schema/refused.js'
import { inputOf } from '../fixtures.js'
import { idsOf, openDepot, thing } from '../reading.js'

/* oxlint-disable typescript/no-explicit-any -- the builders of a caller without types */
type Where = (o: any, operators: any) => any

let depot: Awaited<ReturnType<typeof openDepot>>
beforeEach(async () => {
  depot = await openDepot({
    things: ['a', 'b', 'c'].map((id, amount) => thing({ id, amount, code: id, note: 'n', rank: amount })),
  })
})
const query = (name: string, given: object) => depot.things.query[name](given)
const site = { site: 's1' }

describe('a query', () => {
  it('is not changed by its methods', async () => {
    const all = query('byAmount', site)
    all.limit(1).descending()
    expect(idsOf(await all.all())).toEqual(['a', 'b', 'c'])
  })

  it('sends exactly what it says', async () => {
    await query('byAge', { kind: 'box' }).readLimit(7).descending().page()
    expect(inputOf(depot.sent, 'Query')).toEqual({
      TableName: 'depot',
      IndexName: 'some',
      KeyConditionExpression: 'gsi3pk = :0',
      FilterExpression: 'NOT expiresAt <= :1',
      ExpressionAttributeValues: {
        ':0': { S: 'KIND#box' },
        ':1': { N: String(Date.UTC(2026, 0, 1) / 1000) },
      },
      ScanIndexForward: false,
      Limit: 7,
    })
  })

  it('gives the first item, or undefined (rule R8)', async () => {
    expect(await query('byAmount', site).descending().first()).toMatchObject({ id: 'c' })
    expect(await query('byAmount', { site: 'nowhere' }).first()).toBeUndefined()
  })

  it('gives item by item, and stops when no more are asked for', async () => {
    const seen: unknown[] = []
    for await (const { id } of query('byRank', {}).readLimit(1).items()) {
      seen.push(id)
      if (seen.length === 2) break
    }
    expect(seen).toEqual(['a', 'b'])
    expect(depot.sent).toHaveLength(2)
  })

  it('sends nothing where nothing can match', async () => {
    const nothing = query('primary', { ...site, id: { gt: 'b', lt: 'a' } })
    expect(await nothing.all()).toEqual([])
    expect(await nothing.page()).toEqual({ items: [] })
    expect(await nothing.count()).toBe(0)
    expect(await nothing.first()).toBeUndefined()
    expect(depot.sent).toEqual([])
  })

  it('passes the signal on', async () => {
    const { signal } = new AbortController()
    await query('primary', site).page({ signal })
    expect(depot.sent[0]?.signal).toBe(signal)
  })

  it('reads consistently from the table and a local index only', async () => {
    await query('primary', site).consistent(true).all()
    expect(inputOf(depot.sent, 'Query')).toMatchObject({ ConsistentRead: true })
    await query('byNote', site).consistent(true).all()
    expect(inputOf(depot.sent, 'Query')).toMatchObject({ ConsistentRead: true, IndexName: 'lsi1' })
    expect(told(refused(() => query('byAmount', site).consistent(true)))).toBe(
      'repository.consistent: Thing, access pattern byAmount: a global index has no consistent reads: query primary or a local index',
    )
    expect(() => query('byAmount', site).consistent(false)).not.toThrow()
  })

  it.each([0, -1, 1.5, Number.NaN, '3', 2 ** 31])('refuses the limit %j', (items) => {
    for (const word of ['limit', 'readLimit'])
      expect(told(refused(() => query('primary', site)[word](items)))).toContain(
        `repository.limit: Thing, access pattern primary: ${word} takes a whole number from 1 to`,
      )
  })
})

describe('a filter', () => {
  it('is a function', () => {
    for (const wrong of [undefined, null, {}, 'status'])
      expect(told(refused(() => query('primary', site).where(wrong)))).toMatch(
        /^expressions\.not-a-condition: Thing, access pattern primary: where takes a function/,
      )
  })

  it('joins others', async () => {
    const found = await query('primary', site)
      .where(((o, { gte }) => gte(o.amount, 1)) satisfies Where)
      .where(((o, { lt }) => lt(o.amount, 2)) satisfies Where)
      .all()
    expect(idsOf(found)).toEqual(['b'])
  })

  it('about a key attribute of what is queried is refused', () => {
    const error = refused(() =>
      query('byKind', { ...site, kind: 'box' }).where(((o, { gt }) => gt(o.amount, 1)) satisfies Where),
    )
    expect(error.code).toBe('repository.filter-on-key')
    expect(error.message).toContain(
      'Thing, access pattern byKind: amount is a key attribute of what is queried',
    )
    expect(error.details).toEqual({ entity: 'Thing', accessPattern: 'byKind', attribute: 'amount' })
  })

  it('about what a global index does not project is refused', () => {
    const error = refused(() => query('byCode', site).where(((o, { gt }) => gt(o.amount, 1)) satisfies Where))
    expect(told(error)).toContain(
      'repository.not-projected: Thing, access pattern byCode: index narrow does not project amount',
    )
  })

  it('is refused about what a local index does not project, though it fetches what is selected', async () => {
    const where: Where = (o, { gt }) => gt(o.amount, 1)
    expect(told(refused(() => query('byNote', site).where(where)))).toMatch(
      /^repository\.not-projected: Thing, access pattern byNote: index lsi1 does not project amount/,
    )
    expect(await query('byNote', site).select('amount').all()).toEqual([
      { amount: 0 },
      { amount: 1 },
      { amount: 2 },
    ])
  })
})

describe('a count', () => {
  it('transfers nothing', async () => {
    expect(await query('byAmount', site).count()).toBe(3)
    expect(inputOf(depot.sent, 'Query')).toMatchObject({ Select: 'COUNT' })
    expect(inputOf(depot.sent, 'Query')).not.toHaveProperty('ProjectionExpression')
  })

  it('reads keys where only they tell entities apart', async () => {
    await depot.sites.create({ site: 's1', title: 'c' })
    depot.sent.length = 0
    expect(await query('byCode', { site: 's1', code: { gte: 'a' } }).count()).toBe(3)
    expect(inputOf(depot.sent, 'Query')).toMatchObject({ ProjectionExpression: 'pk, sk, gsi2pk, gsi2sk' })
  })
})

describe('a scan', () => {
  it('reads the table from end to end, and only what is asked of the items', async () => {
    await depot.sites.create({ site: 's1', title: 't' })
    expect(idsOf(await depot.things.scan().all()).toSorted()).toEqual(['a', 'b', 'c'])
    const scanned = depot.things.scan().where(((o, { eq }) => eq(o.site, 's1')) satisfies Where)
    expect(await scanned.count()).toBe(3)
    expect(await depot.sites.scan().all()).toEqual([{ site: 's1', title: 't' }])
    expect(depot.sent.every(({ operation }) => operation === 'Scan' || operation === 'PutItem')).toBe(true)
  })

  it('has no order', () => {
    expect(told(refused(() => depot.things.scan().descending()))).toContain(
      'repository.scan-order: Thing, access pattern primary: a scan has no order',
    )
  })
})

describe('the cursor of a page', () => {
  it('is checked where the range is empty, too', async () => {
    const empty = query('primary', { ...site, id: { gt: 'b', lt: 'a' } })
    expect((await empty.page()).items).toEqual([])
    const reads: ((from: any) => unknown)[] = [
      (from) => from.page(),
      (from) => from.all(),
      (from) => from.count(),
      (from) => from.first(),
    ]
    for (const read of reads)
      expect((await refusedLater(() => read(empty.from('1abc')))).code).toBe('repository.cursor')
  })

  const pageOf = async (change: (each: any) => any = (each) => each, given: object = site) =>
    (await change(query('byAmount', given)).limit(1).page()) as { cursor?: string }
  const reason = async (call: () => unknown): Promise<unknown> => {
    const { code, details } = await refusedLater(call)
    expect(code).toBe('repository.cursor')
    return details['reason']
  }

  it('goes on behind the last item, with another limit or projection too', async () => {
    const { cursor } = await pageOf()
    expect(idsOf(await query('byAmount', site).from(cursor).all())).toEqual(['b', 'c'])
    const next = await query('byAmount', site).select('id').limit(5).readLimit(2).from(cursor).page()
    expect(next.items).toEqual([{ id: 'b' }, { id: 'c' }])
  })

  it('is refused by every query that asks something else', async () => {
    const { cursor } = await pageOf()
    const others = [
      query('byAmount', { site: 's2' }),
      query('byAmount', { ...site, kind: 'box' }),
      query('byAmount', site).descending(),
      query('byAmount', site).where(((o, { gt }) => gt(o.revision, 0)) satisfies Where),
      query('primary', site),
      depot.sites.query['byTitle'](site),
      depot.things.scan(),
    ]
    for (const other of others)
      expect(await reason(() => other.from(cursor).page())).toContain('another query')
    for (const other of others) await reason(() => other.from(cursor).count())
  })

  it('outlives a change of the entities beside it', async () => {
    const { cursor } = await pageOf()
    await depot.sites.create({ site: 's1', title: 'box#' })
    expect(idsOf(await query('byAmount', site).from(cursor).all())).toEqual(['b', 'c'])
  })

  it.each<[string, (position: unknown[][]) => unknown]>([
    ['no position', () => []],
    ['an attribute too few', (position) => position.slice(1)],
    ['an attribute too many', (position) => [...position, ['x', 'S', 'y']]],
    ['another attribute', ([, ...rest]) => [['x', 'S', 'y'], ...rest]],
    ['another type', ([[name] = [] as unknown[], ...rest]) => [[name, 'N', '1'], ...rest]],
    ['an empty key', ([[name] = [] as unknown[], ...rest]) => [[name, 'S', ''], ...rest]],
    [
      'another partition',
      (position) =>
        position.map(([name, type, value]) => [name, type, name === 'gsi1pk' ? 'SITE#s2' : value]),
    ],
    [
      'a key that is too long',
      (position) =>
        position.map(([name, type, value]) => [name, type, name === 'gsi1sk' ? 'x'.repeat(5000) : value]),
    ],
  ])('that was forged to hold %s is refused', async (_what, change) => {
    const { cursor = '' } = await pageOf()
    const [mark, position] = JSON.parse(Buffer.from(cursor.slice(1), 'base64url').toString()) as [
      string,
      unknown[][],
    ]
    const forged = `1${Buffer.from(JSON.stringify([mark, change(position)])).toString('base64url')}`
    expect(await reason(() => query('byAmount', site).from(forged).page())).toContain('its position is')
  })

  it('that was forged to lie outside the range is refused', async () => {
    const given = { ...site, kind: 'box' }
    const { cursor = '' } = await pageOf(undefined, given)
    const text = Buffer.from(cursor.slice(1), 'base64url').toString()
    const forged = `1${Buffer.from(text.replace('"box#', '"bag#')).toString('base64url')}`
    expect(await reason(() => query('byAmount', given).from(forged).page())).toContain('DynamoDB refuses')
  })
})
