import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import { readCheck, readDelete, readPut, readUpdate } from '../../../src/engine/writes/write-members.js'
import { S } from '../support.js'
import { refusalOf } from '../tables/tables.js'

const cache = new ExpressionCache()
const Key = { pk: S('a'), sk: S('1') }

describe('the members of a write', () => {
  it('are copied and put into their stored form', () => {
    const Item = { ...Key, n: { N: '1.0' }, b: { B: Uint8Array.of(1) } }
    const request = readPut('shop', { Item }, cache)
    Item.b.B[0] = 9
    expect(request).toEqual({
      kind: 'put',
      tableName: 'shop',
      condition: undefined,
      returnsItemOnFailure: false,
      item: { ...Key, n: { N: '1' }, b: { B: Uint8Array.of(1) } },
      sizeBytes: 2 + 1 + 2 + 1 + 1 + 2 + 1 + 1,
    })
  })

  it('become a request of their kind, with parsed expressions', () => {
    const condition = { Key, ConditionExpression: 'attribute_exists(pk)' }
    const exists = { kind: 'exists', path: ['pk'], isExpected: true }
    expect(readCheck('shop', condition, cache)).toMatchObject({ kind: 'check', condition: exists })
    expect(readDelete('shop', condition, cache)).toMatchObject({ kind: 'delete', condition: exists })
    const update = {
      ...condition,
      UpdateExpression: 'REMOVE x',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const
    expect(readUpdate('shop', update, cache)).toMatchObject({
      kind: 'update',
      condition: exists,
      update: { actions: [{ section: 'REMOVE', path: ['x'] }] },
      returnsItemOnFailure: true,
    })
  })

  it('may be as large as an item, and no larger', () => {
    const sized = (sizeBytes: number) => ({ Item: { pk: S('x'.repeat(sizeBytes - 2)) } })
    expect(refusalOf(() => readPut('shop', sized(400 * 1024), cache))).toBe('accepted')
    expect(refusalOf(() => readPut('shop', sized(400 * 1024 + 1), cache))).toBe(
      'Item size has exceeded the maximum allowed size',
    )
  })

  it('are checked in the order placeholders, values, the caller’s own checks, expressions', () => {
    const refusal = (Item: object, ConditionExpression: string | undefined, names?: Record<string, string>) =>
      refusalOf(() =>
        readPut(
          'shop',
          { Item: Item as never, ConditionExpression, ExpressionAttributeNames: names },
          cache,
          () => {
            throw new RangeError('own check')
          },
        ),
      )
    expect(refusal({ a: {} }, undefined, { '#a': 'a' })).toMatch(/^ExpressionAttributeNames can only/)
    expect(refusal({ a: {} }, 'broken')).toMatch(/^Supplied AttributeValue is empty/)
    expect(() => refusal(Key, 'broken')).toThrow('own check')
  })
})
