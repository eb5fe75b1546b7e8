import fc from 'fast-check'
import type { Shape, StructureShape } from '../../../src/engine/wire/shape.js'

const oneOf = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts)
const name = oneOf('id', 'pk', 'sk', 'g', 'n', 'l', 'a', 'b', '__proto__', 'constructor', '')
const text = fc.oneof({ weight: 9, arbitrary: name }, fc.string())
const number = oneOf('0', '1', '-1.50', '1e125', '-9.9e-130', '00', '', '1e400', 'x')
const bytes = oneOf('', 'AQI=', '/w==')

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.record({ S: text }),
    fc.record({ N: number }),
    fc.record({ B: bytes }),
    fc.record({ BOOL: fc.boolean() }),
    fc.record({ NULL: fc.constant(true) }),
    fc.record({ SS: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }) }),
    fc.record({ NS: fc.uniqueArray(number, { minLength: 1, maxLength: 3 }) }),
    fc.record({ BS: fc.uniqueArray(bytes, { minLength: 1, maxLength: 3 }) }),
    fc.record({ L: fc.array(tie('value'), { maxLength: 3 }) }),
    fc.record({ M: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }) }),
    fc.constantFrom({}, { S: 'a', N: '1' }, { S: null }, { X: 1 }, { NULL: false }, { SS: [] }),
  ),
})).value

const keys = fc.oneof(
  fc.record({ id: fc.record({ S: oneOf('a', 'b') }) }),
  fc.record({ pk: fc.record({ S: oneOf('a', 'b') }), sk: fc.record({ S: oneOf('a', 'b') }) }),
)
const attributes = fc.dictionary(oneOf('g', 'h', 'n', 'l', 'a', 'b', 'a.b'), value, {
  maxKeys: 3,
  noNullPrototype: true,
})
const condition = oneOf(
  'attribute_exists(#a)',
  'a = :a',
  '#a.b[0] <> :b',
  'size(a) > :a',
  'contains(#a, :a)',
  'NOT a IN (:a, :b)',
  'a BETWEEN :a AND :b',
  'begins_with(a, :a) OR attribute_type(b, :a)',
  '((',
  '',
)

/** What members usually hold, so that many requests get past the first checks. */
const usual: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  TableName: oneOf('plain', 'shop'),
  IndexName: oneOf('byG', 'keysOnly', 'multi', 'local'),
  Key: keys,
  Item: fc.tuple(keys, attributes).map(([key, rest]) => ({ ...key, ...rest })),
  ExclusiveStartKey: keys,
  ReturnValues: oneOf('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'),
  ReturnConsumedCapacity: oneOf('NONE', 'TOTAL', 'INDEXES'),
  ReturnItemCollectionMetrics: oneOf('NONE', 'SIZE'),
  ReturnValuesOnConditionCheckFailure: oneOf('NONE', 'ALL_OLD'),
  Select: oneOf('ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'COUNT', 'SPECIFIC_ATTRIBUTES'),
  Limit: fc.integer({ min: 1, max: 3 }),
  Segment: fc.integer({ min: 0, max: 1 }),
  TotalSegments: fc.constant(2),
  ConditionExpression: condition,
  FilterExpression: condition,
  KeyConditionExpression: oneOf('id = :a', 'pk = :a', 'pk = :a AND begins_with(sk, :b)', 'g = :a AND n > :b'),
  UpdateExpression: oneOf(
    'SET a = :a',
    'SET #a.b[1] = if_not_exists(a, :b)',
    'ADD a :a DELETE b :b',
    'REMOVE #a, b[0]',
  ),
  ProjectionExpression: oneOf('a', '#a, b.c[0]', 'pk'),
  ExpressionAttributeNames: fc.constantFrom({ '#a': 'a' }, { '#a': '__proto__' }),
  ExpressionAttributeValues: fc
    .tuple(value, value)
    .chain(([a, b]) => fc.constantFrom({ ':a': a }, { ':b': b }, { ':a': a, ':b': b })),
  ComparisonOperator: oneOf('EQ', 'BETWEEN', 'IN', 'NULL', 'CONTAINS', 'BEGINS_WITH'),
  ConditionalOperator: oneOf('AND', 'OR'),
  Action: oneOf('PUT', 'ADD', 'DELETE'),
  AttributeName: oneOf('id', 'pk', 'sk', 'g'),
  AttributeType: oneOf('S', 'N', 'B'),
  KeyType: oneOf('HASH', 'RANGE'),
  ProjectionType: oneOf('ALL', 'KEYS_ONLY', 'INCLUDE'),
  BillingMode: oneOf('PAY_PER_REQUEST', 'PROVISIONED'),
  StreamViewType: oneOf('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'),
  ShardIteratorType: oneOf('TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'),
  ResourceArn: oneOf('arn:aws:dynamodb:us-east-1:000000000000:table/plain'),
  Statement: oneOf(
    'SELECT * FROM plain',
    'SELECT a FROM "shop"."byG" WHERE g = ?',
    `INSERT INTO plain VALUE {'id': ?}`,
    `UPDATE plain SET a = ? WHERE id = 'a'`,
    `DELETE FROM plain WHERE id = ?`,
    'SELECT',
    '',
  ),
}

/** JSON of a shape as clients send it, with members missing and null, and with anything at all here and there. */
export function requestsOf(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 400, arbitrary: jsonOf(shape) }, fc.jsonValue())
}

function jsonOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'string':
      return text
    case 'binary':
      return fc.base64String()
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'long':
    case 'double':
    case 'timestamp':
      return fc.oneof(fc.integer({ min: -1, max: 3 }), fc.integer(), fc.double())
    case 'list':
      return fc.array(requestsOf(shape.of), { maxLength: 3 })
    case 'map':
      return fc.dictionary(fc.oneof(oneOf('plain', 'shop'), name), requestsOf(shape.of), {
        maxKeys: 3,
        noNullPrototype: true,
      })
    case 'attribute-value':
      return value
    case 'structure':
      return structureOf(shape)
  }
}

const isNeeded = /^(TableName|Key|Item|Keys|.*Items|.*Arn|Statement|KeySchema|KeyConditionExpression)$/

/** The members that almost every request has, and a few of the others. */
function structureOf(shape: StructureShape): fc.Arbitrary<unknown> {
  const members = [...shape.members].map(([member, of]) => [member, memberOf(member, of)] as const)
  const needed = members.filter(([member]) => isNeeded.test(member))
  return fc
    .tuple(fc.subarray(members, { maxLength: Math.min(4, members.length) }), fc.integer({ max: 9, min: 0 }))
    .chain(([some, chance]) =>
      fc.record(Object.fromEntries(chance === 0 ? some : [...some, ...needed]), { noNullPrototype: true }),
    )
}

function memberOf(member: string, shape: Shape): fc.Arbitrary<unknown> {
  const right = requestsOf(shape)
  const likely = isOtherwiseUsed(member, shape) ? undefined : usual[member]
  if (likely === undefined) return fc.oneof({ weight: 19, arbitrary: right }, fc.constant(null))
  return fc.oneof({ weight: 38, arbitrary: likely }, right, fc.constant(null))
}

/** A tag has a `Key` too. */
function isOtherwiseUsed(member: string, shape: Shape): boolean {
  return member === 'Key' && shape.kind === 'string'
}
