import { applyCasing } from './casing.js'
import type { PartCodec, PartContext } from './key-part.js'
import { knownTexts } from './known-texts.js'
import { noDescending, noPrefix, wrongType } from './part-errors.js'

/** `false` and `true`: neither begins like the other, so anything may follow, and they sort as they are. */
export function booleanPart(isDescending: boolean, context: PartContext): PartCodec {
  if (isDescending) throw noDescending(context, 'booleans cannot be stored in descending order')
  const values = [false, true]
  const texts = values.map((value) => applyCasing(String(value), context.casing))
  const known = knownTexts(values, texts, context)
  const encode = (value: unknown) => {
    const text = known.encode(value)
    if (text === undefined) throw wrongType(context, 'a boolean', value)
    return text
  }
  return {
    isDescending: false,
    mayBeEmpty: false,
    isFreeText: false,
    encode,
    end: known.end,
    decode: known.decode,
    bound: (value, _side, isInclusive) => ({ text: encode(value), isInclusive }),
    prefix: () => {
      throw noPrefix(context, 'boolean')
    },
    describe: known.describe,
  }
}
