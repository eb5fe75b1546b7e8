import {
  Entity,
  GetItemCommand,
  item,
  list,
  map,
  number,
  PutItemCommand,
  QueryCommand,
  string,
  Table,
  UpdateItemCommand,
} from 'dynamodb-toolbox'
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete'
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut'
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate'
import { execute } from 'dynamodb-toolbox/entity/actions/transactWrite'
import type { ContestantFactory } from '../contestant.js'
import { change } from '../order.js'
import type { Order } from '../order.js'
import { documentClient } from './document-transport.js'

const attributes = item({
  tenantId: string().key(),
  customerId: string().key(),
  orderId: string().key(),
  email: string(),
  carrier: string(),
  note: string(),
  region: string().enum('eu', 'us'),
  status: string().enum('placed', 'paid', 'shipped'),
  placedAt: string(),
  totalCents: number(),
  lines: list(map({ sku: string(), quantity: number() })),
  address: map({ street: string(), city: string(), postcode: string(), country: string() }),
})

const schema = attributes.and((given) => ({
  gsi1pk: string()
    .hidden()
    .putLink<typeof given>(({ tenantId }) => `TENANT#${tenantId}#ORDERS`),
  gsi1sk: string()
    .hidden()
    .putLink<typeof given>(({ status, placedAt }) => `${status}#${placedAt}`),
  gsi2pk: string()
    .hidden()
    .putLink<typeof given>(({ region }) => `REGION#${region}`),
  gsi2sk: string()
    .hidden()
    .putLink<typeof given>(({ placedAt, orderId }) => `${placedAt}#${orderId}`),
}))

type Stored = Omit<Order, 'placedAt'> & { readonly placedAt: string }

const fromStored = (order: Stored): Order => ({ ...order, placedAt: new Date(order.placedAt) })

export const dynamoDbToolbox: ContestantFactory = (transport) => {
  const table = new Table({
    name: 'shop',
    documentClient: documentClient(transport),
    partitionKey: { name: 'pk', type: 'string' },
    sortKey: { name: 'sk', type: 'string' },
    indexes: {
      gsi1: {
        type: 'global',
        partitionKey: { name: 'gsi1pk', type: 'string' },
        sortKey: { name: 'gsi1sk', type: 'string' },
      },
      gsi2: {
        type: 'global',
        partitionKey: { name: 'gsi2pk', type: 'string' },
        sortKey: { name: 'gsi2sk', type: 'string' },
      },
    },
  })
  const orders = new Entity({
    name: 'Order',
    table,
    schema,
    timestamps: false,
    computeKey: ({ tenantId, customerId, orderId }) => ({
      pk: `TENANT#${tenantId}#CUSTOMER#${customerId}`,
      sk: `ORDER#${orderId}`,
    }),
  })
  return {
    name: 'DynamoDB-Toolbox',
    validates: true,
    put: (order) =>
      orders
        .build(PutItemCommand)
        .item({ ...order, placedAt: order.placedAt.toISOString() })
        .send(),
    async get({ tenantId, customerId, orderId }) {
      const { Item } = await orders.build(GetItemCommand).key({ tenantId, customerId, orderId }).send()
      return Item === undefined ? undefined : fromStored(Item)
    },
    async update(order) {
      const { Attributes } = await orders
        .build(UpdateItemCommand)
        .item(changeOf(order))
        .options({ returnValues: 'ALL_NEW', condition: conditionOf(order) })
        .send()
      return fromStored(Attributes as Stored)
    },
    async query({ tenantId, status }) {
      const { Items = [] } = await table
        .build(QueryCommand)
        .entities(orders)
        .query({
          index: 'gsi1',
          partition: `TENANT#${tenantId}#ORDERS`,
          range: { beginsWith: `${status}#` },
        })
        .send()
      return Items.map(fromStored)
    },
    transact: ([placed, paid, other, { tenantId, customerId, orderId }]) =>
      execute(
        orders.build(PutTransaction).item({ ...placed, placedAt: placed.placedAt.toISOString() }),
        orders
          .build(UpdateTransaction)
          .item(changeOf(paid))
          .options({ condition: conditionOf(paid) }),
        orders.build(PutTransaction).item({ ...other, placedAt: other.placedAt.toISOString() }),
        orders.build(DeleteTransaction).key({ tenantId, customerId, orderId }),
      ),
  }
}

/** Its links see what the update sets and nothing else: the index key is made by hand. */
const changeOf = ({ tenantId, customerId, orderId, placedAt }: Order) => ({
  tenantId,
  customerId,
  orderId,
  ...change,
  gsi1sk: `${change.status}#${placedAt.toISOString()}`,
})

const conditionOf = ({ placedAt }: Order) => ({
  and: [
    { attr: 'orderId' as const, exists: true as const },
    { attr: 'placedAt' as const, eq: placedAt.toISOString() },
    { attr: 'status' as const, eq: 'placed' as const },
  ],
})
