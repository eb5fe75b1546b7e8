import { beforeEach, describe, expect, it } from 'vitest'
import { refused, refusedLater, told } from '../../schema/refused.js'
import { inputOf, untyped } from '../fixtures.js'
import { idsOf } from '../reading.js'
import { event, openFeed } from './feed.js'

type Feed = Awaited<ReturnType<typeof openFeed>>
let feed: Feed
const narrow = () => feed.events.query.narrow({ tenant: 't' })
const operations = () => feed.sent.map(({ operation }) => operation)

beforeEach(async () => {
  feed = await openFeed()
  for (const id of ['a', 'b', 'c', 'd'])
    await feed.events.create(event(id, { note: `note ${id}`, group: 'g' }))
  feed.sent.length = 0
})

describe('a hydrated query', () => {
  it('gives whole items in the order of the index', async () => {
    expect(await narrow().descending().limit(2).hydrate().all()).toEqual([
      event('d', { note: 'note d', group: 'g' }),
      event('c', { note: 'note c', group: 'g' }),
    ])
    expect(operations()).toEqual(['Query', 'BatchGetItem'])
    expect(inputOf(feed.sent, 'Query').Limit).toBe(2)
    expect(inputOf(feed.sent, 'BatchGetItem')).toEqual({
      RequestItems: {
        feed: { Keys: ['d', 'c'].map((id) => ({ pk: { S: 'TENANT#t' }, sk: { S: `EVENT#${id}` } })) },
      },
    })
  })

  it('reads no more of the index than where items stand and whose they are', async () => {
    await narrow().select('note').hydrate().all()
    const { ProjectionExpression, ExpressionAttributeNames: names = {} } = inputOf(feed.sent, 'Query')
    const read = ProjectionExpression?.split(', ').map((path) => names[path] ?? path)
    expect(read?.toSorted()).toEqual(['pk', 'sk', 'somepk', 'somesk'])
  })

  it('asks DynamoDB for nothing where the index holds nothing', async () => {
    expect(await feed.events.query.narrow({ tenant: 'none' }).hydrate().all()).toEqual([])
    expect(operations()).toEqual(['Query'])
  })

  it('goes on from the cursor of a page', async () => {
    const first = await narrow().limit(3).hydrate().page()
    expect(idsOf(first.items)).toEqual(['a', 'b', 'c'])
    const second = await narrow().limit(3).from(first.cursor).hydrate().page()
    expect(idsOf(second.items)).toEqual(['d'])
    expect(second.cursor).toBeUndefined()
    const error = await refusedLater(() => narrow().from(first.cursor).page())
    expect(told(error)).toMatch(/^repository.cursor: .*another query/)
  })

  it('keeps what a filter over the index finds', async () => {
    const found = narrow().where((e: never, { eq }: never) => untyped(eq)(untyped(e).note, 'note b'))
    expect(idsOf(await found.hydrate().all())).toEqual(['b'])
  })

  it('reads items consistently where that is asked for', async () => {
    await narrow().hydrate({ consistent: true }).first()
    expect(inputOf(feed.sent, 'BatchGetItem').RequestItems?.['feed']?.ConsistentRead).toBe(true)
  })

  it('gives one hundred items for each request', async () => {
    for (let id = 100; id < 321; id++) await feed.events.create(event(String(id)))
    feed.sent.length = 0
    const items: unknown[] = []
    for await (const item of narrow().hydrate().items()) items.push(item)
    expect(items).toHaveLength(225)
    expect(operations()).toEqual(['Query', 'BatchGetItem', 'BatchGetItem', 'BatchGetItem'])
  })

  it('merges the shards before it fetches', async () => {
    const found = await feed.events.query.tied({ tenant: 't' }).limit(3).hydrate().all()
    expect(found).toHaveLength(3)
    expect(operations()).toEqual(['Query', 'Query', 'Query', 'Query', 'BatchGetItem'])
    expect(inputOf(feed.sent, 'BatchGetItem').RequestItems?.['feed']?.Keys).toHaveLength(3)
  })

  it('gives the one item there is, and refuses several', async () => {
    const query = (id: string) =>
      feed.events.query.narrow({ tenant: 't', rank: 1, id: { gte: id } }).hydrate()
    expect(idsOf([await query('d').only()])).toEqual(['d'])
    expect(told(await refusedLater(() => query('c').only()))).toMatch(/^repository.not-only: .*more/)
  })

  it('sends what DynamoDB leaves unprocessed again, as often as is said', async () => {
    feed.hooks.before = (operation) =>
      operation === 'BatchGetItem'
        ? Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }))
        : Promise.resolve()
    const error = await refusedLater(() => narrow().hydrate().all({ attempts: 2 }))
    expect(told(error)).toMatch(/^repository.unprocessed: /)
    expect(error.details['leftover']).toMatchObject([{ given: { tenant: 't', id: 'a' } }, {}, {}, {}])
  })
})

describe('between the index and the item', () => {
  const whenFetched = (change: () => Promise<unknown>) => {
    let isChanged = false
    feed.hooks.before = async (operation) => {
      if (operation !== 'BatchGetItem' || isChanged) return
      isChanged = true
      await change()
    }
  }

  it('an item that is deleted is left out, and limit counts what is returned', async () => {
    whenFetched(() => feed.events.delete({ tenant: 't', id: 'a' }))
    expect(idsOf(await narrow().limit(2).hydrate().all())).toEqual(['b', 'c'])
  })

  it('the first item is the first that is still there', async () => {
    whenFetched(() => feed.events.delete({ tenant: 't', id: 'a' }))
    expect(idsOf([await narrow().hydrate().first()])).toEqual(['b'])
  })

  it('an item that left the range of the query is left out', async () => {
    whenFetched(() => feed.events.put(event('b', { rank: 50 })))
    const query = feed.events.query.narrow({ tenant: 't', rank: { lte: 9 } })
    expect(idsOf(await query.hydrate().all())).toEqual(['a', 'c', 'd'])
  })

  it('an item that left the index is left out', async () => {
    whenFetched(() => feed.events.put(event('b', { rank: undefined })))
    expect(idsOf(await narrow().hydrate().all())).toEqual(['a', 'c', 'd'])
  })

  it('an item that moved within the range keeps the place that the index gave', async () => {
    whenFetched(() => feed.events.put(event('b', { rank: 50 })))
    expect(idsOf(await narrow().hydrate().all())).toEqual(['a', 'b', 'c', 'd'])
  })

  it('an item whose time passes is left out', async () => {
    whenFetched(() => feed.events.put(event('b', { expiresAt: new Date(feed.clock.now() - 1000) })))
    expect(idsOf(await narrow().hydrate().all())).toEqual(['a', 'c', 'd'])
  })
})

describe('the plan of a hydrated query', () => {
  it('shows both requests, the second with its bounds', () => {
    const plan = narrow().limit(250).hydrate({ consistent: true }).plan()
    expect(plan.requests).toMatchObject([
      { operation: 'Query', when: 'per page', input: { IndexName: 'some', Limit: 250 } },
      {
        operation: 'BatchGetItem',
        when: 'dependent',
        atMost: 30,
        input: { RequestItems: { feed: { Keys: [], ConsistentRead: true } } },
      },
    ])
    expect(plan.cost.readUnits).toEqual({ minimum: 0.5, maximum: undefined })
    expect(plan.warnings).toContainEqual(expect.stringContaining('read twice'))
  })

  it('bounds the second by what goes into a page, where nothing else does', () => {
    const [, fetch] = narrow().hydrate().plan().requests
    // pk, sk, somepk and somesk, each with a value of a byte: 20 bytes an item.
    expect(fetch?.atMost).toBe(Math.ceil(Math.ceil(2 ** 20 / 20) / 100) * 10)
    const [, few] = narrow().readLimit(5).hydrate().plan().requests
    expect(few?.atMost).toBe(10)
  })

  it('does not say that expired items are returned, which it looks at when they are fetched', async () => {
    await feed.events.put(event('b', { expiresAt: new Date(feed.clock.now() - 1000) }))
    const tied = feed.events.query.tied({ tenant: 't' })
    const returned = expect.stringContaining('expired items are returned')
    expect(tied.plan().warnings).toContainEqual(returned)
    expect(idsOf(await tied.all())).toContain('b')
    expect(tied.hydrate().plan().warnings).not.toContainEqual(returned)
    expect(idsOf(await tied.hydrate().all()).toSorted()).toEqual(['a', 'c', 'd'])
  })

  it('has nothing to send where nothing can match', () => {
    const plan = feed.events.query
      .narrow({ tenant: 't', rank: { gt: 3, lt: 2 } })
      .hydrate()
      .plan()
    expect(plan.requests).toEqual([])
    expect(plan.cost.readUnits).toEqual({ minimum: 0, maximum: 0 })
  })
})

describe('hydrate', () => {
  it.each([
    ['an index that holds whole items', () => feed.events.query.whole({ tenant: 't' })],
    ['the primary key', () => feed.events.query.primary({ tenant: 't' })],
    ['a scan', () => feed.events.scan()],
  ])('is refused of %s', (_of, query) => {
    expect(told(refused(() => query().hydrate()))).toMatch(/^repository.hydrate: .*leave it out/)
  })
})
