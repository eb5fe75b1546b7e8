import { formatIso } from '../core/iso-text.js'
import { applyCasing } from './casing.js'
import { complementDigits } from './decimal.js'
import { keyError } from './errors.js'
import type { PartCodec, PartContext } from './key-part.js'
import { wrongType } from './part-errors.js'

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

// Written so that NaN, an invalid date, is not among them.
const isStorable = (milliseconds: number): boolean =>
  milliseconds >= FIRST_MILLISECONDS && milliseconds <= LAST_MILLISECONDS

/** ISO 8601 in UTC with milliseconds, always 24 characters; descending as nine's complement of its digits. */
export function datePart(isDescending: boolean, context: PartContext): PartCodec {
  const { casing } = context
  const turned = (text: string): string => (isDescending ? complementDigits(text) : text)
  return {
    encode(value) {
      if (!(value instanceof Date)) throw wrongType(context, 'a Date', value)
      const milliseconds = value.getTime()
      if (!isStorable(milliseconds))
        throw keyError('keys.invalid-date', context, 'needs a valid date between the years 0000 and 9999')
      return turned(applyCasing(formatIso(milliseconds), casing))
    },
    end: (key, start) => (start + LENGTH <= key.length ? start + LENGTH : -1),
    decode(text) {
      const date = new Date(turned(text).toUpperCase())
      return isStorable(date.getTime()) ? date : undefined
    },
    describe(builder, state) {
      let next = state
      for (const [before, first, last] of FIELDS) {
        next = builder.text(next, applyCasing(before, casing))
        next = isDescending
          ? builder.digits(next, complementDigits(last), complementDigits(first))
          : builder.digits(next, first, last)
      }
      return builder.text(next, applyCasing('Z', casing))
    },
  }
}
