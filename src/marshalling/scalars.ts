import { plainTextOf } from '../keys/index.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import { numberDigitsMax, numberMagnitudeMax, numberMagnitudeMin } from '../protocol/limits.js'
import { exactNumber, isInRange, parseDecimal, wholeNumber } from './decimal.js'
import { Failure, unexpectedType, wrongKind } from './failure.js'
import type { NodeCodec } from './node-codec.js'
import { classNames, classOf, valueClass } from './node-codec.js'

/** What a codec of a value without members needs. Unless it says otherwise, all of its classes and its first type are of its form. */
type Scalar = Pick<NodeCodec, 'encode' | 'decode' | 'classes' | 'types'> &
  Partial<Pick<NodeCodec, 'holds' | 'description'>> & {
    readonly accepts?: (stored: AttributeValue) => boolean
  }

export function scalar(parts: Scalar): NodeCodec {
  const { classes, types, decode } = parts
  const type = types[0] as keyof AttributeValue
  return {
    holds: (value) => (classOf(value) & classes) !== 0,
    accepts: (stored) => stored[type] !== undefined,
    description: classNames[classes] ?? '',
    ...parts,
    decodePartial: decode,
    absent: undefined,
  }
}

// ES2024, in Node since 20; the compiler's library is ES2023.
type Checkable = string & { isWellFormed(): boolean }

/** DynamoDB stores UTF-8, which has no half of a surrogate pair: it would come back as another character. */
export function assertWellFormed(text: string): void {
  if ((text as Checkable).isWellFormed()) return
  throw new Failure(
    'marshalling.unpaired-surrogate',
    'the text has an unpaired surrogate, which UTF-8 cannot hold and DynamoDB would replace. Use text.toWellFormed(), or store bytes.',
  )
}

export const stringCodec: NodeCodec = scalar({
  encode(value) {
    if (typeof value !== 'string') throw wrongKind(value, 'a string')
    if (!(value as Checkable).isWellFormed()) assertWellFormed(value)
    return { S: value }
  },
  decode(stored) {
    const text = stored.S
    if (typeof text !== 'string') throw unexpectedType(stored, 'S')
    return text
  },
  classes: valueClass.string,
  types: ['S'],
})

/** A string that is the text of a decimal: stored as N, and read as plain text without superfluous zeros. */
export const decimalTextCodec: NodeCodec = scalar({
  encode(value) {
    if (typeof value !== 'string') throw wrongKind(value, 'the text of a decimal number')
    return { N: decimalText(value) }
  },
  decode(stored) {
    const decimal = parseDecimal(numberText(stored))
    if (decimal === undefined) throw unexpectedType(stored, 'N', `the text ${JSON.stringify(stored.N)}`)
    return plainTextOf(decimal)
  },
  holds: (value) => typeof value === 'string' && parseDecimal(value) !== undefined,
  classes: valueClass.string,
  types: ['N'],
  description: 'the text of a decimal number',
})

function decimalText(text: string): string {
  const decimal = parseDecimal(text)
  if (decimal !== undefined && isInRange(decimal)) return plainTextOf(decimal)
  throw new Failure(
    'marshalling.number-range',
    `${JSON.stringify(text)} is no decimal number that DynamoDB can hold. Give up to 38 digits, such as "-12.50", of a magnitude from 1E-130 to 9.99E+125.`,
    { value: text },
  )
}

function numberText(stored: AttributeValue): string {
  const text = stored.N
  if (typeof text !== 'string') throw unexpectedType(stored, 'N')
  return text
}

const smallest = Number(`1e${numberMagnitudeMin}`)
const tooLarge = Number(`1e${numberMagnitudeMax + 1}`)

/** The text of a double as N. Minus zero is stored as zero: DynamoDB has one. */
export function encodeNumber(value: number): string {
  const size = Math.abs(value)
  if (size < tooLarge && (size >= smallest || size === 0)) return String(value)
  throw new Failure(
    'marshalling.number-range',
    `DynamoDB cannot hold the number ${value}. Give a finite one of a magnitude from 1E-130 to 9.99E+125, or make the attribute nullable.`,
    { value },
  )
}

export function decodeNumber(stored: AttributeValue): number {
  const text = numberText(stored)
  const number = exactNumber(text)
  if (number === undefined) {
    throw new Failure(
      'marshalling.precision',
      `a JavaScript number cannot hold ${text} exactly. Use z.bigint() for whole numbers, or z.string() with store: 'number'.`,
      { value: text },
    )
  }
  if (Number.isNaN(number)) throw unexpectedType(stored, 'N', `the text ${JSON.stringify(text)}`)
  return number
}

export const numberCodec: NodeCodec = scalar({
  encode(value) {
    if (typeof value !== 'number') throw wrongKind(value, 'a number')
    return { N: encodeNumber(value) }
  },
  decode: decodeNumber,
  accepts: (stored) => stored.N !== undefined && Number.isFinite(exactNumber(stored.N)),
  classes: valueClass.number,
  types: ['N'],
})

/** The least whole number with more digits than DynamoDB keeps. */
const bigintBound = 10n ** BigInt(numberDigitsMax)

export function encodeBigint(value: bigint): string {
  if (value < bigintBound && value > -bigintBound) return value.toString()
  throw new Failure(
    'marshalling.number-range',
    `a whole number of more than 38 digits does not fit. Store it as a string, through z.codec.`,
    { value },
  )
}

export const bigintCodec: NodeCodec = scalar({
  encode(value) {
    if (typeof value !== 'bigint') throw wrongKind(value, 'a bigint')
    return { N: encodeBigint(value) }
  },
  decode(stored) {
    const text = numberText(stored)
    const whole = wholeNumber(text)
    if (whole === undefined) throw unexpectedType(stored, 'a whole number (N)', `${JSON.stringify(text)}`)
    return whole
  },
  accepts: (stored) => stored.N !== undefined && wholeNumber(stored.N) !== undefined,
  classes: valueClass.bigint,
  types: ['N'],
})

export const booleanCodec: NodeCodec = scalar({
  encode(value) {
    if (typeof value !== 'boolean') throw wrongKind(value, 'a boolean')
    return { BOOL: value }
  },
  decode(stored) {
    const value = stored.BOOL
    if (typeof value !== 'boolean') throw unexpectedType(stored, 'BOOL')
    return value
  },
  classes: valueClass.boolean,
  types: ['BOOL'],
})

export const nullCodec: NodeCodec = scalar({
  encode(value) {
    if (value !== null) throw wrongKind(value, 'null')
    return { NULL: true }
  },
  decode(stored) {
    if (stored.NULL === undefined) throw unexpectedType(stored, 'NULL')
    return null
  },
  classes: valueClass.null,
  types: ['NULL'],
})

export const bytesCodec: NodeCodec = scalar({
  encode(value) {
    if (!isBytes(value)) throw wrongKind(value, 'a Uint8Array')
    // Not the caller's own: a plan is fixed when it is made (rule P1).
    return { B: new Uint8Array(value) }
  },
  decode(stored) {
    const bytes = stored.B
    if (!isBytes(bytes)) throw unexpectedType(stored, 'B')
    return bytes
  },
  classes: valueClass.bytes,
  types: ['B'],
})

export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array || classOf(value) === valueClass.bytes
}
