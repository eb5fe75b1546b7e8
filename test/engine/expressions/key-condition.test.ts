import { describe, expect, it } from 'vitest'
import type { KeySchema } from '../../../src/engine/expressions/index.js'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { keyCondition, refusal } from './requests.js'

const values: Record<string, AttributeValue> = {
  ':a': { S: 'a' },
  ':b': { S: 'b' },
  ':c': { S: 'c' },
  ':n': { N: '1' },
  ':n2': { N: '2' },
  ':e': { S: '' },
  ':eb': { B: new Uint8Array() },
  ':bool': { BOOL: true },
  ':ss': { SS: ['a'] },
}
const given = (text: string) =>
  Object.fromEntries(Object.entries(values).filter(([key]) => new RegExp(`${key}\\b`).test(text)))

const table: KeySchema = { partition: [{ name: 'pk', type: 'S' }], sort: [{ name: 'sk', type: 'N' }] }
const partitionOnly: KeySchema = { partition: [{ name: 'pk', type: 'S' }], sort: [] }
const multi: KeySchema = {
  indexName: 'gsi',
  partition: [
    { name: 'p1', type: 'S' },
    { name: 'p2', type: 'S' },
  ],
  sort: [
    { name: 's1', type: 'S' },
    { name: 's2', type: 'N' },
    { name: 's3', type: 'S' },
  ],
}
const resolve = (text: string, schema = table) => keyCondition(text, given(text), schema)
const refuse = (text: string, schema = table) => refusal(() => resolve(text, schema))

describe('a key condition', () => {
  it('names a partition', () => {
    expect(resolve('pk = :a')).toEqual({ partition: [{ S: 'a' }], sortEquals: [], range: undefined })
    expect(resolve(':a = pk', partitionOnly).partition).toEqual([{ S: 'a' }])
  })

  it.each<[string, object]>([
    ['sk < :n', { operator: '<', value: { N: '1' } }],
    ['sk <= :n', { operator: '<=', value: { N: '1' } }],
    ['sk > :n', { operator: '>', value: { N: '1' } }],
    ['sk >= :n', { operator: '>=', value: { N: '1' } }],
    [':n < sk', { operator: '>', value: { N: '1' } }],
    [':n >= sk', { operator: '<=', value: { N: '1' } }],
    ['(sk between :n and :n2)', { operator: 'between', lower: { N: '1' }, upper: { N: '2' } }],
  ])('narrows it by %s', (text, range) => {
    expect(resolve(`pk = :a and ${text}`)).toEqual({ partition: [{ S: 'a' }], sortEquals: [], range })
    expect(resolve(`${text} and pk = :a`).range).toEqual(range)
  })

  it('narrows it to one sort key', () => {
    expect(resolve('((sk = :n) and (pk = :a))')).toEqual({
      partition: [{ S: 'a' }],
      sortEquals: [{ N: '1' }],
      range: undefined,
    })
  })

  it('takes up to four attributes on each side, in any order of the text', () => {
    expect(resolve('s2 = :n and p2 = :b and begins_with(s3, :c) and s1 = :c and p1 = :a', multi)).toEqual({
      partition: [{ S: 'a' }, { S: 'b' }],
      sortEquals: [{ S: 'c' }, { N: '1' }],
      range: { operator: 'begins_with', prefix: { S: 'c' } },
    })
    expect(resolve('p1 = :a and p2 = :b and s1 > :c', multi).range).toEqual({
      operator: '>',
      value: { S: 'c' },
    })
  })

  const invalid = 'Invalid KeyConditionExpression: KeyConditionExpressions'
  const nested = `${invalid} cannot have conditions on nested attributes`
  it.each([
    ['pk = :a and sk <> :n', 'Invalid operator used in KeyConditionExpression: <>'],
    ['pk = :a or sk = :n', 'Invalid operator used in KeyConditionExpression: OR'],
    ['not pk = :a', 'Invalid operator used in KeyConditionExpression: NOT'],
    ['pk = :a and sk in (:n)', 'Invalid operator used in KeyConditionExpression: IN'],
    ['pk = :a and attribute_exists(sk)', 'Invalid operator used in KeyConditionExpression: attribute_exists'],
    ['attribute_not_exists(pk)', 'Invalid operator used in KeyConditionExpression: attribute_not_exists'],
    ['contains(pk, :a)', 'Invalid operator used in KeyConditionExpression: contains'],
    ['pk = :a and (sk = :n or sk = :n2)', 'Invalid operator used in KeyConditionExpression: OR'],
    ['pk = :a and size(sk) = :n', 'KeyConditionExpressions cannot contain nested operations'],
    ['pk = :a and sk between size(pk) and :n', 'KeyConditionExpressions cannot contain nested operations'],
    ['pk.x = :a', nested],
    ['pk = :a and sk[0] = :n', nested],
    [':a = :a and pk.x = :a', nested],
    [
      'pk = sk',
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    ],
    [
      'pk between :a and sk',
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    ],
    [
      'begins_with(pk, sk)',
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    ],
    [':a = :a', 'Invalid condition in KeyConditionExpression: No key attribute specified'],
    [
      ':n between sk and sk',
      'Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand',
    ],
    [
      'begins_with(:a, sk)',
      'Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand',
    ],
    ['pk = :a and pk = :a', `${invalid} must only contain one condition per key`],
    ['pk = :a and sk > :n and sk < :n2', `${invalid} must only contain one condition per key`],
    ['pk < :a', 'Query key condition not supported'],
    ['pk > :a and zz = :b', 'Query key condition not supported'],
    ['sk = :n', 'Query condition missed key schema element: pk'],
    ['zz = :b', 'Query condition missed key schema element: pk'],
    ['pk = :a and zz = :n', 'Query condition missed key schema element: sk'],
    [
      'pk = :a and sk = :n and zz = :c',
      'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
    ],
    [
      'pk = :n',
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      'pk = :bool',
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      'pk < :n',
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      'pk = :a and sk = :b',
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      'pk = :a and begins_with(sk, :b)',
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      'pk = :e',
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
  ])('%s is refused', (text, message) => {
    expect(refuse(text)).toBe(message)
  })

  it.each([
    ['pk = :zz', 'An expression attribute value used in expression is not defined; attribute value: :zz'],
    [
      'pk = :a and sk < :ss',
      'Incorrect operand type for operator or function; operator or function: <, operand type: SS',
    ],
    ['pk a', 'Syntax error; token: "a", near: "pk a"'],
    ['name = :a', 'Attribute name is a reserved keyword; reserved keyword: name'],
    [
      'pk = :a and sk between :n2 and :n',
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
        'lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}',
    ],
  ])('%s is refused as any condition would be', (text, message) => {
    expect(refuse(text)).toBe(`Invalid KeyConditionExpression: ${message}`)
  })

  it('has no second attribute to name where there is no sort key', () => {
    expect(refuse('pk = :a and sk = :n', partitionOnly)).toBe(
      'The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)',
    )
  })

  it('refuses empty binaries', () => {
    const binary: KeySchema = { partition: [{ name: 'pk', type: 'B' }], sort: [] }
    expect(refuse('pk = :eb', binary)).toMatch(/cannot contain an empty binary value\. Key: pk$/)
  })

  const partitionMessage = (names: string) =>
    `HASH key attributes ${names} must have equality conditions specified in the query`
  const gap = (names: string, conditioned: string) =>
    `RANGE key attributes ${names} must have equality conditions specified in the query ` +
    `because a condition is present on key attribute ${conditioned}`
  it.each([
    ['p1 = :a', partitionMessage('p2')],
    ['zz = :a', partitionMessage('p1, p2')],
    ['p1 = :a and p2 > :b', partitionMessage('p2')],
    ['p1 > :a', partitionMessage('p2')],
    ['s1 = :c', partitionMessage('p1, p2')],
    ['p1 = :a and p2 = :b and s2 = :n', gap('s1', 's2')],
    ['p1 = :a and p2 = :b and s3 = :c', gap('s1, s2', 's3')],
    ['p1 = :a and p2 = :b and s1 = :c and s3 = :c', gap('s2', 's3')],
    ['p1 = :a and p2 = :b and s1 > :c and s2 = :n', gap('s1', 's2')],
    ['p1 = :a and p2 = :b and zz = :c', 'Query condition missed key schema element: s1'],
    [
      'p1 = :a and p2 = :b and s1 = :c and s2 = :n and s3 = :c and zz = :c',
      'The number of query conditions (6) exceeds the number of key attributes defined in the schema (5)',
    ],
    [
      'p1 = :n and p2 = :b',
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      'p1 = :a and p2 = :b and s1 = :e',
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
        'The AttributeValue for a key attribute cannot contain an empty string value. IndexName: gsi, IndexKey: s1',
    ],
  ])('%s is refused on a key of several attributes', (text, message) => {
    expect(refuse(text, multi)).toBe(message)
  })
})
