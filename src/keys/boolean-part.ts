import { applyCasing } from './casing.js'
import { keyError } from './errors.js'
import type { PartCodec, PartContext } from './key-part.js'
import { knownTexts } from './known-texts.js'
import { wrongType } from './part-errors.js'

/** `false` and `true`: neither begins like the other, so anything may follow, and they sort as they are. */
export function booleanPart(isDescending: boolean, context: PartContext): PartCodec {
  if (isDescending)
    throw keyError('keys.descending-unsupported', context, 'booleans cannot be stored in descending order')
  const values = [false, true]
  const texts = values.map((value) => applyCasing(String(value), context.casing))
  return knownTexts(values, texts, context, (value) => wrongType(context, 'a boolean', value))
}
