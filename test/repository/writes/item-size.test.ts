import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { itemSizeBoundBytes, itemSizeBytes } from '../../../src/repository/writes/item-size.js'
import { parameters } from '../../property/runs.js'

const text = fc.string({ unit: 'binary', maxLength: 8 })
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.integer({ min: -130, max: 87 }))
  .map(([digits, exponent]) => `${digits}e${exponent}`)
const bytes = fc.uint8Array({ maxLength: 8 })
const { item } = fc.letrec<{ item: Record<string, AttributeValue>; value: AttributeValue }>((tie) => ({
  item: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text.map((S) => ({ S })),
    decimal.map((N) => ({ N })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true }),
    bytes.map((B) => ({ B })),
    fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
    fc.uniqueArray(decimal, { minLength: 1, maxLength: 3 }).map((NS) => ({ NS })),
    fc.array(bytes, { minLength: 1, maxLength: 3 }).map((BS) => ({ BS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    tie('item').map((M) => ({ M })),
  ),
}))

describe('the size of an item', () => {
  test('counts names and texts in UTF-8, pairs of digits, and the members of lists and maps', () => {
    expect(itemSizeBytes({ pk: { S: 'añ€😀' } })).toBe(2 + 1 + 2 + 3 + 4)
    expect(itemSizeBytes({ n: { N: '-12345' } })).toBe(1 + 3 + 1 + 1)
    expect(itemSizeBytes({ l: { L: [{ NULL: true }, { BOOL: false }] } })).toBe(1 + 3 + 2 * (1 + 1))
    expect(itemSizeBytes({ m: { M: { ab: { S: 'c' } } } })).toBe(1 + 3 + 1 + 2 + 1)
  })

  test('is never above its bound', () => {
    fc.assert(
      fc.property(item, (stored) => {
        expect(itemSizeBoundBytes(stored)).toBeGreaterThanOrEqual(itemSizeBytes(stored))
      }),
      parameters(500),
    )
  })
})
