import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { ChangeRecord } from '../../../src/protocol/streams.js'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { unreachable } from '../../../src/core/assert.js'
import { parameters } from '../../property/runs.js'
import { N, S } from '../support.js'
import { hour, iteratorOf, sequenceOf, shardsOf, watchedShop } from './streams.js'

const lag = 2 * hour

interface Write {
  readonly kind: 'batch' | 'delete' | 'put' | 'transact' | 'update'
  readonly key: Key
  readonly attributes: Attributes
}
type Step =
  | Write
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'restore' }
type Key = { readonly pk: string; readonly sk: string }
type Attributes = { readonly g?: string; readonly n?: number; readonly expiresIn?: number }

const key = fc.record({ pk: fc.constantFrom('a', 'b', 'c'), sk: fc.constantFrom('1', '2') })
const attributes = fc.record(
  {
    g: fc.constantFrom('x', 'y'),
    n: fc.integer({ min: 0, max: 1 }),
    expiresIn: fc.constantFrom(-10, 60, 20_000, 40_000),
  },
  { requiredKeys: [] },
)
const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom('put', 'update', 'delete', 'transact', 'batch'),
  key,
  attributes,
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: write },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      milliseconds: fc.oneof(
        fc.integer({ min: 1, max: hour }),
        fc.integer({ min: hour, max: 30 * hour }),
        fc.integer({ min: 30 * hour, max: 900 * hour }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('snapshot' as const, 'restore' as const) }) },
)

/** Builds the table anew from its stream alone. Looks in at any time; each look reads on where the last one ended. */
class Replica {
  items = new Map<string, AttributeMap>()
  readonly positions = new Map<string, string | undefined>()
  /** Records that do not follow from those before them. */
  readonly strays: ChangeRecord[] = []

  copy(): Replica {
    const copy = new Replica()
    for (const [name, item] of this.items) copy.items.set(name, item)
    for (const [shard, position] of this.positions) copy.positions.set(shard, position)
    return copy
  }

  async follow(backend: MemoryBackend, streamArn: string): Promise<void> {
    const found: ChangeRecord[] = []
    for (const { ShardId = '', SequenceNumberRange } of await shardsOf(backend, streamArn)) {
      const position = this.positions.get(ShardId)
      // It may be older than a day already, so that nobody may ask for what comes after.
      if (position !== undefined && position === SequenceNumberRange?.EndingSequenceNumber) continue
      let ShardIterator = await this.#resume(backend, streamArn, ShardId, position)
      while (ShardIterator !== undefined) {
        const page: { Records?: ChangeRecord[] | undefined; NextShardIterator?: string | undefined } =
          await backend.execute('GetRecords', { ShardIterator, Limit: 2 })
        found.push(...(page.Records ?? []))
        const last = page.Records?.at(-1)
        if (last !== undefined) this.positions.set(ShardId, sequenceOf(last))
        ShardIterator = page.Records?.length === 0 ? undefined : page.NextShardIterator
      }
    }
    for (const record of found) this.#apply(record)
  }

  async #resume(backend: MemoryBackend, StreamArn: string, ShardId: string, SequenceNumber?: string) {
    if (SequenceNumber === undefined) return iteratorOf(backend, StreamArn, ShardId)
    const ShardIteratorType = 'AFTER_SEQUENCE_NUMBER' as const
    const input = { StreamArn, ShardId, ShardIteratorType, SequenceNumber }
    return (await backend.execute('GetShardIterator', input)).ShardIterator
  }

  /** Every record must follow from the one before it: that shows that none is missing, doubled or out of order. */
  #apply(record: ChangeRecord): void {
    const { Keys = {}, OldImage, NewImage } = record.dynamodb ?? {}
    const current = this.items.get(nameOf(Keys))
    const name = current === undefined ? 'INSERT' : NewImage === undefined ? 'REMOVE' : 'MODIFY'
    const isNext = isDeepStrictEqual(OldImage, current) && !isDeepStrictEqual(NewImage, current)
    if (!isNext || record.eventName !== name) this.strays.push(record)
    if (NewImage === undefined) this.items.delete(nameOf(Keys))
    else this.items.set(nameOf(Keys), NewImage)
  }
}

const nameOf = (item: AttributeMap) => `${item['pk']?.S}/${item['sk']?.S}`

async function apply(backend: MemoryBackend, now: number, { kind, key: at, attributes: given }: Write) {
  const TableName = 'shop'
  const Key = { pk: S(at.pk), sk: S(at.sk) }
  const Item: AttributeMap = { ...Key }
  if (given.g !== undefined) Item['g'] = S(given.g)
  if (given.n !== undefined) Item['n'] = N(given.n)
  if (given.expiresIn !== undefined) Item['expiresAt'] = N(Math.floor(now / 1000) + given.expiresIn)
  const other = { ...Item, sk: S(at.sk === '1' ? '2' : '1') }
  switch (kind) {
    case 'put':
      return backend.execute('PutItem', { TableName, Item })
    case 'delete':
      return backend.execute('DeleteItem', { TableName, Key })
    case 'update':
      return backend.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: 'SET n = :n REMOVE g, expiresAt',
        ExpressionAttributeValues: { ':n': N(given.n ?? 0) },
      })
    case 'transact':
      return backend.execute('TransactWriteItems', {
        TransactItems: [{ Put: { TableName, Item: other } }, { Delete: { TableName, Key } }],
      })
    case 'batch':
      return backend.execute('BatchWriteItem', {
        RequestItems: { shop: [{ DeleteRequest: { Key } }, { PutRequest: { Item: other } }] },
      })
    default:
      return unreachable(kind)
  }
}

async function itemsOf(backend: MemoryBackend): Promise<AttributeMap[]> {
  const { Items = [] } = await backend.execute('Scan', { TableName: 'shop' })
  return Items.toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1))
}

describe('a stream', () => {
  it('replays to the table, whatever is written, expires, is restored, and whenever shards end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
        const { backend, clock, streamArn } = await watchedShop(undefined, { timeToLiveLag: lag })
        await backend.execute('UpdateTimeToLive', {
          TableName: 'shop',
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
        })
        let replica = new Replica()
        let saved = { snapshot: backend.snapshot(), replica: replica.copy() }
        for (const each of steps) {
          if (each.kind === 'advance') {
            // What is not read within a day is lost.
            await replica.follow(backend, streamArn)
            clock.advance(each.milliseconds)
          } else if (each.kind === 'snapshot') {
            await replica.follow(backend, streamArn)
            saved = { snapshot: backend.snapshot(), replica: replica.copy() }
          } else if (each.kind === 'restore') {
            backend.restore(saved.snapshot)
            replica = saved.replica.copy()
          } else {
            await apply(backend, clock.now(), each)
          }
          backend.assertInvariants()
          expect(replica.strays).toEqual([])
        }
        await replica.follow(backend, streamArn)
        const items = await itemsOf(backend)
        await replica.follow(backend, streamArn)
        expect(replica.strays).toEqual([])
        expect([...replica.items.keys()].toSorted()).toEqual(items.map(nameOf))
        for (const item of items) expect(replica.items.get(nameOf(item))).toEqual(item)
      }),
      parameters(100),
    )
  })
})
