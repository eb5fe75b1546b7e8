import fc from 'fast-check'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { numberTexts } from './decimals.js'

/** Strings around the places where UTF-8 and UTF-16 differ in order. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        'b',
        '\u007f',
        '\u0080',
        '\u07ff',
        '\u0800',
        '\ud7ff',
        '\ue000',
        '\uffff',
        '😀',
        '𐀀',
      ),
      {
        maxLength: 4,
      },
    )
    .map((parts) => parts.join('')),
)

export const bytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 4 })

const scalars: fc.Arbitrary<AttributeValue> = fc.oneof(
  texts.map((S) => ({ S })),
  numberTexts.map((N) => ({ N })),
  bytes.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
)

const sets: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uniqueArray(texts, { minLength: 1, maxLength: 4 }).map((SS) => ({ SS })),
  fc
    .uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 4 })
    .map((NS) => ({ NS: NS.map(String) })),
  fc.uniqueArray(bytes, { minLength: 1, maxLength: 4, selector: String }).map((BS) => ({ BS })),
)

/** Values of every type, nested a few levels. */
export const values: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    scalars,
    sets,
    fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'value' }).map((L) => ({ L })),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'é', '__proto__', 'constructor'), tie('value'), {
        maxKeys: 3,
        depthIdentifier: 'value',
        noNullPrototype: true,
      })
      .map((M) => ({ M })),
  ),
})).value
