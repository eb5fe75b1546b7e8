import { describe, expect, it } from 'vitest'
import { Constraints } from '../../../src/engine/requests/constraints.js'
import {
  constrainIndexName,
  tableNameIn,
  tableNameOf,
  tableReferenceOf,
} from '../../../src/engine/requests/names.js'
import { refusalOf } from '../tables/tables.js'

describe('the name of a table', () => {
  it('may be an ARN', () => {
    expect(tableNameOf('arn:aws:dynamodb:eu-west-1:123456789012:table/shop')).toBe('shop')
    expect(tableNameOf('a.b-c_9')).toBe('a.b-c_9')
    expect(tableNameIn('a.b-c_9')).toBe('a.b-c_9')
    const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop'
    expect(tableReferenceOf(arn)).toBe(arn)
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
