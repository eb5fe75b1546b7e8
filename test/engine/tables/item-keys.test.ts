import { describe, expect, it } from 'vitest'
import {
  assertIndexKeys,
  assertUpdatedIndexKeys,
  primaryKeyOfItem,
  primaryKeyOfRequest,
} from '../../../src/engine/tables/item-keys.js'
import { N, S, shop } from '../support.js'
import { refusalOf, schemaOf } from './tables.js'

const schema = schemaOf(shop)
const key = { pk: S('a'), sk: S('1') }

describe('the key of an item to be stored', () => {
  it('is where the same key of a request finds it', () => {
    expect(primaryKeyOfItem(schema, { ...key, more: N(1) })).toEqual(primaryKeyOfRequest(schema, key))
  })

  it.each([
    [{ sk: S('1') }, 'One or more parameter values were invalid: Missing the key pk in the item'],
    [
      { pk: N(1), sk: S('1') },
      'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N',
    ],
    [
      { pk: S('a'), sk: S('') },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
    ],
    [
      { pk: S('é'.repeat(1025)), sk: S('1') },
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    ],
    [
      { pk: S('a'), sk: S('x'.repeat(1025)) },
      'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    ],
  ])('is refused when it does not fit: %#', (item, message) => {
    expect(refusalOf(() => primaryKeyOfItem(schema, item))).toBe(message)
  })

  it('may be as long as the limits', () => {
    const longest = { pk: S('é'.repeat(1024)), sk: S('x'.repeat(1024)) }
    expect(refusalOf(() => primaryKeyOfItem(schema, longest))).toBe('accepted')
  })
})

describe('the key of a request', () => {
  it.each([{ pk: S('a') }, { ...key, g: S('x') }, { pk: S('a'), sk: N(1) }, { pk: S('a'), other: S('1') }])(
    'is refused unless it is exactly the key of the table: %j',
    (given) => {
      expect(refusalOf(() => primaryKeyOfRequest(schema, given))).toBe(
        'The provided key element does not match the schema',
      )
    },
  )
})

describe('index keys', () => {
  it('may be absent, each by itself', () => {
    expect(refusalOf(() => assertIndexKeys(schema, key))).toBe('accepted')
    expect(refusalOf(() => assertIndexKeys(schema, { ...key, n: N(1) }))).toBe('accepted')
  })

  it('have their type even where the item lacks the rest of the index', () => {
    expect(refusalOf(() => assertIndexKeys(schema, { ...key, n: S('1') }))).toBe(
      'One or more parameter values were invalid: Type mismatch for Index Key n Expected: N Actual: S IndexName: byG',
    )
    expect(refusalOf(() => assertUpdatedIndexKeys(schema, { ...key, n: S('1') }, key))).toBe(
      'The update expression attempted to update the secondary index key to unsupported type',
    )
  })

  it('are measured together, and only where the index holds the item', () => {
    const half = S('x'.repeat(1025))
    const partial = { ...key, g: half, h: half }
    expect(refusalOf(() => assertIndexKeys(schema, partial))).toBe('accepted')
    expect(refusalOf(() => assertIndexKeys(schema, { ...partial, n: N(1) }))).toBe(
      'Aggregate size for HASH key attributes g, h of index multi has exceeded limit 2048 bytes, with actual size 2050 bytes',
    )
  })
})
