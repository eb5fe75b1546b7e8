import { describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import type { ExpectedAttributeValue, LegacyConditional } from '../../../src/protocol/legacy.js'
import { N, S, refusal } from '../support.js'
import { TableName, everything, key, outcomeOf, stored } from './support.js'

const failed = 'ConditionalCheckFailedException: The conditional request failed'
const invalid =
  'ValidationException: 1 validation error detected: One or more parameter values were invalid: '

/** What a put with the expectation comes to, on an item with every type. */
async function expected(input: LegacyConditional | object): Promise<string> {
  const backend = await stored({ ...key(), ...everything })
  return outcomeOf(backend.execute('PutItem', { TableName, Item: key(), ...input }))
}

const compared = (name: string, operator: string, ...list: AttributeValue[]) =>
  expected({ Expected: { [name]: { ComparisonOperator: operator, AttributeValueList: list } } })

describe('Expected', () => {
  it.each<[string, string, AttributeValue[]]>([
    ['s', 'EQ', [S('hello')]],
    ['n', 'EQ', [N('5.0')]],
    ['b', 'EQ', [{ B: Uint8Array.of(1, 2, 3) }]],
    ['ss', 'EQ', [{ SS: ['y', 'x'] }]],
    ['li', 'EQ', [{ L: [S('x'), N(1)] }]],
    ['m', 'EQ', [{ M: { a: N(1) } }]],
    ['t', 'EQ', [{ BOOL: true }]],
    ['nu', 'EQ', [{ NULL: true }]],
    ['s', 'NE', [N(5)]],
    ['zz', 'NE', [N(5)]],
    ['n', 'LE', [N(5)]],
    ['n', 'LT', [N(6)]],
    ['n', 'GE', [N(5)]],
    ['s', 'GT', [S('hell')]],
    ['nu', 'NOT_NULL', []],
    ['zz', 'NULL', []],
    ['s', 'CONTAINS', [S('ell')]],
    ['b', 'CONTAINS', [{ B: Uint8Array.of(2, 3) }]],
    ['ns', 'CONTAINS', [N('2')]],
    ['li', 'CONTAINS', [N(1)]],
    ['s', 'NOT_CONTAINS', [S('x')]],
    ['n', 'NOT_CONTAINS', [S('x')]],
    ['s', 'BEGINS_WITH', [S('he')]],
    ['n', 'IN', [N(4), N(5)]],
    ['n', 'BETWEEN', [N(5), N(6)]],
  ])('%s %s %j holds', async (name, operator, list) => {
    expect(await compared(name, operator, ...list)).toBe('accepted')
  })

  it.each<[string, string, AttributeValue[]]>([
    ['n', 'EQ', [S('5')]],
    ['zz', 'EQ', [S('5')]],
    ['s', 'NE', [S('hello')]],
    ['n', 'LT', [N(5)]],
    ['s', 'LT', [N(9)]],
    ['zz', 'LE', [N(9)]],
    ['zz', 'NOT_NULL', []],
    ['nu', 'NULL', []],
    ['ns', 'CONTAINS', [S('2')]],
    ['zz', 'CONTAINS', [S('2')]],
    ['ss', 'NOT_CONTAINS', [S('x')]],
    ['zz', 'NOT_CONTAINS', [S('x')]],
    ['s', 'BEGINS_WITH', [S('lo')]],
    ['n', 'IN', [N(4), N(6)]],
    ['zz', 'IN', [N(4)]],
    ['n', 'BETWEEN', [N(6), N(7)]],
    ['s', 'BETWEEN', [N(1), N(9)]],
  ])('%s %s %j does not hold', async (name, operator, list) => {
    expect(await compared(name, operator, ...list)).toBe(failed)
  })

  it.each<[ExpectedAttributeValue, string]>([
    [{ Value: N(5) }, 'accepted'],
    [{ Value: N(5), Exists: true }, 'accepted'],
    [{ Value: N(6) }, failed],
    [{ Exists: false }, failed],
    [{ ComparisonOperator: 'IN', Value: N(5) }, 'accepted'],
    [{}, `${invalid}Value must be provided when Exists is null for Attribute: n`],
    [{ Exists: true }, `${invalid}Value must be provided when Exists is true for Attribute: n`],
    [{ Exists: false, Value: N(5) }, `${invalid}Value cannot be used when Exists is false for Attribute: n`],
    [
      { Exists: true, ComparisonOperator: 'EQ', Value: N(5) },
      `${invalid}Exists and ComparisonOperator cannot be used together for Attribute: n`,
    ],
    [
      { Value: N(5), AttributeValueList: [N(5)] },
      `${invalid}Value and AttributeValueList cannot be used together for Attribute: n`,
    ],
    [
      { AttributeValueList: [N(5)] },
      `${invalid}AttributeValueList can only be used with a ComparisonOperator for Attribute: n`,
    ],
    [
      { ComparisonOperator: 'EQ' },
      `${invalid}Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: n`,
    ],
    [
      { Value: {} as never },
      'ValidationException: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
  ])('of n %j: %s', async (expectation, outcome) => {
    expect(await expected({ Expected: { n: expectation } })).toBe(outcome)
  })

  it('of an attribute that must not be there holds where it is not', async () => {
    expect(await expected({ Expected: { zz: { Exists: false } } })).toBe('accepted')
  })

  it.each<[string, AttributeValue[], string]>([
    ['EQ', [], 'Invalid number of argument(s) for the EQ ComparisonOperator'],
    ['EQ', [N(1), N(2)], 'Invalid number of argument(s) for the EQ ComparisonOperator'],
    ['IN', [], 'Invalid number of argument(s) for the IN ComparisonOperator'],
    ['BETWEEN', [N(1)], 'Invalid number of argument(s) for the BETWEEN ComparisonOperator'],
    ['NULL', [N(1)], 'Invalid number of argument(s) for the NULL ComparisonOperator'],
    ['IN', [N(1), S('a')], 'AttributeValues inside AttributeValueList must be of same type'],
    ['IN', [{ SS: ['a'] }], 'ComparisonOperator IN is not valid for SS AttributeValue type'],
    ['LT', [{ BOOL: true }], 'ComparisonOperator LT is not valid for BOOL AttributeValue type'],
    ['CONTAINS', [{ L: [] }], 'ComparisonOperator CONTAINS is not valid for L AttributeValue type'],
    ['NOT_CONTAINS', [{ M: {} }], 'ComparisonOperator NOT_CONTAINS is not valid for M AttributeValue type'],
    ['BEGINS_WITH', [N(1)], 'ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type'],
  ])('refuses %s %j', async (operator, list, message) => {
    expect(await compared('n', operator, ...list)).toBe(invalid + message)
  })

  it('refuses bounds in the wrong order', async () => {
    expect(await compared('n', 'BETWEEN', N(2), N(1))).toBe(
      'ValidationException: 1 validation error detected: The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    )
  })

  it('refuses unknown operators', async () => {
    const unknown = { ComparisonOperator: 'LIKE', Value: N(5) }
    expect(await expected({ Expected: { n: unknown } })).toBe(`${invalid}Invalid comparison operator`)
    const Expected = { n: { Value: N(5) }, s: { Value: S('other') } }
    expect(await expected({ ConditionalOperator: 'XOR', Expected })).toBe(
      'ValidationException: 1 validation error detected: Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]',
    )
    expect(await expected({ ConditionalOperator: 'XOR', Expected: { n: unknown } })).toBe(
      'ValidationException: 1 validation error detected: ConditionalOperator can only be used when Filter or Expected has two or more elements',
    )
  })

  it('has to hold as a whole, or in one part where the request says OR', async () => {
    const Expected = { n: { Value: N(5) }, s: { Value: S('other') } }
    expect(await expected({ Expected })).toBe(failed)
    expect(await expected({ Expected, ConditionalOperator: 'AND' })).toBe(failed)
    expect(await expected({ Expected, ConditionalOperator: 'OR' })).toBe('accepted')
  })

  it('takes a conditional operator only between two conditions', async () => {
    const without =
      'ValidationException: 1 validation error detected: ConditionalOperator cannot be used without Filter or Expected'
    expect(await expected({ ConditionalOperator: 'AND' })).toBe(without)
    expect(await expected({ ConditionalOperator: 'AND', Expected: {} })).toBe(without)
    expect(await expected({ ConditionalOperator: 'OR', Expected: { n: { Value: N(5) } } })).toBe(
      'ValidationException: 1 validation error detected: ConditionalOperator can only be used when Filter or Expected has two or more elements',
    )
    expect(await expected({ Expected: {} })).toBe('accepted')
  })

  it('names attributes, never paths', async () => {
    expect(await expected({ Expected: { 'm.a': { Value: N(1) } } })).toBe(failed)
    expect(await expected({ Expected: { 'm.a': { Exists: false } } })).toBe('accepted')
  })

  it('goes with UpdateItem and DeleteItem, which give the item on failure when they are asked to', async () => {
    const backend = await stored({ ...key(), n: N(5) })
    const common = { TableName, Key: key(), Expected: { n: { Value: N(6) } } }
    const returned = { ...common, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const
    for (const operation of ['UpdateItem', 'DeleteItem'] as const) {
      expect((await refusal(backend.execute(operation, returned))).Item).toEqual({ ...key(), n: N(5) })
      expect((await refusal(backend.execute(operation, common))).Item).toBeUndefined()
    }
    await backend.execute('DeleteItem', { ...common, Expected: { n: { Value: N(5) } } })
    expect((await backend.execute('Scan', { TableName })).Count).toBe(0)
  })
})
