import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import { exactNumber, wholeNumber } from './decimal.js'
import { decodeEntries, encodeEntry } from './entries.js'
import { deeper, emptySet, Failure, unexpectedType, wrongKind } from './failure.js'
import { decodeFrom, encodeFrom } from './lists.js'
import type { NodeCodec } from './node-codec.js'
import { classOf, everyClass, everyType, typeOfStored, valueClass } from './node-codec.js'
import { assertWellFormed, decodeNumber, encodeBigint, encodeNumber, isBytes } from './scalars.js'
import { distinctBytes } from './sets.js'

const expected = 'a value that DynamoDB can hold'
const fix = 'Describe it in the schema: z.date(), z.map(), z.bigint(), or z.codec to say what is stored'

function encode(value: unknown, depth: number): AttributeValue {
  switch (classOf(value)) {
    case valueClass.string:
      assertWellFormed(value as string)
      return { S: value as string }
    case valueClass.number:
      return { N: encodeNumber(value as number) }
    case valueClass.bigint:
      return { N: largeBigint(value as bigint) }
    case valueClass.boolean:
      return { BOOL: value as boolean }
    case valueClass.null:
      return { NULL: true }
    case valueClass.bytes:
      return { B: new Uint8Array(value as Uint8Array) }
    case valueClass.set:
      return encodeSet([...(value as ReadonlySet<unknown>)])
    case valueClass.array:
      return { L: encodeFrom(value as unknown[], 0, [...(value as unknown[])], encode, deeper(depth)) }
    case valueClass.object:
      return { M: encodeMembers(value as Readonly<Record<string, unknown>>, deeper(depth)) }
    default:
      throw wrongKind(value, expected, fix)
  }
}

function encodeMembers(value: Readonly<Record<string, unknown>>, depth: number): AttributeMap {
  const out: AttributeMap = {}
  for (const name of Object.keys(value))
    if (value[name] !== undefined) encodeEntry(out, name, value[name], encode, depth)
  return out
}

/** Without a schema, a number is read as a double where it is one exactly: only others come back as a bigint. */
function largeBigint(value: bigint): string {
  const text = encodeBigint(value)
  if (exactNumber(text) === undefined) return text
  throw new Failure(
    'marshalling.kind',
    `without a schema, the bigint ${text} would be read back as a number. Give a number, or describe it with z.bigint().`,
    { value: text },
  )
}

function encodeSet(values: readonly unknown[]): AttributeValue {
  if (values.length === 0) throw emptySet()
  const classes = values.reduce<number>((bits, value) => bits | classOf(value), 0)
  switch (classes) {
    case valueClass.string:
      for (const text of values) assertWellFormed(text as string)
      return { SS: values as string[] }
    case valueClass.number:
      return { NS: values.map((value) => encodeNumber(value as number)) }
    case valueClass.bigint:
    case valueClass.bigint | valueClass.number:
      return {
        NS: values.map((value) =>
          typeof value === 'bigint' ? largeBigint(value) : encodeNumber(value as number),
        ),
      }
    case valueClass.bytes:
      return { BS: distinctBytes(values.map((bytes) => new Uint8Array(bytes as Uint8Array))) }
    default:
      throw wrongKind(values, 'a Set of only strings, only numbers or only bytes', 'Use an array')
  }
}

function decode(stored: AttributeValue): unknown {
  const type = typeOfStored(stored)
  switch (type) {
    case 'S':
    case 'B':
    case 'BOOL':
      return stored[type]
    case 'NULL':
      return null
    case 'N':
      return decodeAnyNumber(stored)
    case 'SS':
    case 'BS':
      return new Set<unknown>(stored[type])
    case 'NS':
      return new Set(stored.NS?.map((text) => decodeAnyNumber({ N: text })))
    case 'L':
      return decodeFrom(stored.L ?? [], 0, [], decode)
    case 'M':
      return decodeEntries(stored.M ?? {}, {}, decode)
    case undefined:
      throw unexpectedType(stored, expected)
  }
}

function decodeAnyNumber(stored: AttributeValue): number | bigint {
  const text = stored.N ?? ''
  const whole = exactNumber(text) === undefined ? wholeNumber(text) : undefined
  return whole ?? decodeNumber(stored)
}

function holds(value: unknown): boolean {
  switch (classOf(value)) {
    case valueClass.array:
      return (value as unknown[]).every(holds)
    case valueClass.object:
      return Object.values(value as object).every((member) => member === undefined || holds(member))
    case valueClass.set:
      return [...(value as ReadonlySet<unknown>)].every(
        (member) => typeof member !== 'object' || isBytes(member),
      )
    case valueClass.date:
    case valueClass.map:
    case valueClass.other:
      return false
    default:
      return true
  }
}

/**
 * The codec of a value that the schema does not describe: each is stored by what it is, and only where it comes back
 * as it was. A Date, a Map, a small bigint, or an instance of a class would not, and is refused.
 */
export const unknownCodec: NodeCodec = {
  encode,
  decode,
  decodePartial: decode,
  holds,
  accepts: (stored) => typeOfStored(stored) !== undefined,
  absent: undefined,
  classes: everyClass,
  types: everyType,
  description: expected,
}
