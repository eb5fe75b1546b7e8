import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeMap, AttributeValue } from '../../src/protocol/attribute-value.js'
import type { QueryInput, QueryOutput, ScanInput } from '../../src/protocol/items.js'
import type { GlobalSecondaryIndex } from '../../src/protocol/tables.js'
import type { MemoryBackend } from '../../src/engine/index.js'
import { parameters } from '../property/runs.js'
import { N, S, backendWith, defined, hash, range, refusal } from './support.js'

/** The naive engine that the real one is held against: items in an array, every read a filter and a sort. */
class Model {
  items: AttributeMap[] = []
  /** Names of the indexes that the table got later and still has. */
  readonly later = new Set<string>()

  find(pk: string, sk: string): AttributeMap | undefined {
    return this.items.find((item) => item['pk']?.S === pk && item['sk']?.S === sk)
  }

  put(item: AttributeMap): void {
    this.delete(item['pk']?.S ?? '', item['sk']?.S ?? '')
    this.items.push(item)
  }

  delete(pk: string, sk: string): void {
    const found = this.find(pk, sk)
    this.items = this.items.filter((item) => item !== found)
  }
}

interface Access {
  readonly index: string | undefined
  readonly partition: readonly string[]
  readonly sort: readonly string[]
  readonly projected: readonly string[] | undefined
}

/** Indexes that come and go. Values of `v` are of several types: only texts can be keys. */
const laterIndexes: readonly GlobalSecondaryIndex[] = [
  { IndexName: 'byV', KeySchema: hash('v'), Projection: { ProjectionType: 'ALL' } },
  {
    IndexName: 'byExtra',
    KeySchema: [...hash('extra'), ...range('v')],
    Projection: { ProjectionType: 'KEYS_ONLY' },
  },
]
const laterAccesses: Access[] = [
  { index: 'byV', partition: ['v'], sort: [], projected: undefined },
  { index: 'byExtra', partition: ['extra'], sort: ['v'], projected: ['pk', 'sk', 'extra', 'v'] },
]

const accesses: Access[] = [
  { index: undefined, partition: ['pk'], sort: ['sk'], projected: undefined },
  { index: 'byG', partition: ['g'], sort: ['n'], projected: undefined },
  { index: 'keysOnly', partition: ['g'], sort: [], projected: ['pk', 'sk', 'g'] },
  {
    index: 'multi',
    partition: ['g', 'h'],
    sort: ['n', 'sk'],
    projected: ['pk', 'sk', 'g', 'h', 'n', 'extra'],
  },
  { index: 'local', partition: ['pk'], sort: ['l'], projected: ['pk', 'sk', 'l'] },
]

const letter = fc.constantFrom('a', 'b', 'c')
const attributes = fc.record(
  {
    g: letter,
    h: letter,
    n: fc.integer({ min: -3, max: 3 }),
    l: letter,
    extra: letter,
    other: letter,
    v: fc.constantFrom<AttributeValue>(S('a'), S('b'), S(''), N(1), { L: [] }),
  },
  { requiredKeys: [] },
)
type Attributes = {
  g?: string
  h?: string
  n?: number
  l?: string
  extra?: string
  other?: string
  v?: AttributeValue
}
const key = fc.record({ pk: letter, sk: fc.constantFrom('1', '2', '3', '4') })
type Key = { pk: string; sk: string }

type Step = {
  readonly kind: 'batch' | 'createIndex' | 'delete' | 'deleteIndex' | 'put' | 'update' | 'transact'
  readonly key: Key
  readonly attributes: Attributes
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    ...(['put', 'put', 'put', 'update', 'update', 'delete', 'transact', 'batch'] as const),
    ...(['createIndex', 'createIndex', 'deleteIndex'] as const),
  ),
  key,
  attributes,
})

function valuesOf(given: Attributes): AttributeMap {
  const { n, v, ...texts } = given
  const values: AttributeMap = {}
  for (const [name, value] of Object.entries(texts)) values[name] = S(value)
  if (n !== undefined) values['n'] = N(n)
  if (v !== undefined) values['v'] = v
  return values
}

const canBeKey = (item: AttributeMap, name: string) =>
  name === 'n' ? item[name]?.N !== undefined : Boolean(item[name]?.S)

/** What an index that is there cannot hold is refused. It leaves alone what was there before it. */
async function apply(backend: MemoryBackend, model: Model, step: Step): Promise<void> {
  const { v } = step.attributes
  const isMisfit = model.later.size > 0 && v !== undefined && !canBeKey({ v }, 'v')
  const isWriting = !['createIndex', 'delete', 'deleteIndex'].includes(step.kind)
  if (!isMisfit || !isWriting) return carryOut(backend, model, step)
  const { name } = await refusal(carryOut(backend, model, step))
  // An empty key is no fault of one action of a transaction.
  const isCancelled = step.kind === 'transact' && v?.S !== ''
  expect(name).toBe(isCancelled ? 'TransactionCanceledException' : 'ValidationException')
}

async function createIndex(backend: MemoryBackend, model: Model, { g }: Attributes): Promise<void> {
  const index = laterIndexes[g === 'a' ? 0 : 1]
  const name = index?.IndexName
  if (index === undefined || name === undefined || model.later.has(name)) return
  await backend.execute('UpdateTable', {
    TableName: 'shop',
    AttributeDefinitions: defined(name === 'byV' ? { v: 'S' } : { extra: 'S', v: 'S' }),
    GlobalSecondaryIndexUpdates: [{ Create: index }],
  })
  model.later.add(name)
}

async function deleteIndex(backend: MemoryBackend, model: Model): Promise<void> {
  const [IndexName] = model.later
  if (IndexName === undefined) return
  await backend.execute('UpdateTable', {
    TableName: 'shop',
    GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }],
  })
  model.later.delete(IndexName)
}

async function carryOut(
  backend: MemoryBackend,
  model: Model,
  { kind, key: { pk, sk }, attributes: given }: Step,
): Promise<void> {
  const Key = { pk: S(pk), sk: S(sk) }
  const values = valuesOf(given)
  switch (kind) {
    case 'createIndex':
      return createIndex(backend, model, given)
    case 'deleteIndex':
      return deleteIndex(backend, model)
    case 'put':
      await backend.execute('PutItem', { TableName: 'shop', Item: { ...Key, ...values } })
      return model.put({ ...Key, ...values })
    case 'delete':
      await backend.execute('DeleteItem', { TableName: 'shop', Key })
      return model.delete(pk, sk)
    case 'update':
      return update(backend, model, Key, values)
    case 'batch': {
      const other = { pk: S(pk), sk: S(`${sk}y`) }
      const requests = [{ PutRequest: { Item: { ...other, ...values } } }, { DeleteRequest: { Key } }]
      await backend.execute('BatchWriteItem', { RequestItems: { shop: requests } })
      model.put({ ...other, ...values })
      return model.delete(pk, sk)
    }
    case 'transact': {
      const other = { pk: S(pk), sk: S(`${sk}x`) }
      await backend.execute('TransactWriteItems', {
        TransactItems: [
          { Put: { TableName: 'shop', Item: { ...other, ...values } } },
          { Delete: { TableName: 'shop', Key } },
        ],
      })
      model.put({ ...other, ...values })
      return model.delete(pk, sk)
    }
  }
}

/** Sets what is given and removes `l`, so that items enter and leave indexes without being replaced. */
async function update(backend: MemoryBackend, model: Model, Key: AttributeMap, values: AttributeMap) {
  const names = Object.keys(values).filter((name) => name !== 'l')
  const sets = names.map((name) => `#${name} = :${name}`).join(', ')
  await backend.execute('UpdateItem', {
    TableName: 'shop',
    Key,
    UpdateExpression: `${sets === '' ? '' : `SET ${sets}`} REMOVE #l`,
    ExpressionAttributeNames: Object.fromEntries(['l', ...names].map((name) => [`#${name}`, name])),
    ...(sets === ''
      ? {}
      : {
          ExpressionAttributeValues: Object.fromEntries(
            names.map((name) => [`:${name}`, values[name] ?? S('')]),
          ),
        }),
  })
  const before = model.find(Key['pk']?.S ?? '', Key['sk']?.S ?? '')
  // An update that only takes away creates nothing.
  if (before === undefined && sets === '') return
  const { l: _, ...kept } = before ?? Key
  const { l: __, ...set } = values
  model.put({ ...kept, ...set })
}

/** All pages, and that each page but the last has a continuation. */
async function allPages(
  read: (start: AttributeMap | undefined) => Promise<QueryOutput>,
): Promise<AttributeMap[]> {
  const items: AttributeMap[] = []
  let start: AttributeMap | undefined
  do {
    const page = await read(start)
    items.push(...(page.Items ?? []))
    start = page.LastEvaluatedKey
  } while (start !== undefined)
  return items
}

const identity = (item: AttributeMap) => `${item['pk']?.S}/${item['sk']?.S}`
const rank = (item: AttributeMap, { sort }: Access) =>
  sort.map((name) => item[name]?.S ?? String(Number(item[name]?.N) + 500)).join(' ')

function projected(item: AttributeMap, { projected: names }: Access): AttributeMap {
  return names === undefined
    ? item
    : Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)))
}

function members(model: Model, { partition, sort }: Access): AttributeMap[] {
  return model.items.filter((item) => [...partition, ...sort].every((name) => canBeKey(item, name)))
}

function expectSame(actual: AttributeMap[], expected: AttributeMap[], access: Access): void {
  const byIdentity = (left: AttributeMap, right: AttributeMap) => (identity(left) < identity(right) ? -1 : 1)
  const wanted = expected.map((item) => projected(item, access))
  expect(actual.toSorted(byIdentity)).toEqual(wanted.toSorted(byIdentity))
}

async function expectQueries(backend: MemoryBackend, model: Model, access: Access, limit: number) {
  const partitions = new Set(
    members(model, access).map((item) => access.partition.map((name) => item[name]?.S).join('/')),
  )
  for (const partition of partitions) {
    const values = partition.split('/')
    const expected = members(model, access).filter((item) =>
      access.partition.every((name, index) => item[name]?.S === values[index]),
    )
    const query: QueryInput = {
      TableName: 'shop',
      IndexName: access.index,
      KeyConditionExpression: access.partition.map((name, index) => `${name} = :${index}`).join(' AND '),
      ExpressionAttributeValues: Object.fromEntries(values.map((value, index) => [`:${index}`, S(value)])),
      Limit: limit,
    }
    const up = await allPages((start) => backend.execute('Query', { ...query, ExclusiveStartKey: start }))
    expectSame(up, expected, access)
    const ranks = up.map((item) => rank(item, access))
    expect(ranks).toEqual(ranks.toSorted())
    const down = await allPages((start) =>
      backend.execute('Query', { ...query, ScanIndexForward: false, ExclusiveStartKey: start }),
    )
    expect(down.map(identity)).toEqual(up.map(identity).reverse())
  }
}

async function expectScans(
  backend: MemoryBackend,
  model: Model,
  access: Access,
  limit: number,
  total: number,
) {
  const scan: ScanInput = { TableName: 'shop', IndexName: access.index, Limit: limit }
  const whole = await allPages((start) => backend.execute('Scan', { ...scan, ExclusiveStartKey: start }))
  expectSame(whole, members(model, access), access)
  const segments: AttributeMap[] = []
  for (let segment = 0; segment < total; segment += 1) {
    const request = { ...scan, Segment: segment, TotalSegments: total }
    segments.push(
      ...(await allPages((start) => backend.execute('Scan', { ...request, ExclusiveStartKey: start }))),
    )
  }
  expect(segments.map(identity)).toEqual(whole.map(identity))
}

/** The items, and keys of none, by every operation that reads by key. */
async function expectReadsByKey(backend: MemoryBackend, model: Model) {
  const keys = [...model.items, { pk: S('a'), sk: S('nothing') }].map(({ pk, sk }) => ({
    pk: pk ?? S(''),
    sk: sk ?? S(''),
  }))
  for (const Key of keys) {
    const { Item } = await backend.execute('GetItem', { TableName: 'shop', Key })
    expect(Item).toEqual(model.find(Key.pk.S ?? '', Key.sk.S ?? ''))
  }
  const { Responses } = await backend.execute('BatchGetItem', { RequestItems: { shop: { Keys: keys } } })
  expect(Responses).toEqual({ shop: model.items })
  const { Responses: transacted } = await backend.execute('TransactGetItems', {
    TransactItems: keys.map((Key) => ({ Get: { TableName: 'shop', Key } })),
  })
  expect(transacted).toEqual([...model.items.map((Item) => ({ Item })), {}])
}

describe('the engine', () => {
  it('reads through the table and every index what a list of the items implies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, limit, total) => {
          const backend = await backendWith()
          const model = new Model()
          for (const each of steps) {
            await apply(backend, model, each)
            backend.assertInvariants()
          }
          const present = laterAccesses.filter(({ index = '' }) => model.later.has(index))
          for (const access of [...accesses, ...present]) {
            await expectQueries(backend, model, access, limit)
            await expectScans(backend, model, access, limit, total)
          }
          await expectReadsByKey(backend, model)
        },
      ),
      parameters(60),
    )
  })
})
