import { describe, expect, it } from 'vitest'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import type { AttributeValueUpdate } from '../../../src/protocol/legacy.js'
import type { UpdateItemInput } from '../../../src/protocol/items.js'
import { N, S, refused } from '../support.js'
import { TableName, everything, key, stored } from './support.js'

type Updates = Record<string, AttributeValueUpdate>
const bare = 'ValidationException: One or more parameter values were invalid: '
const invalid =
  'ValidationException: 1 validation error detected: One or more parameter values were invalid: '

/** The item after an update, without its key. */
async function updated(before: AttributeMap | undefined, AttributeUpdates: Updates): Promise<unknown> {
  const backend = before === undefined ? await stored() : await stored({ ...key(), ...before })
  await backend.execute('UpdateItem', { TableName, Key: key(), AttributeUpdates })
  const { Item } = await backend.execute('GetItem', { TableName, Key: key() })
  if (Item === undefined) return undefined
  const { pk: _, sk: __, ...rest } = Item
  return rest
}

async function refusalOf(AttributeUpdates: Updates, more: Partial<UpdateItemInput> = {}): Promise<string> {
  const backend = await stored({ ...key(), ...everything })
  return refused(backend.execute('UpdateItem', { TableName, Key: key(), AttributeUpdates, ...more }))
}

describe('AttributeUpdates', () => {
  it.each<[string, AttributeMap | undefined, Updates, unknown]>([
    [
      'PUT sets',
      { a: N(1) },
      { a: { Value: S('x') }, b: { Action: 'PUT', Value: N(2) } },
      { a: S('x'), b: N(2) },
    ],
    ['PUT creates the item', undefined, { a: { Value: N(1) } }, { a: N(1) }],
    [
      'DELETE removes',
      { a: N(1), b: N(2) },
      { a: { Action: 'DELETE' }, zz: { Action: 'DELETE' } },
      { b: N(2) },
    ],
    [
      'DELETE takes out of a set',
      { a: { SS: ['x', 'y', 'z'] } },
      { a: { Action: 'DELETE', Value: { SS: ['x', 'q', 'z'] } } },
      { a: { SS: ['y'] } },
    ],
    [
      'DELETE leaves no empty set',
      { a: { NS: ['1'] } },
      { a: { Action: 'DELETE', Value: { NS: ['1'] } } },
      {},
    ],
    ['DELETE creates no item', undefined, { a: { Action: 'DELETE' } }, undefined],
    ['ADD counts', { a: N(1) }, { a: { Action: 'ADD', Value: N('-2.5') } }, { a: N('-1.5') }],
    ['ADD counts from nothing', undefined, { a: { Action: 'ADD', Value: N(3) } }, { a: N(3) }],
    [
      'ADD joins sets',
      { a: { NS: ['1', '2'] } },
      { a: { Action: 'ADD', Value: { NS: ['2', '3'] } } },
      { a: { NS: ['1', '2', '3'] } },
    ],
    [
      'ADD appends to a list',
      { a: { L: [S('x')] } },
      { a: { Action: 'ADD', Value: { L: [S('x'), N(1)] } } },
      { a: { L: [S('x'), S('x'), N(1)] } },
    ],
    ['ADD makes a list', {}, { a: { Action: 'ADD', Value: { L: [N(1)] } } }, { a: { L: [N(1)] } }],
    ['an empty map creates the item', undefined, {}, {}],
    ['names are not paths', { m: { M: {} } }, { 'm.a': { Value: N(1) } }, { m: { M: {} }, 'm.a': N(1) }],
  ])('%s', async (_, before, updates, after) => {
    expect(await updated(before, updates)).toEqual(after)
  })

  it('gives back what it changed', async () => {
    const backend = await stored({ ...key(), a: N(1), b: N(2), c: N(3) })
    const input = {
      TableName,
      Key: key(),
      AttributeUpdates: { a: { Action: 'ADD', Value: N(1) }, b: { Action: 'DELETE' } },
    } satisfies UpdateItemInput
    const old = await backend.execute('UpdateItem', { ...input, ReturnValues: 'UPDATED_OLD' })
    expect(old.Attributes).toEqual({ a: N(1), b: N(2) })
    const now = await backend.execute('UpdateItem', { ...input, ReturnValues: 'UPDATED_NEW' })
    expect(now.Attributes).toEqual({ a: N(3) })
  })

  it.each<[string, Updates, string]>([
    ['no value', { n: {} }, `${bare}Only DELETE action is allowed when no attribute value is specified`],
    [
      'ADD without a value',
      { n: { Action: 'ADD' } },
      `${bare}Only DELETE action is allowed when no attribute value is specified`,
    ],
    [
      'an unknown action',
      { n: { Action: 'SET' as never, Value: N(1) } },
      "ValidationException: 1 validation error detected: Member must satisfy enum value set: [ADD, DELETE, PUT]' for Action",
    ],
    [
      'a broken value',
      { n: { Value: {} as never } },
      'ValidationException: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
    [
      'an empty name',
      { '': { Value: N(1) } },
      'ValidationException: 1 validation error detected: Empty attribute name',
    ],
    [
      'ADD to another type',
      { s: { Action: 'ADD', Value: N(1) } },
      'ValidationException: Type mismatch for attribute to update',
    ],
    [
      'ADD of a list to another type',
      { s: { Action: 'ADD', Value: { L: [] } } },
      'ValidationException: Type mismatch for attribute to update',
    ],
    [
      'DELETE of another set',
      { ss: { Action: 'DELETE', Value: { NS: ['1'] } } },
      'ValidationException: Type mismatch for attribute to update',
    ],
    [
      'a key',
      { pk: { Value: S('x') } },
      `${bare}Cannot update attribute pk. This attribute is part of the key`,
    ],
    [
      'a key of an index with another type',
      { g: { Value: N(1) } },
      `${bare}Type mismatch for Index Key g Expected: S Actual: N IndexName: byG`,
    ],
    [
      'an empty key of an index',
      { g: { Value: S('') } },
      'ValidationException: One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: byG, IndexKey: g',
    ],
    [
      'a list that is added to a key of an index',
      { g: { Action: 'ADD', Value: { L: [] } } },
      `${bare}Type mismatch for Index Key g Expected: S Actual: L IndexName: byG`,
    ],
  ])('refuses %s', async (_, updates, expected) => {
    expect(await refusalOf(updates)).toBe(expected)
  })

  it.each<[string, AttributeValue]>([
    ['S', S('x')],
    ['B', { B: Uint8Array.of(1) }],
    ['BOOL', { BOOL: true }],
    ['NULL', { NULL: true }],
    ['M', { M: {} }],
  ])('refuses ADD and DELETE of %s', async (type, Value) => {
    expect(await refusalOf({ a: { Action: 'ADD', Value } })).toBe(
      `${invalid}ADD action is not supported for the type ${type}`,
    )
    expect(await refusalOf({ a: { Action: 'DELETE', Value } })).toBe(
      `${invalid}DELETE action with value is not supported for the type ${type}`,
    )
  })

  it('is of no more attributes than anybody names', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_001 }, (_, index) => [`a${index}`, { Action: 'DELETE' as const }]),
    )
    expect(await refusalOf(many)).toContain('More than 10000 attributes to update')
  })

  it('is read before what is expected', async () => {
    const faulty = { n: {} }
    expect(await refusalOf(faulty, { Expected: { a: {} } })).toMatch(/Only DELETE action is allowed/)
    expect(await refusalOf({ n: { Value: N(1) } }, { Expected: { a: {} } })).toMatch(
      /^ValidationException: .*null/,
    )
  })

  it('is held against the item only once what is expected holds', async () => {
    const mismatch: Updates = { s: { Action: 'ADD', Value: N(1) } }
    expect(await refusalOf(mismatch, { Expected: { n: { Value: N(9) } } })).toBe(
      'ConditionalCheckFailedException: The conditional request failed',
    )
  })
})
