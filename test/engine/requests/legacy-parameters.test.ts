import { describe, expect, it } from 'vitest'
import type { OperationName } from '../../../src/protocol/backend.js'
import { assertNoLegacyParameters } from '../../../src/engine/requests/legacy-parameters.js'
import { S, backendWith, refused } from '../support.js'
import { refusalOf } from '../tables/tables.js'

const key = { pk: S('a'), sk: S('1') }

describe('legacy parameters', () => {
  it.each<[OperationName, object, string]>([
    ['PutItem', { Item: key }, 'Expected'],
    ['PutItem', { Item: key }, 'ConditionalOperator'],
    ['DeleteItem', { Key: key }, 'Expected'],
    ['DeleteItem', { Key: key }, 'ConditionalOperator'],
    ['UpdateItem', { Key: key }, 'AttributeUpdates'],
    ['UpdateItem', { Key: key }, 'Expected'],
    ['UpdateItem', { Key: key }, 'ConditionalOperator'],
    ['GetItem', { Key: key }, 'AttributesToGet'],
    ['Query', {}, 'KeyConditions'],
    ['Query', {}, 'QueryFilter'],
    ['Query', {}, 'AttributesToGet'],
    ['Query', {}, 'ConditionalOperator'],
    ['Scan', {}, 'ScanFilter'],
    ['Scan', {}, 'AttributesToGet'],
    ['Scan', {}, 'ConditionalOperator'],
  ])('of %s %j are refused, never passed over: %s', async (operation, input, parameter) => {
    const backend = await backendWith()
    const call = backend.execute(operation, { TableName: 'shop', ...input, [parameter]: {} })
    expect(await refused(call)).toBe(
      `ValidationException: The parameter ${parameter} is not supported by this engine yet: use an expression instead`,
    )
    expect((await backend.execute('Scan', { TableName: 'shop' })).Count).toBe(0)
  })

  it('count as absent when they are null, and others are ignored as the service ignores them', () => {
    const input = { Expected: null, QueryFilter: undefined, Unheard: 1 }
    expect(refusalOf(() => assertNoLegacyParameters(input, ['Expected', 'QueryFilter']))).toBe('accepted')
  })
})
