import { Table } from 'dynamodb-onetable'
import { Dynamo } from 'dynamodb-onetable/Dynamo'
import type { ContestantFactory } from '../contestant.js'
import { change } from '../order.js'
import type { Order } from '../order.js'
import { stubbedClient } from './stubbed-client.js'

const required = { type: String, required: true } as const

const schema = {
  format: 'onetable:1.1.0',
  version: '0.0.1',
  indexes: {
    primary: { hash: 'pk', sort: 'sk' },
    gsi1: { hash: 'gsi1pk', sort: 'gsi1sk', project: 'all' },
    gsi2: { hash: 'gsi2pk', sort: 'gsi2sk', project: 'all' },
  },
  models: {
    Order: {
      pk: { type: String, value: 'TENANT#${tenantId}#CUSTOMER#${customerId}' },
      sk: { type: String, value: 'ORDER#${orderId}' },
      gsi1pk: { type: String, value: 'TENANT#${tenantId}#ORDERS' },
      gsi1sk: { type: String, value: '${status}#${placedAt}' },
      gsi2pk: { type: String, value: 'REGION#${region}' },
      gsi2sk: { type: String, value: '${placedAt}#${orderId}' },
      tenantId: required,
      customerId: required,
      orderId: required,
      email: required,
      carrier: required,
      note: required,
      region: { type: String, required: true, enum: ['eu', 'us'] },
      status: { type: String, required: true, enum: ['placed', 'paid', 'shipped'] },
      placedAt: { type: Date, required: true },
      totalCents: { type: Number, required: true },
      lines: {
        type: Array,
        required: true,
        items: { type: Object, schema: { sku: required, quantity: { type: Number, required: true } } },
      },
      address: {
        type: Object,
        required: true,
        schema: { street: required, city: required, postcode: required, country: required },
      },
    },
  },
  params: { isoDates: true, timestamps: false },
} as const

/** Its types know no fixed set of values to be narrowed to: what is given back is believed. */
const asOrder = (found: unknown): Order => found as Order

const keyOf = ({ tenantId, customerId, orderId }: Order) => ({ tenantId, customerId, orderId })

/** What the update sets, with what the index key's template asks for. */
const changeOf = (order: Order) => ({ ...keyOf(order), placedAt: order.placedAt, ...change })

const conditionOf = ({ placedAt }: Order) => ({
  exists: true,
  where: '(${placedAt} = @{placedAt}) AND (${status} = {placed})',
  substitutions: { placedAt: placedAt.toISOString() },
})

export const oneTable: ContestantFactory = (transport) => {
  const table = new Table({
    name: 'shop',
    client: new Dynamo({ client: stubbedClient(transport) }),
    schema,
    partial: true,
  })
  const orders = table.getModel('Order')
  return {
    name: 'OneTable',
    validates: true,
    put: (order) => orders.create(order, { exists: null }),
    async get(order) {
      const found = await orders.get(keyOf(order))
      return found === undefined ? undefined : asOrder(found)
    },
    update: async (order) => asOrder(await orders.update(changeOf(order), conditionOf(order))),
    query: async ({ tenantId, status }) =>
      (await orders.find({ tenantId, status }, { index: 'gsi1' })).map(asOrder),
    async transact([placed, paid, other, gone]) {
      const transaction = {}
      await orders.create(placed, { exists: null, transaction })
      await orders.update(changeOf(paid), { ...conditionOf(paid), transaction })
      await orders.create(other, { exists: null, transaction })
      await orders.remove(keyOf(gone), { transaction })
      await table.transact('write', transaction)
    },
  }
}
