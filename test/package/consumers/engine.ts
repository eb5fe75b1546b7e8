import { memory, type MemoryBackend } from 'monotable/memory'

// A program that knows nothing of the mapper: DynamoDB's own operations on the engine.

export const backend: MemoryBackend = memory()

export function openShop() {
  return backend.execute('CreateTable', {
    TableName: 'shop',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  })
}

export const put = (pk: string, cents: number) =>
  backend.execute('PutItem', { TableName: 'shop', Item: { pk: { S: pk }, cents: { N: `${cents}` } } })

export const find = (key: Parameters<typeof backend.execute<'GetItem'>>[1]['Key']) =>
  backend.execute('GetItem', { TableName: 'shop', Key: key })

// @ts-expect-error a number travels as text
export const findNumber = (cents: number) => find({ pk: { N: cents } })

await openShop()
await put('o1', 1999)
const { Item } = await find({ pk: { S: 'o1' } })
console.log(Item?.['pk']?.S, Item?.['cents']?.N)
