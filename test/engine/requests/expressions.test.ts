import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import type { ExpressionMembers } from '../../../src/engine/requests/expressions.js'
import { assertPlaceholdersUsable, parseExpressions } from '../../../src/engine/requests/expressions.js'
import { N, S } from '../support.js'
import { refusalOf } from '../tables/tables.js'

const names = { ExpressionAttributeNames: { '#a': 'a' } }
const values = { ExpressionAttributeValues: { ':v': S('x') } }
const usable = (...parameters: Parameters<typeof assertPlaceholdersUsable>) =>
  refusalOf(() => assertPlaceholdersUsable(...parameters))
const parse = (input: ExpressionMembers) => parseExpressions(input, new ExpressionCache())
const onlyWith = 'can only be specified when using expressions'

describe('placeholders', () => {
  it('need an expression', () => {
    expect(usable(names, ['ConditionExpression'])).toBe(`ExpressionAttributeNames ${onlyWith}`)
    expect(usable({ ...names, ConditionExpression: '#a = #a' }, ['ConditionExpression'])).toBe('accepted')
    expect(usable({}, ['ConditionExpression'])).toBe('accepted')
  })

  it('for values need an expression in which values can stand', () => {
    expect(usable(values, ['ConditionExpression'])).toBe(
      `ExpressionAttributeValues ${onlyWith}: ConditionExpression is null`,
    )
    expect(usable(values, ['UpdateExpression', 'ConditionExpression'])).toBe(
      `ExpressionAttributeValues ${onlyWith}: UpdateExpression and ConditionExpression are null`,
    )
    const projecting = { ...values, ProjectionExpression: 'a' }
    expect(usable(projecting, ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'])).toBe(
      `ExpressionAttributeValues ${onlyWith}: FilterExpression and KeyConditionExpression are null`,
    )
  })
})

describe('the expressions of a request', () => {
  it('are parsed each into its own member', () => {
    const parsed = parse({
      KeyConditionExpression: 'pk = :v',
      FilterExpression: 'attribute_exists(#a)',
      ProjectionExpression: 'b',
      ...names,
      ...values,
    })
    expect([parsed.update, parsed.condition]).toEqual([undefined, undefined])
    expect(parsed.keyCondition?.condition).toMatchObject({ kind: 'comparison', right: { value: S('x') } })
    expect(parsed.filter).toEqual({ kind: 'exists', path: ['a'], isExpected: true })
    expect(parsed.projection?.paths).toEqual([['b']])
  })

  it('share placeholders, which must all be used by one of them', () => {
    const update = { UpdateExpression: 'SET n = :v', ConditionExpression: 'n < :v' }
    expect(refusalOf(() => parse({ ...update, ...values }))).toBe('accepted')
    expect(refusalOf(() => parse({ ...update, ExpressionAttributeValues: { ':v': N(1), ':w': N(2) } }))).toBe(
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}',
    )
  })

  it('are faulted in the order of the service: the update before the condition', () => {
    expect(refusalOf(() => parse({ UpdateExpression: 'SET', ConditionExpression: 'a =' }))).toBe(
      'Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET"',
    )
  })

  it('count as given when they are empty, and as absent when they are null', () => {
    expect(refusalOf(() => parse({ ConditionExpression: '' }))).toBe(
      'Invalid ConditionExpression: The expression can not be empty;',
    )
    expect(parse({ ConditionExpression: null as never }).condition).toBeUndefined()
    const nulls: object = { ExpressionAttributeNames: null, ExpressionAttributeValues: null }
    expect(parse({ ConditionExpression: 'attribute_exists(a)', ...nulls }).condition).toBeDefined()
  })
})
