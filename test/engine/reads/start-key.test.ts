import { describe, expect, it } from 'vitest'
import {
  assertStartKeyFits,
  assertStartKeyTypes,
  lastEvaluatedKey,
  startEntry,
} from '../../../src/engine/reads/start-key.js'
import { readSource } from '../../../src/engine/reads/read-source.js'
import { N, S, plain, shop } from '../support.js'
import { refusalOf, tableOf } from '../tables/tables.js'
import { engineOf, requestOf } from './sources.js'

const item = { pk: S('a'), sk: S('1'), g: S('x'), h: S('y'), n: N(1), extra: S('e') }
const engine = engineOf(tableOf(shop, item))
const ofTable = readSource(engine, requestOf())
const ofIndex = readSource(engine, requestOf({ indexName: 'multi' }))
const indexKey = { pk: S('a'), sk: S('1'), g: S('x'), h: S('y'), n: N(1) }

describe('the key with which a read continues', () => {
  it('is the key of the table, and of the index that was read', () => {
    expect(lastEvaluatedKey(ofTable, item)).toEqual({ pk: S('a'), sk: S('1') })
    expect(lastEvaluatedKey(ofIndex, item)).toEqual(indexKey)
  })

  it('leads back to the entry, in a table as in an index', () => {
    expect(ofTable.entries.get(startEntry(ofTable, lastEvaluatedKey(ofTable, item)))?.item).toEqual(item)
    expect(ofIndex.entries.get(startEntry(ofIndex, lastEvaluatedKey(ofIndex, item)))?.primary?.item).toEqual(
      item,
    )
  })

  it('belongs to the caller', () => {
    const mine = lastEvaluatedKey(ofTable, item)
    mine['pk'] = S('changed')
    expect(item.pk).toEqual(S('a'))
  })
})

describe('a starting key', () => {
  it('has exactly the attributes of both keys', () => {
    const complete = (key: object) => refusalOf(() => assertStartKeyFits(ofIndex, key as never, 'refused'))
    expect(complete(indexKey)).toBe('accepted')
    expect(complete({ ...indexKey, more: S('x') })).toBe('refused')
    expect(complete({ pk: S('a'), sk: S('1') })).toBe('refused')
  })

  it.each([
    [{ ...indexKey, n: S('1') }, 'The provided starting key is invalid'],
    [{ pk: S('a'), sk: S('1'), g: S('x'), h: S('y'), other: N(1) }, 'The provided starting key is invalid'],
    [
      { ...indexKey, g: S('') },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: g',
    ],
    [
      { ...indexKey, g: S('x'.repeat(1024)), h: S('y'.repeat(1025)) },
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    ],
    [
      { ...indexKey, sk: S('x'.repeat(1025)) },
      'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    ],
  ])('has the types of the index, and its limits: %j', (key, expected) => {
    expect(refusalOf(() => assertStartKeyFits(ofIndex, key))).toBe(expected)
  })

  it('is blamed on an index when a scan continues with a key attribute of the wrong type', () => {
    const refusal = (source: typeof ofTable, key: object) =>
      refusalOf(() => assertStartKeyTypes(source, key as never))
    const mismatch = 'One or more parameter values were invalid: Type mismatch for Index Key '
    expect(refusal(ofTable, { pk: N(1) })).toBe(`${mismatch}pk Expected: S Actual: N IndexName: byG`)
    expect(refusal(ofTable, { h: N(1) })).toBe(`${mismatch}h Expected: S Actual: N IndexName: multi`)
    expect(refusal(ofIndex, { pk: N(1) })).toBe(`${mismatch}pk Expected: S Actual: N IndexName: multi`)
    expect(refusal(ofTable, { other: N(1) })).toBe('accepted')
    const withoutIndexes = readSource(engineOf(tableOf(plain)), requestOf({ tableName: 'plain' }))
    expect(refusal(withoutIndexes, { a: S('x') })).toBe('accepted')
  })

  it('says of the key of the table that the fault is in the starting key', () => {
    expect(refusalOf(() => startEntry(ofTable, { pk: S('a'), sk: N(1) }))).toBe(
      'The provided starting key is invalid: The provided key element does not match the schema',
    )
  })
})
