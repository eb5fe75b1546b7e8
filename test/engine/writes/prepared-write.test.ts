import { describe, expect, it } from 'vitest'
import type { UpdateItemInput } from '../../../src/protocol/items.js'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import type { Table } from '../../../src/engine/tables/table.js'
import { applyWrite, keyOfWrite, prepareWrite } from '../../../src/engine/writes/prepared-write.js'
import { readCheck, readDelete, readPut, readUpdate } from '../../../src/engine/writes/write-members.js'
import type { WriteRequest } from '../../../src/engine/writes/write-request.js'
import { N, S, hash, range, shop } from '../support.js'
import { refusalOf, tableOf } from '../tables/tables.js'

const cache = new ExpressionCache()
const Key = { pk: S('a'), sk: S('1') }
const item = { ...Key, g: S('x'), n: N(1) }
const prepare = (table: Table, write: WriteRequest) => prepareWrite(table, keyOfWrite(table, write), write)
const update = (UpdateExpression?: string, more: Partial<UpdateItemInput> = {}) =>
  readUpdate('shop', { Key, UpdateExpression, ...more }, cache)
const stored = (table: Table) => table.get(keyOfWrite(table, readDelete('shop', { Key }, cache)))?.item

describe('preparing a write', () => {
  it('changes nothing; applying it does', () => {
    const table = tableOf(shop, item)
    const prepared = prepare(table, readPut('shop', { Item: { ...Key, v: S('new') } }, cache))
    expect([prepared.previous?.item, prepared.next?.item]).toEqual([item, { ...Key, v: S('new') }])
    expect(stored(table)).toEqual(item)
    applyWrite(prepared)
    expect(stored(table)).toEqual({ ...Key, v: S('new') })
    table.assertInvariants()
  })

  it('leaves the item that was there as it was', () => {
    const table = tableOf(shop, { ...item, m: { M: { a: S('a') } } })
    const { previous, next } = prepare(table, update('REMOVE m.a, g'))
    expect(previous?.item).toEqual({ ...item, m: { M: { a: S('a') } } })
    expect(next?.item).toEqual({ ...Key, n: N(1), m: { M: {} } })
  })

  it('of a check changes nothing when it is applied', () => {
    const table = tableOf(shop, item)
    const check = readCheck('shop', { Key, ConditionExpression: 'attribute_exists(pk)' }, cache)
    applyWrite(prepare(table, check))
    expect(stored(table)).toEqual(item)
  })

  it('fails with the item that stands there, if the request wants it and there is one', () => {
    const refusing = {
      Key,
      ConditionExpression: 'attribute_exists(zz)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const
    const failure = (table: Table) => {
      try {
        prepare(table, readDelete('shop', refusing, cache))
      } catch (error) {
        return error
      }
      return undefined
    }
    expect(failure(tableOf(shop, item))).toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: item,
    })
    expect(failure(tableOf(shop))).toMatchObject({ name: 'ConditionalCheckFailedException', Item: undefined })
  })
})

describe('an update of an item that is not there', () => {
  it('begins with the key', () => {
    const write = update('SET v = :v', { ExpressionAttributeValues: { ':v': S('x') } })
    expect(prepare(tableOf(shop), write).next?.item).toEqual({ ...Key, v: S('x') })
    expect(prepare(tableOf(shop), update()).next?.item).toEqual(Key)
  })

  it('creates nothing when it only takes away, but is still held against the item', () => {
    expect(prepare(tableOf(shop), update('REMOVE v')).next).toBeUndefined()
    expect(refusalOf(() => prepare(tableOf(shop), update('REMOVE v.part')))).toBe(
      'The document path provided in the update expression is invalid for update',
    )
  })

  it('is refused where the key alone does not fit into an index', () => {
    const reversed = tableOf({
      ...shop,
      LocalSecondaryIndexes: undefined,
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'reverse',
          KeySchema: [...hash('sk'), ...range('pk')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    })
    const write = readUpdate('shop', { Key: { ...Key, pk: S('x'.repeat(1500)) } }, cache)
    expect(refusalOf(() => prepare(reversed, write))).toBe(
      'Aggregate size for RANGE key attributes pk of index reverse has exceeded limit 1024 bytes, with actual size 1500 bytes',
    )
  })
})
