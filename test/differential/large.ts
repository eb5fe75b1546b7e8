import { memory } from '../../src/engine/index.js'
import { compare } from './comparison.js'
import type { Contestant } from './contestant.js'
import { engine } from './contestant.js'
import type { GeneratedRequest, Input } from './generators/requests.js'
import type { GeneratedTable } from './generators/tables.js'
import { N, S } from './generators/values.js'
import { judge } from './sequence.js'
import type { Tally } from './tally.js'

const itemsInBatch = 11
const batches = 4

/** Requests at the limits of 1, 4 and 16 MB, on items of 390,000 bytes; far too slow to send at random. */
export async function runLarge(local: Contestant, tally: Tally, seed: number): Promise<void> {
  const backend = memory()
  const table = large(`large-${process.pid}-${seed}`)
  for (const contestant of [local, engine(backend)])
    await contestant({ operation: 'CreateTable', input: table.create })
  for (const request of requestsOn(table.name))
    judge(await compare(request, local, backend, [table]), seed, tally)
  await local({ operation: 'DeleteTable', input: { TableName: table.name } })
}

function large(TableName: string): GeneratedTable {
  return {
    name: TableName,
    partition: { name: 'pk', values: [S('p')] },
    sort: { name: 'sk', values: [] },
    indexes: [],
    create: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    },
  }
}

function requestsOn(TableName: string): readonly GeneratedRequest[] {
  const places = (from: number, count: number) => Array.from({ length: count }, (_, place) => from + place)
  const key = (place: number): Input => ({ pk: S('p'), sk: N(place) })
  const item = (place: number): Input => ({ ...key(place), x: S('x'.repeat(390_000)) })
  const capacity = { ReturnConsumedCapacity: 'TOTAL' }
  const partition = {
    TableName,
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': S('p') },
  }
  const get = (count: number, members: Input = {}): GeneratedRequest => ({
    operation: 'BatchGetItem',
    input: { ...capacity, RequestItems: { [TableName]: { Keys: places(0, count).map(key), ...members } } },
  })
  const reads = (count: number): GeneratedRequest => ({
    operation: 'TransactGetItems',
    input: { TransactItems: places(0, count).map((place) => ({ Get: { TableName, Key: key(place) } })) },
  })
  const writes = (count: number): GeneratedRequest => ({
    operation: 'TransactWriteItems',
    input: {
      ...capacity,
      TransactItems: places(0, count).map((place) => ({ Put: { TableName, Item: item(place) } })),
    },
  })
  return [
    ...places(0, batches).map((batch) => ({
      operation: 'BatchWriteItem',
      input: {
        ...capacity,
        RequestItems: {
          [TableName]: places(batch * itemsInBatch, itemsInBatch).map((place) => ({
            PutRequest: { Item: item(place) },
          })),
        },
      },
    })),
    get(41),
    get(44, { ConsistentRead: true }),
    get(44, { ProjectionExpression: 'sk' }),
    { operation: 'Query', input: { ...partition, ...capacity } },
    { operation: 'Query', input: { ...partition, ...capacity, Select: 'COUNT' } },
    { operation: 'Query', input: { ...partition, Limit: 3 } },
    { operation: 'Query', input: { ...partition, ScanIndexForward: false, ProjectionExpression: 'sk' } },
    { operation: 'Scan', input: { TableName, Select: 'COUNT' } },
    reads(10),
    reads(11),
    writes(10),
    writes(11),
    {
      operation: 'PutItem',
      input: { TableName, Item: { ...key(0), x: S('x'.repeat(410_000)) }, ...capacity },
    },
    {
      operation: 'UpdateItem',
      input: {
        TableName,
        Key: key(0),
        UpdateExpression: 'SET y = :y',
        ExpressionAttributeValues: { ':y': S('y'.repeat(30_000)) },
      },
    },
  ]
}
