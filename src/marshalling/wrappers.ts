import type { AttributeValue } from '../protocol/attribute-value.js'
import type { CodecModel } from '../schema/index.js'
import { MonotableError } from '../core/errors.js'
import { Failure, wrongKind } from './failure.js'
import type { NodeCodec } from './node-codec.js'
import { everyClass, everyType, valueClass } from './node-codec.js'

export function nullableCodec(inner: NodeCodec): NodeCodec {
  return {
    encode: (value, depth) => (value === null ? { NULL: true } : inner.encode(value, depth)),
    decode: (stored) => (stored.NULL === undefined ? inner.decode(stored) : null),
    decodePartial: (stored) => (stored.NULL === undefined ? inner.decodePartial(stored) : null),
    holds: (value) => value === null || inner.holds(value),
    accepts: (stored, isExact) => stored.NULL !== undefined || inner.accepts(stored, isExact),
    absent: inner.absent,
    classes: inner.classes | valueClass.null,
    types: [...new Set([...inner.types, 'NULL' as const])],
    description: `${inner.description} or null`,
  }
}

/** A form that refers to itself: what it stands for is compiled by the time a value comes by. */
export function lazyCodec(resolve: () => NodeCodec): NodeCodec {
  let resolved: NodeCodec | undefined
  const inner = (): NodeCodec => (resolved ??= resolve())
  return {
    encode: (value, depth) => inner().encode(value, depth),
    decode: (stored) => inner().decode(stored),
    decodePartial: (stored) => inner().decodePartial(stored),
    holds: (value) => inner().holds(value),
    accepts: (stored, isExact) => inner().accepts(stored, isExact),
    absent: undefined,
    classes: everyClass,
    types: everyType,
    description: 'a value of the recursive schema',
  }
}

/** A conversion of the schema's own, around the codec of what is stored. */
export function conversionCodec(model: CodecModel, stored: NodeCodec): NodeCodec {
  const toStored = (value: unknown): unknown => converted(model.encode, value, 'encode')
  const fromStored = (value: unknown): unknown => converted(model.decode, value, 'decode')
  const { absent } = stored
  const decode = (encoded: AttributeValue): unknown => fromStored(stored.decode(encoded))
  return {
    encode(value, depth) {
      const encoded = toStored(value)
      if (encoded === undefined)
        throw wrongKind(encoded, 'a value from the codec', 'Let its encode return one')
      return stored.encode(encoded, depth)
    },
    decode,
    // A projection names paths of the value, and none leads into what a codec stores: it comes whole.
    decodePartial: decode,
    holds: (value) => succeeds(() => stored.holds(model.encode(value))),
    accepts: (encoded, isExact) =>
      stored.accepts(encoded, isExact) && succeeds(() => (fromStored(stored.decode(encoded)), true)),
    absent: absent === undefined ? undefined : () => fromStored(absent()),
    classes: everyClass,
    types: stored.types,
    description: 'a value of the codec',
  }
}

function converted(convert: (value: unknown) => unknown, value: unknown, verb: 'encode' | 'decode'): unknown {
  try {
    return convert(value)
  } catch (cause) {
    if (cause instanceof MonotableError && cause.code === 'schema.async') throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Failure(
      'marshalling.codec',
      `the codec of the schema failed to ${verb}: ${reason}`,
      { verb },
      cause,
    )
  }
}

function succeeds(attempt: () => boolean): boolean {
  try {
    return attempt()
  } catch {
    return false
  }
}
