import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { ContestantFactory } from '../contestant.js'
import { change, orderSchema } from '../order.js'
import type { Order, OrderKey } from '../order.js'
import { stubbedClient } from './stubbed-client.js'

const TableName = 'shop'
const changeSchema = orderSchema.pick({ status: true, note: true })

const keyOf = ({ tenantId, customerId, orderId }: OrderKey) => ({
  pk: `TENANT#${tenantId}#CUSTOMER#${customerId}`,
  sk: `ORDER#${orderId}`,
})
const statusPartition = (tenantId: string) => `TENANT#${tenantId}#ORDERS`
const statusSort = (status: string, placedAt: string) => `${status}#${placedAt}`

function toItem(order: Order) {
  const placedAt = order.placedAt.toISOString()
  return marshall({
    ...keyOf(order),
    gsi1pk: statusPartition(order.tenantId),
    gsi1sk: statusSort(order.status, placedAt),
    gsi2pk: `REGION#${order.region}`,
    gsi2sk: `${placedAt}#${order.orderId}`,
    type: 'Order',
    ...order,
    placedAt,
  })
}

function fromItem(item: AttributeMap): Order {
  const plain = unmarshall(item)
  return orderSchema.parse({ ...plain, placedAt: new Date(plain['placedAt'] as string) })
}

function updateOf(order: Order) {
  const { status, note } = changeSchema.parse(change)
  const placedAt = order.placedAt.toISOString()
  return {
    TableName,
    Key: marshall(keyOf(order)),
    UpdateExpression: 'SET #status = :status, note = :note, gsi1sk = :gsi1sk',
    ConditionExpression: 'attribute_exists(pk) AND placedAt = :placedAt AND #status = :placed',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: marshall({
      ':status': status,
      ':note': note,
      ':gsi1sk': statusSort(status, placedAt),
      ':placedAt': placedAt,
      ':placed': 'placed',
    }),
  }
}

export const handWritten: ContestantFactory = (transport) => {
  const client = stubbedClient(transport)
  return {
    name: 'hand-written SDK v3',
    validates: true,
    async put(order) {
      const valid = orderSchema.parse(order)
      await client.send(new PutItemCommand({ TableName, Item: toItem(valid) }))
      return valid
    },
    async get(order) {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: marshall(keyOf(order)) }))
      return Item === undefined ? undefined : fromItem(Item)
    },
    async update(order) {
      const { Attributes } = await client.send(
        new UpdateItemCommand({ ...updateOf(order), ReturnValues: 'ALL_NEW' }),
      )
      return fromItem(Attributes ?? {})
    },
    async query({ tenantId, status }) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'gsi1',
          KeyConditionExpression: 'gsi1pk = :pk AND begins_with(gsi1sk, :sk)',
          ExpressionAttributeValues: marshall({
            ':pk': statusPartition(tenantId),
            ':sk': `${status}#`,
          }),
        }),
      )
      return Items.map(fromItem)
    },
    async transact([placed, paid, other, gone]) {
      const items = [orderSchema.parse(placed), orderSchema.parse(other)].map(toItem)
      await client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: items[0] } },
            { Update: updateOf(paid) },
            { Put: { TableName, Item: items[1] } },
            { Delete: { TableName, Key: marshall(keyOf(gone)) } },
          ],
        }),
      )
    },
  }
}
