import assert from 'node:assert/strict'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import { CannedTransport } from './contestant.js'
import type {
  Contestant,
  ContestantFactory,
  FourOrders,
  OperationUnderTest,
  SentInput,
} from './contestant.js'
import type { Order } from './order.js'
import { change } from './order.js'

/** A contestant that is ready to be timed: its transport answers with what it has written itself. */
export interface Prepared {
  readonly name: string
  /** One call of an operation, for the order with this number. */
  readonly calls: Readonly<Record<OperationUnderTest, (index: number) => Promise<unknown>>>
}

/**
 * Lets a contestant write its orders, keeps what it sent as what is stored, and checks once that every operation does
 * the whole of its work: the same attributes and keys go out, the same orders come back.
 */
export async function prepare(factory: ContestantFactory, orders: readonly Order[]): Promise<Prepared> {
  const transport = new CannedTransport()
  const contestant = factory(transport)
  const changed = orders.map((order) => ({ ...order, ...change }))
  const stored = await written(contestant, transport, orders)
  const storedChanged = await written(contestant, transport, changed)
  stored.forEach((item, index) => checkStored(contestant, item, orders[index] as Order))
  transport.page = stored

  await checkGet(contestant, transport, stored, orders)
  await checkUpdate(contestant, transport, storedChanged, orders)
  await checkQuery(contestant, transport, orders)
  await checkTransaction(contestant, transport, stored, orders)
  if (contestant.validates) {
    const wrong = { ...(orders[0] as Order), totalCents: 'much' } as unknown as Order
    await assert.rejects(async () => contestant.put(wrong), `${contestant.name} must refuse what is no order`)
  }

  transport.find(stored)
  const order = (index: number): Order => orders[index % orders.length] as Order
  return {
    name: contestant.name,
    calls: {
      put: (index) => contestant.put(order(index)),
      get: (index) => contestant.get(order(index)),
      update: (index) => contestant.update(order(index)),
      query: (index) => contestant.query(order(index)),
      transact: (index) => contestant.transact(fourFrom(orders, index)),
    },
  }
}

function fourFrom(orders: readonly Order[], index: number): FourOrders {
  const order = (offset: number): Order => orders[(index + offset) % orders.length] as Order
  return [order(0), order(1), order(2), order(3)]
}

/** What the contestant sends for these orders, as it would come back: fresh objects, made by JSON.parse. */
async function written(
  contestant: Contestant,
  transport: CannedTransport,
  orders: readonly Order[],
): Promise<AttributeMap[]> {
  const items: AttributeMap[] = []
  for (const order of orders) {
    await contestant.put(order)
    items.push(JSON.parse(JSON.stringify(transport.sent.Item)) as AttributeMap)
  }
  return items
}

function keysOf(order: Order): AttributeMap {
  const placedAt = order.placedAt.toISOString()
  return {
    pk: { S: `TENANT#${order.tenantId}#CUSTOMER#${order.customerId}` },
    sk: { S: `ORDER#${order.orderId}` },
    gsi1pk: { S: `TENANT#${order.tenantId}#ORDERS` },
    gsi1sk: { S: `${order.status}#${placedAt}` },
    gsi2pk: { S: `REGION#${order.region}` },
    gsi2sk: { S: `${placedAt}#${order.orderId}` },
  }
}

function attributesOf(order: Order): AttributeMap {
  const { placedAt, totalCents, lines, address, ...texts } = order
  const entries = Object.entries(texts).map(([name, text]) => [name, { S: text }] as const)
  return {
    ...Object.fromEntries(entries),
    placedAt: { S: placedAt.toISOString() },
    totalCents: { N: String(totalCents) },
    lines: {
      L: lines.map(({ sku, quantity }) => ({ M: { sku: { S: sku }, quantity: { N: String(quantity) } } })),
    },
    address: { M: Object.fromEntries(Object.entries(address).map(([name, text]) => [name, { S: text }])) },
  }
}

function checkStored({ name }: Contestant, item: AttributeMap, order: Order): void {
  const expected = { ...attributesOf(order), ...keysOf(order) }
  const found = Object.fromEntries(Object.keys(expected).map((attribute) => [attribute, item[attribute]]))
  assert.deepEqual(found, expected, `${name} must store every attribute and key`)
}

async function checkGet(
  contestant: Contestant,
  transport: CannedTransport,
  stored: readonly AttributeMap[],
  orders: readonly Order[],
): Promise<void> {
  transport.find(stored)
  for (const order of orders) {
    assert.deepEqual(await contestant.get(order), order, `${contestant.name}: get`)
    const { pk, sk } = keysOf(order)
    assert.deepEqual(transport.sent.Key, { pk, sk }, `${contestant.name}: the key of get`)
  }
}

async function checkUpdate(
  contestant: Contestant,
  transport: CannedTransport,
  stored: readonly AttributeMap[],
  orders: readonly Order[],
): Promise<void> {
  transport.find(stored)
  for (const order of orders) {
    const changed = { ...order, ...change }
    assert.deepEqual(await contestant.update(order), changed, `${contestant.name}: update`)
    checkChange(contestant, transport.sent, order)
  }
}

function checkChange({ name }: Contestant, sent: SentInput, order: Order): void {
  const { Key, UpdateExpression = '', ConditionExpression = '', ExpressionAttributeValues } = sent
  const { pk, sk, gsi1sk } = keysOf({ ...order, ...change })
  assert.deepEqual(Key, { pk, sk }, `${name}: the key of update`)
  assert.match(UpdateExpression, /^SET /i)
  assert.match(ConditionExpression, /attribute_exists.* AND .* = .* AND .* = /i)
  const values = new Set(Object.values(ExpressionAttributeValues ?? {}).map(({ S }) => S))
  for (const value of [change.status, change.note, gsi1sk?.S, order.placedAt.toISOString(), order.status])
    assert(values.has(value), `${name}: update must send ${value}`)
}

async function checkTransaction(
  contestant: Contestant,
  transport: CannedTransport,
  stored: readonly AttributeMap[],
  orders: readonly Order[],
): Promise<void> {
  const [placed, paid, other, gone] = fourFrom(orders, 0)
  await contestant.transact([placed, paid, other, gone])
  const [first, second, third, fourth, ...more] = transport.sent.TransactItems ?? []
  assert.equal(more.length, 0, `${contestant.name}: a transaction of four`)
  assert.deepEqual(plain(first?.['Put']?.Item), plain(stored[0]), `${contestant.name}: the first put`)
  assert.deepEqual(plain(third?.['Put']?.Item), plain(stored[2]), `${contestant.name}: the second put`)
  checkChange(contestant, second?.['Update'] ?? {}, paid)
  const { pk, sk } = keysOf(gone)
  assert.deepEqual(fourth?.['Delete']?.Key, { pk, sk }, `${contestant.name}: the key of delete`)
}

const plain = (item: AttributeMap | undefined): unknown => JSON.parse(JSON.stringify(item ?? null))

async function checkQuery(
  contestant: Contestant,
  transport: CannedTransport,
  orders: readonly Order[],
): Promise<void> {
  const order = orders[0] as Order
  assert.deepEqual(await contestant.query(order), orders, `${contestant.name}: query`)
  const { KeyConditionExpression = '', ExpressionAttributeValues } = transport.sent
  assert.match(KeyConditionExpression, / AND \(?begins_with ?\(/i)
  const values = Object.values(ExpressionAttributeValues ?? {}).map(({ S }) => S)
  assert(values.includes(`TENANT#${order.tenantId}#ORDERS`) && values.includes(`${order.status}#`))
}
