import { gzipSync } from 'node:zlib'
import type { Chance } from './chance.js'

const key = { pk: { S: 'a' } }
const otherTable = { TableName: 'u' }
const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/t'
const streamArn = `${arn}/stream/2026-01-01T00:00:00.000`
const names = { '#a': 'a', '#b': '__proto__' }
const values = { ':a': { N: '1' }, ':b': { S: 'x' }, ':c': { L: [{ S: 'x' }] } }

/** Requests as they ought to be. */
export const operations: Readonly<Record<string, object>> = {
  ListTables: { Limit: 10 },
  DescribeTable: { TableName: 't' },
  PutItem: {
    TableName: 't',
    Item: { ...key, n: { N: '1.5' }, m: { M: { l: { L: [{ BOOL: true }, { NULL: true }] } } } },
  },
  GetItem: {
    TableName: 't',
    Key: key,
    ConsistentRead: true,
    ProjectionExpression: 'a.b[0], #a',
    ExpressionAttributeNames: { '#a': 'a' },
  },
  DeleteItem: { TableName: 't', Key: key, ReturnValues: 'ALL_OLD' },
  UpdateItem: {
    TableName: 't',
    Key: key,
    UpdateExpression: 'SET #a = if_not_exists(#a, :a) + :a, #b = :b REMOVE c.d[3]',
    ConditionExpression: 'attribute_not_exists(x) OR (size(x) > :a AND contains(y, :b))',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ':a': { N: '1' }, ':b': { S: 'x' } },
  },
  Query: {
    TableName: 't',
    KeyConditionExpression: 'pk = :b',
    FilterExpression: 'a IN (:a, :b, :c)',
    ExpressionAttributeValues: values,
  },
  Scan: { TableName: 't', TotalSegments: 4, Segment: 1, Limit: 5 },
  BatchGetItem: { RequestItems: { t: { Keys: [key] } } },
  BatchWriteItem: {
    RequestItems: { t: [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: { pk: { S: 'b' } } } }] },
  },
  TransactWriteItems: {
    TransactItems: [
      { Put: { TableName: 't', Item: key } },
      { Delete: { TableName: 't', Key: { pk: { S: 'b' } } } },
    ],
  },
  TransactGetItems: { TransactItems: [{ Get: { TableName: 't', Key: key } }] },
  ExecuteStatement: { Statement: "SELECT * FROM t WHERE pk = 'a'" },
  BatchExecuteStatement: {
    Statements: [
      { Statement: 'INSERT INTO t VALUE {pk: ?, l: [1, {a: <<2>>}]}', Parameters: [{ S: 'c' }] },
      { Statement: "DELETE FROM t WHERE pk = 'c'" },
    ],
  },
  ExecuteTransaction: {
    TransactStatements: [
      { Statement: "UPDATE t SET n = n + 1 REMOVE m.x WHERE pk = 'a' RETURNING ALL OLD *" },
    ],
  },
  CreateTable: {
    ...otherTable,
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    Tags: [{ Key: 'k', Value: 'v' }],
  },
  UpdateTable: {
    ...otherTable,
    AttributeDefinitions: [{ AttributeName: 'sk', AttributeType: 'N' }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'index',
          KeySchema: [{ AttributeName: 'sk', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
        },
      },
    ],
  },
  DeleteTable: otherTable,
  UpdateTimeToLive: { ...otherTable, TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } },
  DescribeTimeToLive: { TableName: 't' },
  TagResource: { ResourceArn: arn, Tags: [{ Key: 'k', Value: 'v' }] },
  UntagResource: { ResourceArn: arn, TagKeys: ['k'] },
  ListTagsOfResource: { ResourceArn: arn },
  DescribeLimits: {},
  DescribeEndpoints: {},
  ListStreams: { TableName: 't', Limit: 1 },
  DescribeStream: { StreamArn: streamArn, Limit: 1 },
  GetShardIterator: {
    StreamArn: streamArn,
    ShardId: 'shardId-00000000000000000000-00000000',
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    SequenceNumber: '100000000000000000001',
  },
  GetRecords: { ShardIterator: `${streamArn}|1|AAAAAAAAAAE=`, Limit: 10 },
}

const oddities: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  '',
  'x',
  '__proto__',
  '\uD800',
  'x'.repeat(300),
  [],
  {},
  [null],
  { S: 1 },
  { S: 'a', N: '1' },
  { N: '1e999' },
  { N: 'x' },
  { SS: [] },
  { NS: ['1', '1.0'] },
  { B: '!' },
  { M: { ['__proto__']: { S: 'x' } } },
  { L: [{}] },
  [[[[[]]]]],
]

/** A body for an operation, most likely with something wrong. */
export function bodyFor(chance: Chance, operation: string): Buffer {
  const text = JSON.stringify(operations[operation] ?? {})
  const make = chance.of<() => string | Buffer>([
    () => text,
    () => chance.bytes(chance.below(200)),
    () => mutatedText(chance, text),
    () => mutatedText(chance, text),
    () => JSON.stringify(mutatedValue(chance, JSON.parse(text))),
    () => JSON.stringify(mutatedValue(chance, JSON.parse(text))),
    () => strangeNames(chance, text),
    () => nested(chance, text),
    () => nestedExpression(chance),
    () => chance.of([gzipSync(text), gzipSync(Buffer.alloc(chance.of([0, 1000, 20_000_000]))), text]),
  ])
  return Buffer.from(make())
}

function mutatedText(chance: Chance, text: string): Buffer {
  let bytes = Buffer.from(text)
  for (let changes = 1 + chance.below(3); changes > 0; changes -= 1) {
    const at = chance.below(bytes.length)
    const inserted = chance.of([
      chance.bytes(1),
      Buffer.from(chance.of(['{', '}', '[', ']', '"', ',', ':', '\\', '\\u', '\u0000', '1e9'])),
    ])
    bytes = Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + chance.below(3))])
  }
  return bytes
}

/** The same with one member somewhere replaced by something odd. */
function mutatedValue(chance: Chance, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || chance.onceIn(4)) return chance.of(oddities)
  const entries = Object.entries(value)
  if (entries.length === 0) return chance.of(oddities)
  const [name, member] = chance.of(entries)
  const changed = { ...value, [name]: mutatedValue(chance, member) }
  return Array.isArray(value) ? Object.values(changed) : changed
}

/** Members twice, and members that JavaScript has a meaning for. */
function strangeNames(chance: Chance, text: string): string {
  const name = chance.of([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'TableName',
    'Item',
    'Key',
    '',
  ])
  const member = `${JSON.stringify(name)}:${JSON.stringify(chance.of(oddities))}`
  return chance.of([
    `{${member},${text.slice(1)}`,
    `${text.slice(0, -1)},${member}}`,
    text.replace('"pk":', `${member},"pk":`),
    text.replace(/"pk":/g, `"${name}":{"S":"a"},"pk":`),
  ])
}

/** Deeper than anything should be, up to megabytes of nothing but brackets. */
function nested(chance: Chance, text: string): string {
  const depth = chance.of([10, 33, 40, 100, 1000, 5000, chance.onceIn(20) ? 1_000_000 : 3])
  const [open, close] = chance.of<[string, string]>([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"M":{"a":', '}}'],
    ['{"L":[', ']}'],
  ])
  const bomb =
    open.repeat(depth) + chance.of(['{"S":"x"}', '1', '']) + (chance.onceIn(3) ? '' : close.repeat(depth))
  return chance.of([bomb, text.replace('"pk":', `"x":${bomb},"pk":`), text.replace(/\{[^{}]*\}/, bomb)])
}

function nestedExpression(chance: Chance): string {
  const depth = chance.of([5, 100, 149, 151, 400, 1300])
  const condition = chance.of([
    `${'('.repeat(depth)}a = :a${')'.repeat(depth)}`,
    `${'NOT '.repeat(depth)}a = :a`,
    `${'size('.repeat(depth)}a${')'.repeat(depth)}`,
    `a${'.b'.repeat(depth)} = :a`,
    `a${'[0]'.repeat(depth)} = :a`,
    `a = :a${' AND a = :a'.repeat(depth)}`,
    '('.repeat(depth),
  ])
  return JSON.stringify({
    TableName: 't',
    Item: key,
    ConditionExpression: condition,
    ExpressionAttributeValues: { ':a': { N: '1' } },
  })
}
