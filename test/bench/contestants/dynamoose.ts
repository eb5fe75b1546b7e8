import type { DynamoDB } from '@aws-sdk/client-dynamodb'
import dynamoose from 'dynamoose'
import type { CannedTransport, ContestantFactory } from '../contestant.js'
import { change } from '../order.js'
import type { Order } from '../order.js'

const required = { type: String, required: true }
const index = (name: string, rangeKey: string) => ({ name, type: 'global' as const, rangeKey })

const schema = new dynamoose.Schema({
  pk: { type: String, hashKey: true },
  sk: { type: String, rangeKey: true },
  gsi1pk: { type: String, index: index('gsi1', 'gsi1sk') },
  gsi1sk: String,
  gsi2pk: { type: String, index: index('gsi2', 'gsi2sk') },
  gsi2sk: String,
  tenantId: required,
  customerId: required,
  orderId: required,
  email: required,
  carrier: required,
  note: required,
  region: { ...required, enum: ['eu', 'us'] },
  status: { ...required, enum: ['placed', 'paid', 'shipped'] },
  placedAt: { type: { value: Date, settings: { storage: 'iso' } }, required: true },
  totalCents: { type: Number, required: true },
  lines: {
    type: Array,
    required: true,
    schema: [{ type: Object, schema: { sku: required, quantity: { type: Number, required: true } } }],
  },
  address: {
    type: Object,
    required: true,
    schema: { street: required, city: required, postcode: required, country: required },
  },
})

/** It has no key templates: whoever uses it makes the keys. */
const keyOf = ({ tenantId, customerId, orderId }: Order) => ({
  pk: `TENANT#${tenantId}#CUSTOMER#${customerId}`,
  sk: `ORDER#${orderId}`,
})

function toStored(order: Order) {
  const placedAt = order.placedAt.toISOString()
  return {
    ...keyOf(order),
    gsi1pk: `TENANT#${order.tenantId}#ORDERS`,
    gsi1sk: `${order.status}#${placedAt}`,
    gsi2pk: `REGION#${order.region}`,
    gsi2sk: `${placedAt}#${order.orderId}`,
    ...order,
  }
}

/** Its items are instances with the keys in them. */
function fromStored(found: object): Order {
  const order = { ...found } as Order & Record<string, unknown>
  for (const name of ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk']) delete order[name]
  return order
}

const changeOf = ({ placedAt }: Order) => ({
  $SET: { ...change, gsi1sk: `${change.status}#${placedAt.toISOString()}` },
})

const conditionOf = ({ placedAt }: Order) =>
  new dynamoose.Condition()
    .filter('pk')
    .exists()
    .and()
    .filter('placedAt')
    .eq(placedAt.toISOString())
    .and()
    .filter('status')
    .eq('placed')

function stubbedService(transport: CannedTransport): DynamoDB {
  const { answer } = transport
  const service = {
    putItem: (input: unknown) => answer('PutItem', input),
    getItem: (input: unknown) => answer('GetItem', input),
    updateItem: (input: unknown) => answer('UpdateItem', input),
    query: (input: unknown) => answer('Query', input),
    transactWriteItems: (input: unknown) => answer('TransactWriteItems', input),
  }
  // A stub: of the service's client, the contestant calls nothing else.
  return service as unknown as DynamoDB
}

export const dynamooseOrders: ContestantFactory = (transport) => {
  dynamoose.aws.ddb.set(stubbedService(transport))
  const orders = dynamoose.model('shop', schema)
  new dynamoose.Table('shop', [orders], { create: false, waitForActive: false })
  return {
    name: 'Dynamoose',
    validates: true,
    put: (order) => orders.create(toStored(order), { overwrite: true }),
    async get(order) {
      const found = await orders.get(keyOf(order))
      return found === undefined ? undefined : fromStored(found)
    },
    update: async (order) =>
      fromStored(await orders.update(keyOf(order), changeOf(order), { condition: conditionOf(order) })),
    async query({ tenantId, status }) {
      const found = await orders
        .query('gsi1pk')
        .eq(`TENANT#${tenantId}#ORDERS`)
        .where('gsi1sk')
        .beginsWith(`${status}#`)
        .using('gsi1')
        .exec()
      return found.map(fromStored)
    },
    transact: ([placed, paid, other, gone]) =>
      dynamoose.transaction([
        orders.transaction.create(toStored(placed), { overwrite: true }),
        orders.transaction.update(keyOf(paid), changeOf(paid), { condition: conditionOf(paid) }),
        orders.transaction.create(toStored(other), { overwrite: true }),
        orders.transaction.delete(keyOf(gone)),
      ]),
  }
}
