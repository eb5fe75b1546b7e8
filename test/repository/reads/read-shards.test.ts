import { beforeEach, describe, expect, it } from 'vitest'
import { shardOf } from '../../../src/keys/index.js'
import type { QueryInput } from '../../../src/protocol/items.js'
import { refused, refusedLater, told } from '../../schema/refused.js'
import { inputOf } from '../fixtures.js'
import { idsOf } from '../reading.js'
import { event, openFeed } from './feed.js'

type Feed = Awaited<ReturnType<typeof openFeed>>
let feed: Feed
const ids = Array.from({ length: 20 }, (_, index) => `e${String(index).padStart(2, '0')}`)
const spread = () => feed.events.query.spread({ tenant: 't' })
const shardOfId = (id: string, count: number) => shardOf([{ S: 'TENANT#t' }, { S: `EVENT#${id}` }], count)
const inputs = () => feed.sent.map(({ input }) => input as QueryInput)

beforeEach(async () => {
  feed = await openFeed({ shards: 4 })
  for (const id of ids) await feed.events.create(event(id))
  feed.sent.length = 0
})

describe('a write', () => {
  it('puts an item into the shard of its primary key', async () => {
    const { Items = [] } = await feed.engine.execute('Scan', { TableName: 'feed' })
    for (const { sk, spreadpk } of Items)
      expect(spreadpk).toEqual({ S: `T#t#${shardOfId(sk?.S?.slice('EVENT#'.length) ?? '', 4)}` })
  })

  it('keeps the shard when an update forms the key anew, by the key alone', async () => {
    await feed.events.update({ tenant: 't', id: 'e03' }, { set: { rank: 7 } })
    const { ExpressionAttributeValues: values = {} } = inputOf(feed.sent, 'UpdateItem')
    expect(Object.values(values)).toContainEqual({ S: `T#t#${shardOfId('e03', 4)}` })
    expect(idsOf(await feed.events.query.spread({ tenant: 't', rank: 7 }).all())).toEqual(['e03'])
  })

  it('takes an item out of the index when a part of its key is removed', async () => {
    await feed.events.update({ tenant: 't', id: 'e03' }, { remove: ['rank'] })
    expect(idsOf(await spread().all())).not.toContain('e03')
  })

  it('puts an item that moves into the shard of its new key', async () => {
    const item = await feed.events.require({ tenant: 't', id: 'e03' })
    await feed.events.move(item, { id: 'new' })
    expect(idsOf(await spread().all())).toEqual([...ids.filter((id) => id !== 'e03'), 'new'])
  })
})

describe('a query', () => {
  it('asks every shard once, for no more than its limit', async () => {
    expect(idsOf(await spread().limit(3).all())).toEqual(['e00', 'e01', 'e02'])
    expect(inputs().map(({ Limit }) => Limit)).toEqual([3, 3, 3, 3])
    const partitions = inputs().map(({ ExpressionAttributeValues: values = {} }) => Object.values(values)[0])
    expect(partitions).toEqual([0, 1, 2, 3].map((shard) => ({ S: `T#t#${shard}` })))
  })

  it('asks every shard for one item to find the first', async () => {
    expect(await spread().descending().first()).toEqual(event('e19'))
    expect(inputs().map(({ Limit }) => Limit)).toEqual([1, 1, 1, 1])
  })

  it('reads an index without a sort key shard after shard', async () => {
    for (const id of ids) await feed.events.update({ tenant: 't', id }, { set: { group: 'g' } })
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await feed.events.query.loose({ group: 'g' }).limit(3).from(cursor).page()
      found.push(...idsOf(page.items))
      cursor = page.cursor
    } while (cursor !== undefined)
    const shards = found.map((id) => shardOfId(id, 4))
    expect(shards).toEqual(shards.toSorted((one, other) => one - other))
    expect(found.toSorted()).toEqual(ids)
  })

  it('pages through equal sort keys in one order and its reverse', async () => {
    const tied = () => feed.events.query.tied({ tenant: 't' })
    const all = idsOf(await tied().all())
    expect(idsOf(await tied().descending().all())).toEqual(all.toReversed())
    const first = await tied().exactly(7)
    const second = await tied().exactly(7, { after: first.after })
    const back = await tied().exactly(7, { before: second.before })
    expect([first, second, back].map(({ items }) => idsOf(items))).toEqual([
      all.slice(0, 7),
      all.slice(7, 14),
      all.slice(0, 7),
    ])
  })

  it('has 16 requests under way at a time', async () => {
    const wide = await openFeed({ shards: 40 })
    let underway = 0
    let most = 0
    wide.hooks.before = async () => {
      most = Math.max(most, ++underway)
      await new Promise((resolve) => setImmediate(resolve))
      underway--
    }
    await wide.events.query.spread({ tenant: 't' }).all()
    expect(most).toBe(16)
    expect(wide.sent).toHaveLength(40)
  })

  it('fails as the shard that fails, and asks no more', async () => {
    const wide = await openFeed({ shards: 40 })
    let requests = 0
    wide.hooks.before = async () => {
      if (++requests === 5) throw new Error('no answer')
      await Promise.resolve()
    }
    await expect(wide.events.query.spread({ tenant: 't' }).all()).rejects.toThrow('no answer')
    expect(requests).toBeLessThan(25)
  })

  it('hands the signal to every request', async () => {
    const { signal } = new AbortController()
    await spread().all({ signal })
    await spread().count({ signal })
    expect(feed.sent.map((each) => each.signal)).toEqual(Array.from({ length: 8 }, () => signal))
    const aborted = AbortSignal.abort(new Error('enough'))
    await expect(spread().page({ signal: aborted })).rejects.toThrow('enough')
  })

  it('is refused as consistent: its index is global', () => {
    expect(told(refused(() => spread().consistent(true)))).toMatch(/^repository.consistent: /)
  })

  it('does not take the shard', () => {
    const query = () => feed.events.query.spread({ tenant: 't', shard: 1 })
    expect(told(refused(query))).toMatch(/^repository.query-key: .*not keyed by shard/)
  })
})

describe('the cursor of a sharded query', () => {
  it('is refused by another query, another direction and another number of shards', async () => {
    const { cursor } = await spread().limit(2).page()
    const refusals = [
      () => feed.events.query.spread({ tenant: 'u' }).from(cursor).page(),
      () => spread().descending().from(cursor).page(),
      () => feed.databaseOf(5).events.query.spread({ tenant: 't' }).from(cursor).page(),
      () => feed.events.query.whole({ tenant: 't' }).from(cursor).page(),
    ]
    for (const call of refusals)
      expect(told(await refusedLater(call))).toMatch(/^repository.cursor: .*made for another query/)
  })

  it('goes on behind what it was given for, also where that was not the shards own end', async () => {
    const { cursor } = await spread().limit(2).page()
    await feed.events.create(event('e00a'))
    const { items } = await spread().limit(2).from(cursor).page()
    expect(idsOf(items)).toEqual(['e02', 'e03'])
  })

  it('is of one direction: one for the page before is none for the page after', async () => {
    const first = await spread().exactly(3)
    const { before } = await spread().exactly(3, { after: first.after })
    const error = await refusedLater(() => spread().exactly(3, { after: before }))
    expect(told(error)).toMatch(/^repository.cursor: /)
    expect(idsOf((await spread().descending().limit(2).from(before).page()).items)).toEqual(['e02', 'e01'])
  })

  it('is sealed, and refused when it was changed', async () => {
    const sealed = await openFeed({ cursors: { keys: [new Uint8Array(32).fill(7)] } })
    for (const id of ids) await sealed.events.create(event(id))
    const query = () => sealed.events.query.spread({ tenant: 't' }).limit(15)
    const { cursor } = await query().page()
    expect(Buffer.from(cursor.slice(1), 'base64url').toString()).not.toContain('TENANT')
    expect(idsOf((await query().from(cursor).page()).items)).toEqual(ids.slice(15))
    const changed = cursor.slice(0, -2) + (cursor.endsWith('A') ? 'BB' : 'AA')
    expect(told(await refusedLater(() => query().from(changed).page()))).toMatch(/^repository.cursor: /)
  })

  it('made by hand for another partition is refused', async () => {
    const { cursor } = await spread().limit(2).page()
    const text = Buffer.from(cursor.slice(1), 'base64url').toString()
    const forge = (from: string, to: string) =>
      `1${Buffer.from(text.replaceAll(from, to)).toString('base64url')}`
    const error = await refusedLater(() => spread().from(forge('T#t#', 'T#u#')).page())
    expect(told(error)).toMatch(/^repository.cursor: .*another partition/)
    const broken = await refusedLater(() => spread().from(forge('"spreadsk"', '"other"')).page())
    expect(told(broken)).toMatch(/^repository.cursor: .*not one of this table/)
  })
})

describe('the number of shards', () => {
  it('may grow: what was written before is found, and moves when its key is written again', async () => {
    const { events } = feed.databaseOf(9)
    expect(idsOf(await events.query.spread({ tenant: 't' }).all())).toEqual(ids)
    for (const id of ids) await events.update({ tenant: 't', id }, { set: { rank: 2 } }, { drop: [] })
    const { Items = [] } = await feed.engine.execute('Scan', { TableName: 'feed' })
    for (const { sk, spreadpk } of Items)
      expect(spreadpk).toEqual({ S: `T#t#${shardOfId(sk?.S?.slice('EVENT#'.length) ?? '', 9)}` })
    expect(idsOf(await events.query.spread({ tenant: 't' }).all())).toEqual(ids)
  })

  it('may not shrink: shards that are not asked any more keep what they hold', async () => {
    const { events } = feed.databaseOf(2)
    expect(idsOf(await events.query.spread({ tenant: 't' }).all())).toEqual(
      ids.filter((id) => shardOfId(id, 4) < 2),
    )
  })
})

describe('the plan of a sharded query', () => {
  it('lists the request to each shard and their cost', () => {
    const plan = spread().limit(10).plan()
    expect(plan.requests).toHaveLength(4)
    for (const request of plan.requests)
      expect(request).toMatchObject({ operation: 'Query', when: 'per page', input: { Limit: 10 } })
    expect(plan.cost.readUnits).toEqual({ minimum: 2, maximum: undefined })
    expect(plan.cost.arithmetic[0]).toContain('each page of each of 4 shards')
    expect(plan.warnings).toContainEqual(expect.stringContaining('each of 4 shards is asked'))
    expect(spread().plan('count').requests).toHaveLength(4)
  })

  it('is the same as what is sent', async () => {
    const { requests } = spread().limit(10).plan()
    await spread().limit(10).page()
    expect(inputs()).toEqual(requests.map(({ input }: { input: unknown }) => input))
  })

  it('sends nothing where nothing can match', async () => {
    const query = feed.events.query.spread({ tenant: 't', rank: { gt: 5, lt: 3 } })
    expect(query.plan().requests).toEqual([])
    expect([await query.all(), await query.count(), await query.page(), await query.exactly(2)]).toEqual([
      [],
      0,
      { items: [] },
      { items: [] },
    ])
    expect(feed.sent).toEqual([])
  })
})
