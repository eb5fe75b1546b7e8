import { describe, expect, it } from 'vitest'
import type { OperationName } from '../../../src/protocol/backend.js'
import { assertNotMixed } from '../../../src/engine/legacy/mixing.js'
import { N, S, refused } from '../support.js'
import { refusalOf } from '../tables/tables.js'
import { TableName, key, stored } from './support.js'

const conditions = { pk: { ComparisonOperator: 'EQ', AttributeValueList: [S('a')] } }

describe('expressions and the parameters that they replace', () => {
  it.each<[OperationName, object, string, string]>([
    ['PutItem', { Item: key(), Expected: {}, ConditionExpression: '' }, 'Expected', 'ConditionExpression'],
    [
      'DeleteItem',
      { Key: key(), Expected: {}, ConditionalOperator: 'OR', ConditionExpression: '' },
      'Expected, ConditionalOperator',
      'ConditionExpression',
    ],
    [
      'UpdateItem',
      { Key: key(), Expected: {}, AttributeUpdates: {}, ConditionExpression: '', UpdateExpression: '' },
      'AttributeUpdates, Expected',
      'UpdateExpression, ConditionExpression',
    ],
    [
      'UpdateItem',
      { Key: key(), AttributeUpdates: { n: { Value: N(1) } }, ConditionExpression: 'a = b' },
      'AttributeUpdates',
      'ConditionExpression',
    ],
    [
      'GetItem',
      { Key: key(), AttributesToGet: ['a'], ProjectionExpression: 'a' },
      'AttributesToGet',
      'ProjectionExpression',
    ],
    [
      'Query',
      {
        AttributesToGet: ['a'],
        QueryFilter: {},
        ConditionalOperator: 'OR',
        KeyConditions: conditions,
        KeyConditionExpression: '',
        FilterExpression: '',
        ProjectionExpression: '',
      },
      'AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions',
      'ProjectionExpression, FilterExpression, KeyConditionExpression',
    ],
    [
      'Query',
      { KeyConditions: conditions, QueryFilter: {}, FilterExpression: 'a = b' },
      'QueryFilter',
      'FilterExpression',
    ],
    [
      'Scan',
      { AttributesToGet: ['a'], ScanFilter: {}, ConditionalOperator: 'OR', FilterExpression: 'a = b' },
      'AttributesToGet, ScanFilter, ConditionalOperator',
      'FilterExpression',
    ],
  ])('are refused together: %s %j', async (operation, input, legacy, expressions) => {
    const backend = await stored()
    const isWrite = operation.endsWith('Item') && operation !== 'GetItem'
    const detected = isWrite ? '1 validation error detected: ' : ''
    expect(await refused(backend.execute(operation, { TableName, ...input }))).toBe(
      `ValidationException: ${detected}Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${legacy}} Expression parameters: {${expressions}}`,
    )
  })

  it('count as absent when they are null', () => {
    const input = { Expected: null, ConditionExpression: 'a', QueryFilter: {}, FilterExpression: null }
    expect(refusalOf(() => assertNotMixed(input, ['ConditionExpression'], ['Expected']))).toBe('accepted')
    expect(refusalOf(() => assertNotMixed(input, ['FilterExpression'], ['QueryFilter']))).toBe('accepted')
  })

  it('do not lend each other their placeholders', async () => {
    const backend = await stored()
    const names = { ExpressionAttributeNames: { '#n': 'n' }, Expected: { n: { Value: N(1) } } }
    expect(await refused(backend.execute('PutItem', { TableName, Item: key(), ...names }))).toBe(
      'ValidationException: 1 validation error detected: ExpressionAttributeNames can only be specified when using expressions',
    )
  })
})
