import { describe, expect, it } from 'vitest'
import {
  ExpressionAttributesContext,
  parseCondition,
  parseProjection,
} from '../../../src/engine/expressions/index.js'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import { refusal } from './requests.js'

const names = (map: Record<string, string>) =>
  refusal(() => new ExpressionAttributesContext(map, undefined).assertAllUsed())
const valuesOf = (map: AttributeMap) =>
  refusal(() => new ExpressionAttributesContext(undefined, map).assertAllUsed())
const text: AttributeValue = { S: 'x' }

describe('placeholders of a request', () => {
  it.each([
    ['a', 'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'],
    ['#', 'ExpressionAttributeNames contains invalid key: Syntax error; key: "#"'],
    ['# a', 'ExpressionAttributeNames contains invalid key: Syntax error; key: "# a"'],
    ['#a-b', 'ExpressionAttributeNames contains invalid key: Syntax error; key: "#a-b"'],
    ['#é', 'ExpressionAttributeNames contains invalid key: Syntax error; key: "#é"'],
    [
      '',
      'ExpressionAttributeNames contains invalid key: The expression attribute map contains an empty key;',
    ],
    [
      `#${'n'.repeat(255)}`,
      'ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too long; size of key: 256',
    ],
    ['#1a', 'Value provided in ExpressionAttributeNames unused in expressions: keys: {#1a}'],
    ['#_', 'Value provided in ExpressionAttributeNames unused in expressions: keys: {#_}'],
  ])('may not be called %s for a name', (key, message) => {
    expect(names({ [key]: 'a' })).toBe(message)
  })

  it('need characters that can be read, and those of two units are shown whole', () => {
    const context = new ExpressionAttributesContext(undefined, undefined)
    expect(refusal(() => parseCondition('a = 😀', 'ConditionExpression', context))).toBe(
      'Invalid ConditionExpression: Syntax error; token: "😀", near: "= 😀"',
    )
  })

  it('stand for names that there can be', () => {
    expect(names({ '#a': '' })).toBe(
      'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
    )
    expect(names({ '#a': 'x'.repeat(65_536) })).toBe(
      'ExpressionAttributeNames contains invalid value: ' +
        'Attribute name is too large, must be less than 65536 bytes for key #a',
    )
  })

  it.each([
    ['a', 'ExpressionAttributeValues contains invalid key: Syntax error; key: "a"'],
    [':', 'ExpressionAttributeValues contains invalid key: Syntax error; key: ":"'],
    ['#a', 'ExpressionAttributeValues contains invalid key: Syntax error; key: "#a"'],
    [':1', 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:1}'],
  ])('may not be called %s for a value', (key, message) => {
    expect(valuesOf({ [key]: text })).toBe(message)
  })

  it('stand for values that are valid', () => {
    expect(valuesOf({ ':a': { N: 'x' } })).toBe(
      'ExpressionAttributeValues contains invalid value: ' +
        'The parameter cannot be converted to a numeric value: x for key :a',
    )
    expect(valuesOf({ ':a': {} as AttributeValue })).toBe(
      'ExpressionAttributeValues contains invalid value: ' +
        'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :a',
    )
    expect(valuesOf({ ':a': { S: 'x'.repeat(2 * 1024 * 1024) } })).toBe(
      'ExpressionAttributeValues exceeds max size',
    )
  })

  it('are there when they are given', () => {
    expect(names({})).toBe('ExpressionAttributeNames must not be empty')
    expect(valuesOf({})).toBe('ExpressionAttributeValues must not be empty')
  })

  it('are no more than expressions can use', () => {
    const many = (sign: string, count: number) =>
      Array.from({ length: count }, (_, index) => [`${sign}${index}`, 'a'] as const)
    expect(names(Object.fromEntries(many('#', 5001)))).toBe(
      'ExpressionAttributeNames has more than 5000 keys',
    )
    const values = many(':', 5001).map(([key, text]) => [key, { S: text }] as const)
    expect(valuesOf(Object.fromEntries(values))).toBe('ExpressionAttributeValues has more than 5000 keys')
  })

  it('must all be used, by any of the expressions', () => {
    const context = new ExpressionAttributesContext({ '#a': 'a', '#b': 'b' }, { ':v': text })
    parseCondition('#a = :v', 'FilterExpression', context)
    expect(refusal(() => context.assertAllUsed())).toBe(
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}',
    )
    parseProjection('#b', context)
    expect(refusal(() => context.assertAllUsed())).toBe('accepted')
  })

  it('are copied, so that the caller may change them', () => {
    const bytes = Uint8Array.of(1)
    const context = new ExpressionAttributesContext(undefined, { ':v': { B: bytes } })
    bytes[0] = 2
    expect(context.useValue(':v')).toEqual({ B: Uint8Array.of(1) })
  })
})
