import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import { inEnvelope } from '../../../src/engine/requests/layers.js'
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

  it('are checked in the order placeholders, values, what is returned, what is expected, size', () => {
    const refusal = (Item: object, own: object, names?: Record<string, string>) =>
      refusalOf(() => readPut('shop', { Item: Item as never, ExpressionAttributeNames: names }, cache, own))
    const tooLarge = { pk: S('x'.repeat(400 * 1024)) }
    const faulty = { Expected: { a: {} } }
    const returnsNew = { ReturnValues: 'ALL_NEW', ...faulty }
    expect(refusal({ a: {} }, returnsNew, { '#a': 'a' })).toMatch(/^ExpressionAttributeNames can only/)
    expect(refusal({ a: {} }, returnsNew)).toMatch(/^Supplied AttributeValue is empty/)
    expect(refusal(tooLarge, returnsNew)).toBe('ReturnValues can only be ALL_OLD or NONE')
    expect(refusal(tooLarge, faulty)).toMatch(/Value must be provided when Exists is null for Attribute: a$/)
    expect(refusal(tooLarge, {})).toBe('Item size has exceeded the maximum allowed size')
  })

  it('name the placeholder of an empty set in the older words alone, and never the key', () => {
    const values = { ':s': { SS: [] } }
    const update = { Key, UpdateExpression: 'SET a = :s', ExpressionAttributeValues: values }
    const empty = 'One or more parameter values were invalid: An string set  may not be empty'
    const named = `ExpressionAttributeValues contains invalid value: ${empty} for key :s`
    expect(refusalOf(() => readUpdate('shop', update, cache))).toBe(named)
    const newer = (act: () => unknown) => refusalOf(() => inEnvelope(act)(undefined, cache))
    expect(newer(() => readUpdate('shop', update, cache))).toBe(`1 validation error detected: ${empty}`)
    expect(newer(() => readDelete('shop', { Key: { pk: { SS: [] } } }, cache))).toBe(empty)
  })

  it('are not looked for in an action of a transaction', () => {
    const action = { Item: Key, Expected: { a: {} }, ReturnValues: 'ALL_NEW' }
    expect(readPut('shop', action, cache).condition).toBeUndefined()
  })
})
