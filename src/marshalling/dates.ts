import { formatIso, isFullForm, parseFullForm, parseIso } from '../core/iso-text.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import type { DateModel } from '../schema/index.js'
import { exactNumber } from './decimal.js'
import { Failure, unexpectedType, wrongKind } from './failure.js'
import type { NodeCodec } from './node-codec.js'
import { classOf, valueClass } from './node-codec.js'
import { decodeNumber, scalar } from './scalars.js'

/** 0000-01-01 and the last millisecond of 9999: beyond, ISO 8601 text no longer sorts as time does. */
const earliest = Date.parse('0000-01-01T00:00:00.000Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

function millisecondsOf(value: unknown): number {
  if (!(value instanceof Date) && classOf(value) !== valueClass.date) throw wrongKind(value, 'a Date')
  const milliseconds = (value as Date).getTime()
  if (milliseconds >= earliest && milliseconds <= latest) return milliseconds
  throw new Failure(
    'marshalling.date-range',
    Number.isNaN(milliseconds)
      ? 'the Date is invalid. Give a valid one, or make the attribute nullable.'
      : `the year of ${(value as Date).toISOString()} is not from 0000 to 9999. Store it through z.codec.`,
    { value: milliseconds },
  )
}

/**
 * The texts of dates that other libraries wrote in another form, such as `2025-01-01T00:00:00Z`. A date that is still the
 * one that was read is stored, and compared, in its own text: otherwise no lock on it would ever hold, and `=` would not
 * find it.
 */
const otherTexts = new WeakMap<Date, string>()

function encodeIso(value: unknown): AttributeValue {
  const milliseconds = millisecondsOf(value)
  const text = otherTexts.get(value as Date)
  return { S: text !== undefined && parseIso(text) === milliseconds ? text : formatIso(milliseconds) }
}

function decodeIso(stored: AttributeValue): Date {
  const text = stored.S
  if (typeof text !== 'string') throw unexpectedType(stored, 'an ISO 8601 date (S)')
  const isFull = isFullForm(text)
  const milliseconds = isFull ? parseFullForm(text) : parseIso(text)
  if (Number.isNaN(milliseconds)) {
    throw unexpectedType(stored, 'an ISO 8601 date (S)', `the text ${JSON.stringify(text)}`)
  }
  const date = new Date(milliseconds)
  if (!isFull) otherTexts.set(date, text)
  return date
}

function decodeEpoch(stored: AttributeValue, unit: 1 | 1000): Date {
  const count = decodeNumber(stored)
  const date = new Date(count * unit)
  if (Number.isInteger(count) && !Number.isNaN(date.getTime())) return date
  throw unexpectedType(
    stored,
    `whole ${unit === 1 ? 'milliseconds' : 'seconds'} since 1970 (N)`,
    String(stored.N),
  )
}

const isoCodec: NodeCodec = scalar({
  encode: encodeIso,
  decode: decodeIso,
  accepts: (stored) => stored.S !== undefined && !Number.isNaN(parseIso(stored.S)),
  classes: valueClass.date,
  types: ['S'],
})

// The second that has begun: what time to live needs. The milliseconds are lost.
const secondsCodec: NodeCodec = epochCodec(1000)
const millisecondsCodec: NodeCodec = epochCodec(1)

function epochCodec(unit: 1 | 1000): NodeCodec {
  return scalar({
    encode: (value) => ({ N: String(Math.floor(millisecondsOf(value) / unit)) }),
    decode: (stored) => decodeEpoch(stored, unit),
    accepts: (stored) => stored.N !== undefined && Number.isInteger(exactNumber(stored.N)),
    classes: valueClass.date,
    types: ['N'],
  })
}

/**
 * The codec of a date. With `epoch-seconds` the fraction of the second is cut off, towards the past: a date of whole
 * seconds comes back as it was, another as the second it lies in.
 */
export function dateCodec(store: DateModel['store']): NodeCodec {
  switch (store) {
    case 'iso':
      return isoCodec
    case 'epoch-seconds':
      return secondsCodec
    case 'epoch-milliseconds':
      return millisecondsCodec
  }
}
