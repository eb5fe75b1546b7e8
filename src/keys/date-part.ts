import { formatIso } from '../core/iso-text.js'
import { applyCasing } from './casing.js'
import { complementDigits } from './decimal.js'
import { keyError } from './errors.js'
import type { PartCodec, PartContext } from './key-part.js'
import type { LanguageBuilder } from './language.js'
import { noPrefix, wrongType } from './part-errors.js'

const LENGTH = '2026-01-31T23:59:59.999Z'.length
/** 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: beyond them, ISO 8601 needs a sign and more digits. */
const FIRST_MILLISECONDS = -62_167_219_200_000
const LAST_MILLISECONDS = 253_402_300_799_999

/** What stands before each number of a date, and the bounds of the number. */
const FIELDS = [
  ['', '0000', '9999'],
  ['-', '01', '12'],
  ['-', '01', '31'],
  ['T', '00', '23'],
  [':', '00', '59'],
  [':', '00', '59'],
  ['.', '000', '999'],
] as const

/** ISO 8601 in UTC with milliseconds, always 24 characters; descending as nine's complement of its digits. */
export function datePart(isDescending: boolean, context: PartContext): PartCodec {
  const { casing } = context
  const encode = (value: unknown) => {
    if (!(value instanceof Date)) throw wrongType(context, 'a Date', value)
    const milliseconds = value.getTime()
    // Written so that NaN, an invalid date, is refused too.
    if (!(milliseconds >= FIRST_MILLISECONDS && milliseconds <= LAST_MILLISECONDS)) {
      throw keyError('keys.invalid-date', context, 'needs a valid date between the years 0000 and 9999')
    }
    const text = applyCasing(formatIso(milliseconds), casing)
    return isDescending ? complementDigits(text) : text
  }
  return {
    isDescending,
    mayBeEmpty: false,
    isFreeText: false,
    encode,
    end: (key, start) => (start + LENGTH <= key.length ? start + LENGTH : -1),
    decode(text) {
      const date = new Date((isDescending ? complementDigits(text) : text).toUpperCase())
      const milliseconds = date.getTime()
      return milliseconds >= FIRST_MILLISECONDS && milliseconds <= LAST_MILLISECONDS ? date : undefined
    },
    bound: (value, _side, isInclusive) => ({ text: encode(value), isInclusive }),
    prefix: () => {
      throw noPrefix(context, 'date')
    },
    describe(builder: LanguageBuilder, state: number) {
      let next = state
      for (const [before, lowest, highest] of FIELDS) {
        next = builder.text(next, applyCasing(before, casing))
        next = isDescending
          ? builder.digits(next, complementDigits(highest), complementDigits(lowest))
          : builder.digits(next, lowest, highest)
      }
      return builder.text(next, applyCasing('Z', casing))
    },
  }
}
