import { describe, expect, it } from 'vitest'
import { assertSelect, readRequest, readStartKey } from '../../../src/engine/reads/read-request.js'
import type { ReadMembers } from '../../../src/engine/reads/read-request.js'
import { S } from '../support.js'
import { refusalOf } from '../tables/tables.js'

const invalid = '1 validation error detected: '

describe('Select', () => {
  it('is one of those that there are', () => {
    expect(refusalOf(() => assertSelect({ TableName: 'shop', Select: 'SOME' as never }))).toBe(
      "1 validation error detected: Value 'SOME' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
    )
  })

  it.each<[Omit<ReadMembers, 'TableName'>, string]>([
    [{}, 'accepted'],
    [{ Select: 'COUNT' }, 'accepted'],
    [{ Select: 'SPECIFIC_ATTRIBUTES', ProjectionExpression: 'a' }, 'accepted'],
    [{ Select: 'ALL_PROJECTED_ATTRIBUTES', IndexName: 'byG' }, 'accepted'],
    [
      { Select: 'SPECIFIC_ATTRIBUTES' },
      `${invalid}Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES`,
    ],
    [
      { Select: 'COUNT', ProjectionExpression: 'a' },
      `${invalid}Cannot specify the ProjectionExpression when choosing to get only the Count`,
    ],
    [
      { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'a' },
      `${invalid}Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES`,
    ],
    [
      { Select: 'ALL_PROJECTED_ATTRIBUTES' },
      `${invalid}ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName`,
    ],
  ])('goes with projection and index: %j', (members, expected) => {
    expect(refusalOf(() => assertSelect({ TableName: 'shop', ...members }))).toBe(expected)
  })
})

describe('the starting key of a request', () => {
  it('is a copy of what the caller passed', () => {
    const given = { pk: { B: Uint8Array.of(1) } }
    const read = readStartKey(given)
    given.pk.B[0] = 2
    expect(read).toEqual({ pk: { B: Uint8Array.of(1) } })
    expect(readStartKey(undefined)).toBeUndefined()
  })

  it('says where a faulty value stands in a scan, of faults that have a place', () => {
    const empty = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
    expect(refusalOf(() => readStartKey({ pk: {} as never }))).toBe(empty)
    expect(refusalOf(() => readStartKey({ pk: {} as never }, true))).toBe(
      `The provided starting key is invalid: ${empty}`,
    )
    expect(refusalOf(() => readStartKey({ pk: { N: 'x' } }, true))).toBe(
      'The parameter cannot be converted to a numeric value: x',
    )
    expect(refusalOf(() => readStartKey({ '': S('x') }, true))).toBe('Empty attribute name')
  })
})

describe('readRequest', () => {
  it('takes nulls for absent members, as JSON writes them', () => {
    const input = { TableName: 'shop', IndexName: null, Select: null, Limit: null, ConsistentRead: null }
    const request = readRequest(
      'shop',
      input as never,
      { pk: S('a') },
      { filter: undefined, projection: undefined },
    )
    expect(request).toEqual({
      tableName: 'shop',
      indexName: undefined,
      select: undefined,
      limit: undefined,
      isConsistent: false,
      startKey: { pk: S('a') },
      filter: undefined,
      projection: undefined,
      capacity: undefined,
    })
  })
})
