import { MonotableError } from '../core/errors.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import type { OperandNode, SizeNode, ValueNode } from './condition-node.js'
import { Place, type ReferenceSource, type ValueCodec } from './place.js'
import { placeOf } from './reference.js'
import type { SizeReference } from './reference.types.js'

/** What `size` gives: it stands where a number would. */
export class SizeObject implements SizeReference {
  declare readonly '~value': number
  declare readonly '~size': true
  readonly #node: SizeNode

  constructor(place: Place) {
    this.#node = { kind: 'size', place }
  }

  static nodeOf(value: unknown): SizeNode | undefined {
    return typeof value === 'object' && value !== null && #node in value ? value.#node : undefined
  }
}

/** The place, or the size of what is there, that stands on the left of an operator. */
export function needSubject(value: unknown, operator: string): Place | SizeNode {
  return placeOf(value) ?? SizeObject.nodeOf(value) ?? needPlace(value, operator)
}

/** The place that a reference names; throws `expressions.not-a-place` for anything else. */
export function needPlace(reference: unknown, operator: string): Place {
  const place = placeOf(reference)
  if (place !== undefined) return place
  throw new MonotableError(
    'expressions.not-a-place',
    `${operator} needs a reference such as o.status, not ${describe(reference)}.`,
    { operator },
  )
}

/** Refuses places of two entities in one expression: the names of one mean nothing to the other. */
export function needSameSource(
  source: ReferenceSource | undefined,
  other: ReferenceSource | undefined,
  what: string,
): void {
  if (source === other || source === undefined || other === undefined) return
  throw new MonotableError(
    'expressions.foreign-reference',
    `${what} is about ${other.entityName}, but the expression is about ${source.entityName}: use the references that the builder is given.`,
    { entity: source.entityName, foreignEntity: other.entityName },
  )
}

/** What stands beside a subject: another place, a size, or a value of the schema, encoded as those at the place are. */
export function operandFor(subject: Place | SizeNode, value: unknown, operator: string): OperandNode {
  const place = subject.kind === 'size' ? subject.place : subject
  const other = referenceOperand(place, value, operator)
  if (other !== undefined) return other
  if (subject.kind === 'place') return valueFor(place, place.codec, value, operator)
  if (typeof value === 'number' && Number.isFinite(value))
    return { kind: 'value', value: { N: String(value) } }
  if (value === undefined) refuseUndefined(place, operator)
  return refuseValue(place, operator, value, 'a size is compared with numbers')
}

/** The place or the size that `value` stands for, if it does. */
export function referenceOperand(place: Place, value: unknown, operator: string): OperandNode | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const other = placeOf(value) ?? SizeObject.nodeOf(value)
  if (other === undefined) return undefined
  const { source, path } = other.kind === 'size' ? other.place : other
  if (source !== place.source) needSameSource(place.source, source, `${operator}: ${path}`)
  return other
}

/**
 * The stored form of a value that stands beside `place`, `undefined` for what is not stored, such as an empty set;
 * throws `expressions.undefined-value` or `expressions.value`.
 */
export function encodeFor(
  place: Place,
  codec: ValueCodec,
  value: unknown,
  operator: string,
): AttributeValue | undefined {
  if (value === undefined) refuseUndefined(place, operator)
  try {
    return codec.encode(value)
  } catch (cause) {
    return refuseValue(place, operator, value, reasonOf(place, cause), cause)
  }
}

/** What a codec says of a value, without the entity, which the place names already. */
function reasonOf({ source }: Place, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const entity = `${source?.entityName}: `
  return reason.startsWith(entity) ? reason.slice(entity.length) : reason
}

/** The same as a node; throws `expressions.empty-set` for what is not stored. */
export function valueFor(place: Place, codec: ValueCodec, value: unknown, operator: string): ValueNode {
  return { kind: 'value', value: encodeFor(place, codec, value, operator) ?? refuseEmpty(place, operator) }
}

export function refuseValue(
  place: Place,
  operator: string,
  value: unknown,
  reason: string,
  cause?: unknown,
): never {
  throw new MonotableError(
    'expressions.value',
    `${operator}: ${describe(value)} does not go with ${place.title}: ${reason.replace(/\.$/, '')}.`,
    { entity: place.source?.entityName, path: place.path, operator },
    cause === undefined ? undefined : { cause },
  )
}

export function refuseUndefined(place: Place, operator: string): never {
  throw new MonotableError(
    'expressions.undefined-value',
    `${operator}: the value for ${place.title} is undefined: leave the call out, or use remove or attributeNotExists.`,
    { entity: place.source?.entityName, path: place.path, operator },
  )
}

export function refuseEmpty(place: Place, operator: string): never {
  throw new MonotableError(
    'expressions.empty-set',
    `${operator}: an empty set for ${place.title}: DynamoDB stores none; leave the call out, or use remove or attributeNotExists.`,
    { entity: place.source?.entityName, path: place.path, operator },
  )
}

/** A value as a message shows it. */
export function describe(value: unknown): string {
  const place = value instanceof Place ? value : placeOf(value)
  if (place !== undefined) return `the reference ${place.title}`
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'undefined':
      return String(value)
    case 'object':
      return value === null ? 'null' : value instanceof Date ? 'a Date' : 'an object'
    default:
      return `a ${typeof value}`
  }
}
