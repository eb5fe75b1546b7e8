import { describe, expect, it } from 'vitest'
import { Constraints } from '../../../src/engine/requests/constraints.js'
import {
  assertTableNameNotEmpty,
  constrainIndexName,
  constrainTableName,
  existingTableNameOf,
  tableNameIn,
  tableNameOf,
} from '../../../src/engine/requests/names.js'
import { refusalOf } from '../tables/tables.js'

describe('the name of a table', () => {
  it('may be an ARN', () => {
    expect(tableNameOf('arn:aws:dynamodb:eu-west-1:123456789012:table/shop')).toBe('shop')
    expect(tableNameOf('a.b-c_9')).toBe('a.b-c_9')
    expect(tableNameIn('a.b-c_9')).toBe('a.b-c_9')
  })

  it.each([
    [undefined, "Value null at 'tableName' failed to satisfy constraint: Member must not be null"],
    [
      '',
      "Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'no spaces',
      "Value 'no spaces' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    ],
    [
      'x'.repeat(256),
      `Value '${'x'.repeat(256)}' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255`,
    ],
  ])('is refused alone and at once when it is none: %#', (name, fault) => {
    expect(refusalOf(() => tableNameOf(name))).toBe(`1 validation error detected: ${fault}`)
  })
})

describe('the name of a table that operations on tables look for', () => {
  it.each(['', 'x'.repeat(256)])('has a length: %#', (name) => {
    expect(refusalOf(() => existingTableNameOf(name))).toBe(
      'TableName must be at least 3 characters long and at most 255 characters long',
    )
  })

  it('is like others otherwise', () => {
    expect(existingTableNameOf('shop')).toBe('shop')
    expect(refusalOf(() => existingTableNameOf('a b'))).toMatch(/regular expression pattern/)
    expect(refusalOf(() => existingTableNameOf(undefined))).toMatch(/must not be null/)
  })
})

describe('the name of the table of an operation on items', () => {
  it('is not empty, in the words of the newer layer', () => {
    expect(refusalOf(() => assertTableNameNotEmpty(''))).toBe(
      "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
    expect(refusalOf(() => assertTableNameNotEmpty('a b'))).toBe('accepted')
  })

  it('may have several faults in a transaction', () => {
    const constraints = new Constraints()
    constrainTableName(constraints, '', 'path')
    expect(refusalOf(() => constraints.assertSatisfied())).toBe(
      "2 validation errors detected: Value '' at 'path' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value '' at 'path' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    )
  })
})

describe('the name of an index', () => {
  it.each([
    ['byG', 'accepted'],
    ['ab', 'greater than or equal to 3'],
    ['x'.repeat(256), 'less than or equal to 255'],
    ['by g', 'regular expression pattern'],
  ])('of %# has three letters or more, of those that tables have', (name, expected) => {
    const constraints = new Constraints()
    constrainIndexName(constraints, name, 'indexName')
    expect(refusalOf(() => constraints.assertSatisfied())).toContain(expected)
  })
})
