import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemSizeBytes as engineSizeBytes, normalizeItem } from '../../src/engine/values/index.js'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import { itemSizeBoundBytes, itemSizeBytes } from '../../src/repository/writes/item-size.js'
import { parameters } from '../property/runs.js'
import { numberText, storedItem } from './stored-values.js'

/** What the engine stores for an item, unless it refuses it. */
const accepted = (item: AttributeMap): AttributeMap | undefined => {
  try {
    return normalizeItem(item)
  } catch {
    return undefined
  }
}

test('the mapper counts the bytes of an item as the engine does', () => {
  fc.assert(
    fc.property(storedItem, (item) => {
      const stored = accepted(item)
      fc.pre(stored !== undefined)
      expect(itemSizeBytes(item)).toBe(engineSizeBytes(stored))
      expect(itemSizeBoundBytes(item)).toBeGreaterThanOrEqual(engineSizeBytes(stored))
    }),
    parameters(1000),
  )
})

test('and those of a number, however it is written', () => {
  fc.assert(
    fc.property(numberText, (N) => {
      const stored = accepted({ n: { N } })
      fc.pre(stored !== undefined)
      expect(itemSizeBytes({ n: { N } })).toBe(engineSizeBytes(stored))
    }),
    parameters(2000),
  )
})

test.each([
  ['0', 1],
  ['-0', 1],
  ['7', 2],
  ['100', 2],
  ['123', 3],
  ['1.2', 3],
  ['-12', 3],
  ['1E100', 2],
  ['12345678901234567890123456789012345678', 20],
  ['-1.2345678901234567890123456789012345678', 21],
])('number %s takes %i bytes', (N, size) => {
  expect(itemSizeBytes({ n: { N } })).toBe(1 + size)
})

test.each([
  ['ascii', 5],
  ['é', 2],
  ['€', 3],
  ['😀', 4],
  ['', 0],
])('text %s takes %i bytes', (S, size) => {
  expect(itemSizeBytes({ é: { S } })).toBe(2 + size)
})
