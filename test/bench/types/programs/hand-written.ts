import { orderValues, zodAttributes } from '../program.js'
import type { MeasuredProgram } from '../program.js'

const imports = `
import * as z from 'zod'
import {
  DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand, QueryCommand, TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
const client = new DynamoDBClient({})
`

/** The AWS SDK with zod, a function for each operation: little is checked, so there is little to work out. */
export const handWritten: MeasuredProgram = {
  name: 'hand-written',
  head: imports,
  entity: (n) => `
export const schema${n} = z.object(${zodAttributes(n)})
type Order${n} = z.infer<typeof schema${n}>
type Key${n} = { tenantId${n}: string; customerId: string; orderId: string }
const keyOf${n} = (key: Key${n}) => marshall({ pk: key.tenantId${n} + key.customerId, sk: key.orderId })
async function get${n}(key: Key${n}): Promise<Order${n} | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: 'x', Key: keyOf${n}(key) }))
  return Item && schema${n}.parse(unmarshall(Item))
}
async function put${n}(item: z.input<typeof schema${n}>): Promise<Order${n}> {
  const order = schema${n}.parse(item)
  await client.send(new PutItemCommand({ TableName: 'x', Item: marshall(order) }))
  return order
}
async function update${n}(key: Key${n}, status: Order${n}['status'], placedAt: Date): Promise<Order${n}> {
  const { Attributes } = await client.send(new UpdateItemCommand({
    TableName: 'x', Key: keyOf${n}(key), UpdateExpression: 'SET a = :a, b = :b',
    ExpressionAttributeValues: marshall({ ':a': status, ':b': placedAt.toISOString() }),
  }))
  return schema${n}.parse(unmarshall(Attributes!))
}
async function query${n}(tenantId: string, status: Order${n}['status']): Promise<Order${n}[]> {
  const { Items = [] } = await client.send(new QueryCommand({
    TableName: 'x', ExpressionAttributeValues: marshall({ ':a': tenantId, ':b': status }),
  }))
  return Items.map((item) => schema${n}.parse(unmarshall(item)))
}`,
  calls: (n) => `
export async function calls${n}() {
  const key = { tenantId${n}: 't', customerId: 'c', orderId: 'o' }
  await get${n}(key)
  await put${n}({ ...key, ${orderValues(n)} })
  await update${n}(key, 'paid', new Date())
  for (const found of await query${n}('t', 'paid')) console.log(found.orderId)
  await client.send(new TransactWriteItemsCommand({ TransactItems: [
    { Update: { TableName: 'x', Key: keyOf${n}(key), UpdateExpression: 'SET a = :a' } },
    { Put: { TableName: 'x', Item: marshall(schema${n}.parse({ ...key, ${orderValues(n)} })) } },
  ] }))
}`,
  empty: `${imports}
z.object({ a: z.string() })
export { client, GetItemCommand, PutItemCommand, UpdateItemCommand, QueryCommand, TransactWriteItemsCommand }
export { marshall, unmarshall }`,
}
