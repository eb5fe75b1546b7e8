import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import type { ContestantFactory } from '../contestant.js'
import { change } from '../order.js'
import type { Order, OrderKey } from '../order.js'
import { documentClient } from './document-transport.js'

const TableName = 'shop'

const keyOf = ({ tenantId, customerId, orderId }: OrderKey) => ({
  pk: `TENANT#${tenantId}#CUSTOMER#${customerId}`,
  sk: `ORDER#${orderId}`,
})

function toItem(order: Order) {
  const placedAt = order.placedAt.toISOString()
  return {
    ...keyOf(order),
    gsi1pk: `TENANT#${order.tenantId}#ORDERS`,
    gsi1sk: `${order.status}#${placedAt}`,
    gsi2pk: `REGION#${order.region}`,
    gsi2sk: `${placedAt}#${order.orderId}`,
    type: 'Order',
    ...order,
    placedAt,
  }
}

/** Believes what is stored, as code around a DocumentClient does. */
function fromItem(item: Readonly<Record<string, unknown>>): Order {
  return {
    tenantId: item['tenantId'],
    customerId: item['customerId'],
    orderId: item['orderId'],
    email: item['email'],
    carrier: item['carrier'],
    note: item['note'],
    region: item['region'],
    status: item['status'],
    placedAt: new Date(String(item['placedAt'])),
    totalCents: item['totalCents'],
    lines: item['lines'],
    address: item['address'],
  } as Order
}

function updateOf(order: Order) {
  const placedAt = order.placedAt.toISOString()
  return {
    TableName,
    Key: keyOf(order),
    UpdateExpression: 'SET #status = :status, note = :note, gsi1sk = :gsi1sk',
    ConditionExpression: 'attribute_exists(pk) AND placedAt = :placedAt AND #status = :placed',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':status': change.status,
      ':note': change.note,
      ':gsi1sk': `${change.status}#${placedAt}`,
      ':placedAt': placedAt,
      ':placed': 'placed',
    },
  }
}

export const documentClientAlone: ContestantFactory = (transport) => {
  const client = documentClient(transport)
  return {
    name: 'DocumentClient',
    validates: false,
    put: (order) => client.send(new PutCommand({ TableName, Item: toItem(order) })),
    async get(order) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(order) }))
      return Item === undefined ? undefined : fromItem(Item)
    },
    async update(order) {
      const { Attributes } = await client.send(
        new UpdateCommand({ ...updateOf(order), ReturnValues: 'ALL_NEW' }),
      )
      return fromItem(Attributes ?? {})
    },
    async query({ tenantId, status }) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'gsi1',
          KeyConditionExpression: 'gsi1pk = :pk AND begins_with(gsi1sk, :sk)',
          ExpressionAttributeValues: { ':pk': `TENANT#${tenantId}#ORDERS`, ':sk': `${status}#` },
        }),
      )
      return Items.map(fromItem)
    },
    transact: ([placed, paid, other, gone]) =>
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName, Item: toItem(placed) } },
            { Update: updateOf(paid) },
            { Put: { TableName, Item: toItem(other) } },
            { Delete: { TableName, Key: keyOf(gone) } },
          ],
        }),
      ),
  }
}
