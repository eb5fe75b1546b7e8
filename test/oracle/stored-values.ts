import fc from 'fast-check'
import type { AttributeValue } from '../../src/protocol/attribute-value.js'

const digits = fc.stringMatching(/^[0-9]{1,20}$/)

/** Texts of numbers as callers write them: signs, zeros at both ends, fractions, exponents. */
export const numberText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '-'),
    digits,
    fc.option(fc.stringMatching(/^[0-9]{1,17}$/), { nil: undefined }),
    fc.option(fc.integer({ min: -60, max: 60 }), { nil: undefined }),
    fc.constantFrom('e', 'E', 'E+'),
  )
  .map(
    ([sign, whole, fraction, exponent, mark]) =>
      `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${
        exponent === undefined ? '' : `${exponent < 0 ? mark.replace('+', '') : mark}${exponent}`
      }`,
  )

const text = fc.string({ unit: 'binary', maxLength: 12 })
const bytes = fc.uint8Array({ maxLength: 8 })
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
  .filter((value) => value !== '__proto__')
const setOf = <TMember>(member: fc.Arbitrary<TMember>, keyOf: (value: TMember) => unknown) =>
  fc.uniqueArray(member, { minLength: 1, maxLength: 4, selector: keyOf })

/** Values of every type, as requests carry them. */
export const { value: storedValue } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text.map((S) => ({ S })),
    numberText.map((N) => ({ N })),
    bytes.map((B) => ({ B })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true }),
    setOf(text, String).map((SS) => ({ SS })),
    setOf(numberText, Number).map((NS) => ({ NS })),
    setOf(bytes, String).map((BS) => ({ BS })),
    fc.array(tie('value'), { maxLength: 4 }).map((L) => ({ L })),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }).map((M) => ({ M })),
  ),
}))

/** Whole items. */
export const storedItem: fc.Arbitrary<Record<string, AttributeValue>> = fc.dictionary(name, storedValue, {
  maxKeys: 6,
  noNullPrototype: true,
})
