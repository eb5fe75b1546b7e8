import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { aws } from '../../../src/backends/aws.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { memory, memoryRequestHandler } from '../../../src/engine/index.js'
import type { ClientRequest, ClientResponse } from '../../../src/engine/index.js'

// What the SDK adds to a request, in microseconds of processor time: as its own commands, and through the backend.

const TableName = 'shop'
const rounds = 61
const roundMilliseconds = 20

const order = (index: number): AttributeMap => ({
  pk: { S: 'CUSTOMER#c1' },
  sk: { S: `ORDER#${String(index).padStart(3, '0')}` },
  status: { S: 'paid' },
  region: { S: 'eu' },
  placedAt: { S: '2026-01-01T12:00:00.000Z' },
  totalCents: { N: '1999' },
  version: { N: '1' },
  tags: { SS: ['gift', 'new'] },
  note: { S: 'to be left at the door' },
  address: { M: { street: { S: 'Main Street 1' }, city: { S: 'Springfield' } } },
  lines: {
    L: [{ M: { sku: { S: 'a' }, quantity: { N: '2' } } }, { M: { sku: { S: 'b' }, quantity: { N: '1' } } }],
  },
})

const key = { TableName, Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#001' } } }
const put = { TableName, Item: order(1) }
const query = {
  TableName,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: 'CUSTOMER#c1' } },
}

const engine = memory()
await engine.execute('CreateTable', {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
})
for (let index = 0; index < 100; index++) await engine.execute('PutItem', { TableName, Item: order(index) })

/** Answers as the engine did the first time: what is measured is the SDK. */
function remembering() {
  const handler = memoryRequestHandler(engine)
  const answers = new Map<string | undefined, ClientResponse>()
  return {
    ...handler,
    async handle(request: ClientRequest) {
      const target = request.headers['x-amz-target']
      let response = answers.get(target)
      if (response === undefined) answers.set(target, (response = (await handler.handle(request)).response))
      return { response }
    },
  }
}

const config: DynamoDBClientConfig = {
  requestHandler: remembering(),
  region: 'us-east-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
}
const client = new DynamoDBClient(config)
const backend = aws(new DynamoDBClient(config))

const operations: Record<string, Record<string, () => Promise<unknown>>> = {
  put: {
    command: () => client.send(new PutItemCommand(put)),
    backend: () => backend.execute('PutItem', put),
  },
  get: {
    command: () => client.send(new GetItemCommand(key)),
    backend: () => backend.execute('GetItem', key),
  },
  'query of 100': {
    command: () => client.send(new QueryCommand(query)),
    backend: () => backend.execute('Query', query),
  },
}

/** Microseconds of processor time of one call, over some milliseconds. */
async function measured(call: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  const before = process.cpuUsage()
  let calls = 0
  for (; performance.now() - begin < roundMilliseconds; calls++) await call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / calls
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

for (const [name, ways] of Object.entries(operations)) {
  const times = new Map<string, number[]>(Object.keys(ways).map((way) => [way, []]))
  for (let round = 0; round < rounds; round++)
    for (const [way, call] of Object.entries(ways)) times.get(way)?.push(await measured(call))
  const [command = 0, ours = 0] = [...times.values()].map(median)
  const figures = [command, ours].map((value) => `${value.toFixed(0)} µs`.padStart(8))
  process.stdout.write(
    `${name.padEnd(14)}command ${figures[0]}   backend ${figures[1]}   ${(ours / command).toFixed(2)}\n`,
  )
}
