import { describe, expect, it } from 'vitest'
import { compileKeyCondition, type KeyCondition } from '../../src/expressions/key-condition.js'
import { storedPlace } from '../../src/expressions/place.js'
import { compiled } from './order.js'

const pk = storedPlace('pk')
const sk = storedPlace('sk')
const textOf = (...conditions: KeyCondition[]) =>
  compiled((context) => compileKeyCondition({ kind: 'key-condition', conditions }, context))

describe('compileKeyCondition', () => {
  it.each(['=', '<', '<=', '>', '>='] as const)('writes %s', (operator) => {
    expect(
      textOf({ place: pk, operator: '=', value: { S: 'a' } }, { place: sk, operator, value: { N: '1' } }),
    ).toEqual({
      text: `pk = :0 AND sk ${operator} :1`,
      values: { ':0': { S: 'a' }, ':1': { N: '1' } },
    })
  })

  it('writes begins_with and BETWEEN, and shares values', () => {
    expect(textOf({ place: sk, operator: 'begins_with', value: { S: 'a' } }).text).toBe('begins_with(sk, :0)')
    expect(textOf({ place: sk, operator: 'BETWEEN', lower: { S: 'a' }, upper: { S: 'a' } })).toEqual({
      text: 'sk BETWEEN :0 AND :0',
      values: { ':0': { S: 'a' } },
    })
  })

  it('takes several attributes of each key, whatever their names', () => {
    const conditions = ['tenantId', 'region', 'placedAt', 'order'].map((name): KeyCondition => ({
      place: storedPlace(name),
      operator: '=',
      value: { S: name },
    }))
    expect(textOf(...conditions)).toEqual({
      text: 'tenantId = :0 AND #0 = :1 AND placedAt = :2 AND #1 = :3',
      names: { '#0': 'region', '#1': 'order' },
      values: {
        ':0': { S: 'tenantId' },
        ':1': { S: 'region' },
        ':2': { S: 'placedAt' },
        ':3': { S: 'order' },
      },
    })
  })
})
