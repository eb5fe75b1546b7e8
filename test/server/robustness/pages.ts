import { ask } from '../support.js'

/** A table whose first partition is more than a page, and which has items as large as they may be. */
const pagesTable = {
  TableName: 'pages',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
}

const itemsInBatch = 25

export async function fillPages(port: number): Promise<void> {
  await ask(port, 'CreateTable', pagesTable)
  for (let batch = 0; batch < 1100 / itemsInBatch; batch += 1) {
    const pages = Array.from({ length: itemsInBatch }, (_, index) => ({
      PutRequest: {
        Item: {
          pk: { S: 'page' },
          sk: { S: `${batch}-${index}` },
          v: { S: 'a'.repeat(950) },
          n: { N: '1.5' },
        },
      },
    }))
    await ask(port, 'BatchWriteItem', { RequestItems: { pages } })
  }
  const large = {
    letters: { S: 'a'.repeat(390_000) },
    bytes: { B: Buffer.alloc(390_000, 'a').toString('base64') },
    list: { L: Array.from({ length: 100_000 }, () => ({ NULL: true })) },
    set: { SS: Array.from({ length: 60_000 }, (_, index) => String(index)) },
  }
  for (const [sk, v] of Object.entries(large)) {
    await ask(port, 'PutItem', { TableName: 'pages', Item: { pk: { S: 'large' }, sk: { S: sk }, v } })
  }
}

/** A query of a partition with a filter, for which `:v` stands. */
function query(pk: string, FilterExpression: string, value: object) {
  const ExpressionAttributeValues = {
    ':pk': { S: pk },
    ...(FilterExpression.includes(':v') ? { ':v': value } : {}),
  }
  const KeyConditionExpression = 'pk = :pk'
  return { TableName: 'pages', KeyConditionExpression, FilterExpression, ExpressionAttributeValues }
}

/** What differs in the middle is found late, wherever one begins. */
const almost = (length: number, odd = 'b') => 'a'.repeat(length / 2) + odd + 'a'.repeat(length / 2)
const often = (times: number, condition: string) => Array(times).fill(condition).join(' OR ')
const text = { S: 'a'.repeat(950) }

/** Reads and writes for which much has to be looked at. */
export const pageRequests: Readonly<Record<string, readonly [operation: string, input: object]>> = {
  'every item': ['Query', query('page', 'attribute_exists(sk2) OR v = :v', text)],
  'every item of a scan': ['Scan', { TableName: 'pages' }],
  'every item, many times': ['Query', query('page', Array(99).fill('v <> :v').join(' AND '), text)],
  'every item, for one of many': [
    'Query',
    query('page', `n IN (${Array(100).fill(':v').join()})`, { N: '2' }),
  ],
  'every item, for letters': ['Query', query('page', 'contains(v, :v)', { S: 'b' })],
  'every item, for its beginning': ['Query', query('page', 'begins_with(v, :v)', { S: `${text.S}b` })],
  'large items, for an element': ['Query', query('large', 'contains(v, :v)', { N: '1' })],
  'large items, for an element of a set': ['Query', query('large', 'contains(v, :v)', { S: 'none' })],
  'large items, for their size': ['Query', query('large', 'size(v) > :v', { N: '1' })],
  'large items, for a part of a list': ['Query', query('large', 'v[99999].a = :v', { N: '1' })],
  'large items, for many letters': ['Query', query('large', 'contains(v, :v)', { S: almost(190_000) })],
  'large items, for many bytes': [
    'Query',
    query('large', 'contains(v, :v)', { B: Buffer.from(almost(190_000)).toString('base64') }),
  ],
  'large items, for letters of another alphabet': [
    'Query',
    query('large', 'contains(v, :v)', { S: almost(190_000, 'я') }),
  ],
  'large items, many times': ['Query', query('large', often(90, 'contains(v, :v)'), { N: '1' })],
  'every item, for half its letters': ['Query', query('page', 'contains(v, :v)', { S: almost(474) })],
  'large items, for many bytes, many times': [
    'Query',
    query('large', often(40, 'contains(v, :v)'), { B: Buffer.from(almost(190_000)).toString('base64') }),
  ],
  'large items, for many letters, many times': [
    'Query',
    query('large', often(200, 'contains(v, :v)'), { S: almost(190_000) }),
  ],
  'every item, in every way': [
    'Query',
    query('page', Array(150).fill('contains(v, :v) OR v > :v').join(' OR '), { S: almost(474) }),
  ],
  'the list, as one of many': [
    'Query',
    query('large', `v IN (${Array(99).fill(':v').join()})`, {
      L: Array.from({ length: 100_000 }, (_, index) => (index < 99_999 ? { NULL: true } : { S: '' })),
    }),
  ],
  'large items, all of them': [
    'BatchGetItem',
    {
      RequestItems: {
        pages: {
          Keys: ['letters', 'bytes', 'list', 'set'].map((sk) => ({ pk: { S: 'large' }, sk: { S: sk } })),
        },
      },
    },
  ],
  'items by statements': ['ExecuteStatement', { Statement: "SELECT * FROM pages WHERE pk = 'page'" }],
  'a list, to append it to itself': [
    'UpdateItem',
    {
      TableName: 'pages',
      Key: { pk: { S: 'large' }, sk: { S: 'list' } },
      UpdateExpression: 'SET v = list_append(v, v)',
    },
  ],
  'a set, to take all from it': [
    'UpdateItem',
    {
      TableName: 'pages',
      Key: { pk: { S: 'large' }, sk: { S: 'set' } },
      UpdateExpression: 'DELETE v :v',
      ExpressionAttributeValues: {
        ':v': { SS: Array.from({ length: 60_000 }, (_, index) => String(index)) },
      },
    },
  ],
}
