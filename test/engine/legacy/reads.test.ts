import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { Condition } from '../../../src/protocol/legacy.js'
import type { QueryInput, ScanInput } from '../../../src/protocol/items.js'
import { N, S, refused } from '../support.js'
import { TableName, key, stored } from './support.js'

const condition = (operator: string, ...list: Condition['AttributeValueList'] & object): Condition => ({
  // Some tests give operators that there are not.
  ComparisonOperator: operator as never,
  AttributeValueList: list,
})
const inA = { pk: condition('EQ', S('a')) }
const invalid = 'ValidationException: One or more parameter values were invalid: '
const items: AttributeMap[] = [
  { ...key('1'), n: N(1), g: S('g'), h: S('h'), extra: S('x') },
  { ...key('2'), n: N(2), g: S('g') },
  { ...key('3'), n: N(3), l: S('l') },
]

async function query(input: Partial<QueryInput>): Promise<unknown> {
  const backend = await stored(...items, { pk: S('b'), sk: S('1') })
  const output = await backend.execute('Query', { TableName, ...input })
  return output.Items?.map(({ sk }) => sk?.S).join()
}
async function queryRefusal(input: object): Promise<string> {
  const backend = await stored(...items)
  return refused(backend.execute('Query', { TableName, ...input }))
}

describe('conditions without expressions', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, condition('NULL')]))

  it('are as many as an expression may have', async () => {
    expect(await query({ KeyConditions: inA, QueryFilter: many(300) })).toBe('1,2,3')
    const refusal = `${invalid}More than 300 conditions`
    expect(await queryRefusal({ KeyConditions: inA, QueryFilter: many(301) })).toBe(refusal)
    const backend = await stored()
    const Expected = Object.fromEntries(
      Array.from({ length: 301 }, (_, index) => [`a${index}`, { Exists: false }]),
    )
    expect(await refused(backend.execute('DeleteItem', { TableName, Key: key(), Expected }))).toContain(
      'More than 300 conditions',
    )
  })

  it('have as many values as an expression may have', async () => {
    const values = Array.from({ length: 101 }, (_, index) => N(index))
    expect(await query({ KeyConditions: inA, QueryFilter: { n: condition('IN', ...values.slice(1)) } })).toBe(
      '1,2,3',
    )
    expect(await queryRefusal({ KeyConditions: inA, QueryFilter: { n: condition('IN', ...values) } })).toBe(
      `${invalid}Invalid number of argument(s) for the IN ComparisonOperator`,
    )
  })
})

describe('KeyConditions', () => {
  it.each<[string, Condition | undefined, string]>([
    ['the partition', undefined, '1,2,3'],
    ['EQ', condition('EQ', S('2')), '2'],
    ['LT', condition('LT', S('2')), '1'],
    ['LE', condition('LE', S('2')), '1,2'],
    ['GT', condition('GT', S('2')), '3'],
    ['GE', condition('GE', S('2')), '2,3'],
    ['BETWEEN', condition('BETWEEN', S('2'), S('3')), '2,3'],
    ['BEGINS_WITH', condition('BEGINS_WITH', S('3')), '3'],
  ])('read by %s', async (_, sk, expected) => {
    expect(await query({ KeyConditions: sk === undefined ? inA : { ...inA, sk } })).toBe(expected)
  })

  it('read indexes, those with keys of several attributes too', async () => {
    const g = condition('EQ', S('g'))
    expect(await query({ IndexName: 'byG', KeyConditions: { g }, ScanIndexForward: false })).toBe('2,1')
    const KeyConditions = {
      g,
      h: condition('EQ', S('h')),
      n: condition('EQ', N(1)),
      sk: condition('GE', S('0')),
    }
    expect(await query({ IndexName: 'multi', KeyConditions })).toBe('1')
  })

  it('go with expressions for everything but the key', async () => {
    const values = { ExpressionAttributeValues: { ':n': N(1) } }
    expect(await query({ KeyConditions: inA, FilterExpression: 'n > :n', ...values })).toBe('2,3')
    expect(await query({ KeyConditions: inA, ProjectionExpression: 'sk' })).toBe('1,2,3')
  })

  const missing = 'ValidationException: Query condition missed key schema element: '
  const notIndexable = 'ValidationException: Attempted conditional constraint is not an indexable operation'
  const notSupported = 'ValidationException: Query key condition not supported'
  const count = 'ValidationException: Conditions can be of length 1 or 2 only'

  it.each<[string, Record<string, Condition>, string]>([
    ['none', {}, count],
    ['three', { ...inA, sk: condition('EQ', S('1')), n: condition('EQ', N(1)) }, count],
    ['the sort key alone', { sk: condition('EQ', S('1')) }, `${missing}pk`],
    ['another attribute', { ...inA, n: condition('EQ', N(1)) }, `${missing}sk`],
    ['a range of partitions', { pk: condition('LT', S('a')) }, notSupported],
    ['NE', { pk: condition('NE', S('a')) }, notIndexable],
    ['NE of the sort key', { ...inA, sk: condition('NE', S('a')) }, notIndexable],
    ['IN', { ...inA, sk: condition('IN', S('a'), S('b')) }, notIndexable],
    ['CONTAINS without the partition', { sk: condition('CONTAINS', S('a')) }, `${missing}pk`],
    ['NULL of another attribute', { ...inA, n: condition('NULL') }, `${missing}sk`],
    [
      'another type',
      { pk: condition('EQ', N(1)) },
      `${invalid}Condition parameter type does not match schema type`,
    ],
    [
      'an empty key',
      { pk: condition('EQ', S('')) },
      'ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
    [
      'no value',
      { pk: { ComparisonOperator: 'EQ' } },
      `${invalid}Invalid number of argument(s) for the EQ ComparisonOperator`,
    ],
    [
      'no operator',
      { pk: { AttributeValueList: [] } as never },
      "ValidationException: 1 validation error detected: Value null at 'keyConditions.pk.member.comparisonOperator' failed to satisfy constraint: Member must not be null",
    ],
  ])('are refused: %s', async (_, KeyConditions, expected) => {
    expect(await queryRefusal({ KeyConditions })).toBe(expected)
  })

  it('of a table without a sort key may not name a second attribute', async () => {
    const KeyConditions = { g: condition('EQ', S('g')), h: condition('NE', S('h')) }
    expect(await queryRefusal({ IndexName: 'keysOnly', KeyConditions })).toBe(notSupported)
  })
})

describe('QueryFilter and ScanFilter', () => {
  it('leave out what does not satisfy them', async () => {
    expect(await query({ KeyConditions: inA, QueryFilter: { n: condition('GE', N(2)) } })).toBe('2,3')
    const either = { n: condition('EQ', N(1)), l: condition('NOT_NULL') }
    expect(await query({ KeyConditions: inA, QueryFilter: either })).toBe('')
    expect(await query({ KeyConditions: inA, QueryFilter: either, ConditionalOperator: 'OR' })).toBe('1,3')
    const backend = await stored(...items)
    const scan = (input: Partial<ScanInput>) => backend.execute('Scan', { TableName, ...input })
    const filter = { pk: condition('EQ', S('a')), n: condition('NE', N(2)) }
    expect(await scan({ ScanFilter: filter, Select: 'COUNT' })).toEqual({ Count: 2, ScannedCount: 3 })
    expect((await scan({ ScanFilter: {} })).Count).toBe(3)
  })

  it('are refused where they can say nothing', async () => {
    const QueryFilter = { sk: condition('EQ', S('1')) }
    expect(await queryRefusal({ KeyConditions: inA, QueryFilter })).toBe(
      'ValidationException: QueryFilter can only contain non-primary key attributes: Primary key attribute: sk',
    )
    expect(await queryRefusal({ KeyConditions: inA, ConditionalOperator: 'OR' })).toBe(
      'ValidationException: ConditionalOperator cannot be used without Filter or Expected',
    )
    const one = { n: condition('EQ', N(1)) }
    expect(await queryRefusal({ KeyConditions: inA, QueryFilter: one, ConditionalOperator: 'OR' })).toBe(
      'ValidationException: ConditionalOperator can only be used when Filter or Expected has two or more elements',
    )
    expect(await queryRefusal({ QueryFilter: { n: condition('EQ') } })).toBe(
      `${invalid}Invalid number of argument(s) for the EQ ComparisonOperator`,
    )
    expect(await queryRefusal({ QueryFilter: one })).toBe(
      'ValidationException: Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    )
  })
})

describe('AttributesToGet', () => {
  it('gives the attributes that it names', async () => {
    const backend = await stored(...items)
    const AttributesToGet = ['n', 'zz']
    const wanted = { n: N(1) }
    const got = await backend.execute('GetItem', { TableName, Key: key('1'), AttributesToGet })
    expect(got.Item).toEqual(wanted)
    const queried = await backend.execute('Query', {
      TableName,
      KeyConditions: inA,
      AttributesToGet,
      Limit: 1,
    })
    expect(queried.Items).toEqual([wanted])
    const scanned = await backend.execute('Scan', {
      TableName,
      AttributesToGet,
      Limit: 1,
      Select: 'SPECIFIC_ATTRIBUTES',
    })
    expect(scanned.Items).toEqual([wanted])
  })

  it.each<[string, object, string]>([
    ['a name twice', { AttributesToGet: ['n', 'm', 'n'] }, `${invalid}Duplicate value in attribute name: n`],
    [
      'no name',
      { AttributesToGet: [] },
      "ValidationException: 1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    ['an empty name', { AttributesToGet: [''] }, 'ValidationException: Empty attribute name'],
    [
      'a count',
      { AttributesToGet: ['n'], Select: 'COUNT' },
      'ValidationException: 1 validation error detected: Cannot specify the AttributesToGet when choosing to get only the Count',
    ],
    [
      'everything',
      { AttributesToGet: ['n'], Select: 'ALL_ATTRIBUTES' },
      'ValidationException: 1 validation error detected: Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES',
    ],
  ])('is refused with %s', async (_, input, expected) => {
    const backend = await stored()
    expect(await refused(backend.execute('Scan', { TableName, ...input }))).toBe(expected)
  })

  it('is held against what a global index projects', async () => {
    const backend = await stored()
    const input = { TableName, IndexName: 'keysOnly', AttributesToGet: ['n'] }
    expect(await refused(backend.execute('Scan', input))).toBe(
      `${invalid}Global secondary index keysOnly does not project [n]`,
    )
  })
})
