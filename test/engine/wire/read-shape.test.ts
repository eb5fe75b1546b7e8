import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { readShape } from '../../../src/engine/wire/read-shape.js'
import { targetedOperations } from '../../../src/engine/wire/shapes/operation-shapes.js'
import { parameters } from '../../property/runs.js'

function read(operation: string, body: unknown): unknown {
  const shape = targetedOperations.get(`DynamoDB_20120810.${operation}`)?.input
  if (shape === undefined) throw new Error(`There is no ${operation}`)
  return readShape(shape, body, 'element')
}

function refused(operation: string, body: unknown): string {
  try {
    read(operation, body)
  } catch (error) {
    if (error instanceof ServiceError && error.name === 'SerializationException') return error.message
    throw error
  }
  return 'read'
}

const item = (value: unknown) => ({ TableName: 't', Item: { a: value } })
const structureFound = 'Start of structure or map found where not expected'
const cast =
  "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')"
const collection = (type: string) => `Unrecognized collection type ${type}`
const ours = (type: string) => `com.amazonaws.dynamodb.v20120810.${type}`

describe('a request becomes what JavaScript callers pass', () => {
  test('binaries are bytes, at every depth', () => {
    const value = { L: [{ M: { b: { B: 'AQI=' }, s: { BS: ['', '/w=='] } } }] }
    expect(read('PutItem', item(value))).toEqual(
      item({
        L: [{ M: { b: { B: Uint8Array.of(1, 2) }, s: { BS: [Uint8Array.of(), Uint8Array.of(255)] } } }],
      }),
    )
  })

  test('null members are absent', () => {
    expect(
      read('PutItem', { TableName: null, Item: { a: { S: 'x', N: null } }, ReturnValues: null }),
    ).toEqual({
      TableName: undefined,
      Item: { a: { S: 'x', N: null } },
      ReturnValues: undefined,
    })
  })

  test('numbers lose what whole numbers cannot hold', () => {
    expect(read('ListTables', { Limit: 2.9 })).toEqual({ Limit: 2 })
    expect(read('ListTables', { Limit: -2.9 })).toEqual({ Limit: -2 })
    expect(read('ListTables', { Limit: 1e300 })).toEqual({ Limit: 2 ** 31 - 1 })
    expect(read('ListTables', { Limit: -Infinity })).toEqual({ Limit: -(2 ** 31) })
  })

  test.each([
    ['true', true],
    ['Yes', true],
    ['1', true],
    ['FALSE', false],
    ['t', true],
    ['Y', true],
    ['f', false],
    ['N', false],
    ['no', false],
    ['0', false],
  ])('the word %j is a truth', (word, truth) => {
    expect(read('GetItem', { ConsistentRead: word })).toEqual({ ConsistentRead: truth })
  })

  test('what the operation does not know is not looked at', () => {
    expect(refused('PutItem', { Unknown: { TableName: [] }, Item: { a: { X: [null], S: 'a' } } })).toBe(
      'read',
    )
  })

  test('attributes may have the names of members of objects', () => {
    const body = JSON.parse('{"Item":{"__proto__":{"B":"AQ=="},"constructor":{"S":"a"}}}') as unknown
    const { Item } = read('PutItem', body) as { Item: object }
    expect(Object.getPrototypeOf(Item)).toBe(Object.prototype)
    expect(Object.entries(Item)).toEqual([
      ['__proto__', { B: Uint8Array.of(1) }],
      ['constructor', { S: 'a' }],
    ])
  })

  test('names of placeholders may be those too', () => {
    const body = JSON.parse('{"ExpressionAttributeNames":{"__proto__":"a"}}') as unknown
    const { ExpressionAttributeNames } = read('GetItem', body) as { ExpressionAttributeNames: object }
    expect(Object.entries(ExpressionAttributeNames)).toEqual([['__proto__', 'a']])
  })
})

describe('scalars', () => {
  test.each([
    ['GetItem', { TableName: 1 }, 'NUMBER_VALUE cannot be converted to String'],
    ['GetItem', { TableName: 1.5 }, 'DECIMAL_VALUE cannot be converted to String'],
    ['GetItem', { TableName: true }, 'TRUE_VALUE cannot be converted to String'],
    ['GetItem', { TableName: false }, 'FALSE_VALUE cannot be converted to String'],
    ['GetItem', { TableName: [] }, collection('class java.lang.String')],
    ['GetItem', { TableName: {} }, structureFound],
    ['GetItem', { ConsistentRead: 'perhaps' }, 'Unexpected token received from parser'],
    ['GetItem', { ConsistentRead: 1 }, 'NUMBER_VALUE cannot be converted to Boolean'],
    ['GetItem', { ConsistentRead: [] }, collection('class java.lang.Boolean')],
    ['GetItem', { ConsistentRead: {} }, structureFound],
    ['ListTables', { Limit: '1' }, 'STRING_VALUE cannot be converted to Integer'],
    ['ListTables', { Limit: true }, 'TRUE_VALUE cannot be converted to Integer'],
    ['ListTables', { Limit: [] }, collection('class java.lang.Integer')],
    ['ListTables', { Limit: {} }, structureFound],
    [
      'CreateTable',
      { ProvisionedThroughput: { ReadCapacityUnits: '1' } },
      'STRING_VALUE cannot be converted to Long',
    ],
    ['GetItem', { AttributesToGet: [1] }, 'NUMBER_VALUE cannot be converted to String'],
    ['GetItem', { AttributesToGet: [null] }, 'NULL_VALUE cannot be converted to String'],
    ['GetItem', { ExpressionAttributeNames: { '#a': 1 } }, 'NUMBER_VALUE cannot be converted to String'],
  ])('%s %j: %s', (operation, body, message) => {
    expect(refused(operation, body)).toBe(message)
  })
})

describe('lists, maps and structures', () => {
  test.each([
    ['GetItem', 1, 'Unexpected value type in payload'],
    ['GetItem', null, 'Unexpected value type in payload'],
    ['CreateTable', { KeySchema: 1 }, 'Unexpected field type'],
    ['CreateTable', { KeySchema: {} }, structureFound],
    ['CreateTable', { KeySchema: ['x'] }, 'Unexpected value type in payload'],
    ['CreateTable', { KeySchema: [null] }, 'Unexpected value type in payload'],
    ['CreateTable', { KeySchema: [[]] }, collection(`class ${ours('KeySchemaElement')}`)],
    ['CreateTable', { ProvisionedThroughput: 'x' }, 'Unexpected field type'],
    ['CreateTable', { ProvisionedThroughput: [] }, collection(`class ${ours('ProvisionedThroughput')}`)],
    ['PutItem', { Item: 'x' }, 'Unexpected field type'],
    ['PutItem', { Item: [] }, collection(`java.util.Map<java.lang.String, ${ours('AttributeValue')}>`)],
    [
      'PutItem',
      { ExpressionAttributeNames: [] },
      collection('java.util.Map<java.lang.String, java.lang.String>'),
    ],
    [
      'BatchWriteItem',
      { RequestItems: [] },
      collection(`java.util.Map<java.lang.String, java.util.List<${ours('WriteRequest')}>>`),
    ],
    ['BatchWriteItem', { RequestItems: { t: 1 } }, cast],
    ['BatchWriteItem', { RequestItems: { t: {} } }, structureFound],
    ['BatchWriteItem', { RequestItems: { t: null } }, 'Unexpected value type in payload'],
    ['BatchGetItem', { RequestItems: { t: { Keys: [1] } } }, cast],
    [
      'BatchGetItem',
      { RequestItems: { t: { Keys: [[]] } } },
      collection(`java.util.Map<java.lang.String, ${ours('AttributeValue')}>`),
    ],
    ['TransactWriteItems', { TransactItems: [{ Put: 1 }] }, 'Unexpected field type'],
  ])('%s %j: %s', (operation, body, message) => {
    expect(refused(operation, body)).toBe(message)
  })
})

describe('values', () => {
  test.each([
    [1, 'Unexpected value type in payload'],
    [null, 'Unexpected value type in payload'],
    [[], collection(`class ${ours('AttributeValue')}`)],
    [{ S: 1 }, 'NUMBER_VALUE cannot be converted to String'],
    [{ N: 1 }, 'NUMBER_VALUE cannot be converted to String'],
    [{ N: 1.5 }, 'DECIMAL_VALUE cannot be converted to String'],
    [{ S: {} }, structureFound],
    [{ S: [] }, collection('class java.lang.String')],
    [{ B: 1 }, 'only base-64-encoded strings are convertible to bytes'],
    [{ B: [] }, collection('class java.nio.ByteBuffer')],
    [{ B: {} }, structureFound],
    [{ B: 'a' }, 'Base64 encoded length is expected a multiple of 4 bytes but found: 1'],
    [{ BOOL: 'x' }, 'Unexpected token received from parser'],
    [{ NULL: 1 }, 'NUMBER_VALUE cannot be converted to Boolean'],
    [{ SS: 'x' }, 'Unexpected field type'],
    [{ SS: {} }, structureFound],
    [{ NS: [1] }, 'NUMBER_VALUE cannot be converted to String'],
    [{ BS: [1] }, 'only base-64-encoded strings are convertible to bytes'],
    [{ L: 'x' }, 'Unexpected field type'],
    [{ L: {} }, structureFound],
    [{ L: ['x'] }, 'Unexpected value type in payload'],
    [{ L: [null] }, 'Unexpected value type in payload'],
    [{ L: [[]] }, collection(`class ${ours('AttributeValue')}`)],
    [{ M: 'x' }, 'Unexpected field type'],
    [{ M: [] }, collection(`java.util.Map<java.lang.String, ${ours('AttributeValue')}>`)],
    [{ M: { a: { L: [{ S: 1 }] } } }, 'NUMBER_VALUE cannot be converted to String'],
  ])('%j: %s', (value, message) => {
    expect(refused('PutItem', item(value))).toBe(message)
  })

  test('a value that stands alone is a member, not an element', () => {
    expect(refused('PutItem', { Expected: { a: { Value: 1 } } })).toBe('Unexpected field type')
  })

  test('how many types a value has is not for the reader to say', () => {
    expect(refused('PutItem', item({}))).toBe('read')
    expect(refused('PutItem', item({ S: 'a', N: '1' }))).toBe('read')
  })
})

test('whatever the JSON, it is read or refused, and never anything else', () => {
  const bodies = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...memberNames()), fc.jsonValue()))
  fc.assert(
    fc.property(fc.constantFrom(...targetedOperations.values()), bodies, ({ input }, body) => {
      try {
        readShape(input, body, 'element')
      } catch (error) {
        expect(error).toMatchObject({ name: 'SerializationException' })
      }
    }),
    parameters(500),
  )
})

function memberNames(): string[] {
  return [...targetedOperations.values()].flatMap(({ input }) => [...input.members.keys()])
}
