import type { AttributeType, AttributeValue } from '../protocol/attribute-value.js'
import type { ValueNode } from './condition-node.js'
import { encodeFor, refuseEmpty, refuseValue } from './operand.js'
import type { Place, ValueCodec } from './place.js'

/** One action of an update as data: what lies between the operators and the text. */
export type UpdateNode = SetNode | RemoveNode | AddNode | DeleteNode

export interface SetNode {
  readonly kind: 'set'
  readonly place: Place
  readonly value: UpdateValueNode
}
export interface RemoveNode {
  readonly kind: 'remove'
  readonly place: Place
}
export interface AddNode {
  readonly kind: 'add'
  readonly place: Place
  readonly value: AttributeValue
}
export interface DeleteNode {
  readonly kind: 'delete'
  readonly place: Place
  readonly value: AttributeValue
}

/** The right side of `SET`. */
export type UpdateValueNode = UpdateOperandNode | ListAppendNode | ArithmeticNode

/** What may stand inside a function or beside `+` and `-`. */
export type UpdateOperandNode = Place | ValueNode | IfNotExistsNode

export interface IfNotExistsNode {
  readonly kind: 'if-not-exists'
  readonly place: Place
  readonly fallback: UpdateOperandNode
}
export interface ListAppendNode {
  readonly kind: 'list-append'
  readonly first: UpdateOperandNode
  readonly second: UpdateOperandNode
}
export interface ArithmeticNode {
  readonly kind: 'arithmetic'
  readonly operator: '+' | '-'
  readonly left: UpdateOperandNode
  readonly right: UpdateOperandNode
}

const emptyList: ValueNode = { kind: 'value', value: { L: [] } }

/** `SET place = value`; a value that is not stored, such as an empty set, takes away what is there. */
export function setAttribute(place: Place, value: unknown): SetNode | RemoveNode {
  const stored = encodeFor(place, place.codec, value, 'set')
  return stored === undefined ? { kind: 'remove', place } : setStored(place, stored)
}

/** `REMOVE place` */
export function removeAttribute(place: Place): RemoveNode {
  return { kind: 'remove', place }
}

/** `ADD place value`: to a number (0 where there is none), or elements to a set. */
export function addToAttribute(place: Place, value: unknown): AddNode {
  const codec = value instanceof Set ? place.codec : place.stepCodec
  return { kind: 'add', place, value: storedAs(place, codec, value, 'add', addable) }
}

/** `DELETE place elements`: elements from a set. */
export function deleteElements(place: Place, elements: unknown): DeleteNode {
  return { kind: 'delete', place, value: storedAs(place, place.codec, elements, 'deleteElements', setTypes) }
}

/** `SET place = list_append(if_not_exists(place, []), elements)` */
export function appendToList(place: Place, elements: unknown): SetNode {
  const second = listFor(place, elements, 'append')
  return { kind: 'set', place, value: { kind: 'list-append', first: orEmpty(place), second } }
}

/** `SET place = list_append(elements, if_not_exists(place, []))` */
export function prependToList(place: Place, elements: unknown): SetNode {
  const first = listFor(place, elements, 'prepend')
  return { kind: 'set', place, value: { kind: 'list-append', first, second: orEmpty(place) } }
}

/** `SET place = value`, the value in stored form: for attributes that the schema does not know, such as index keys. */
export function setStored(place: Place, value: AttributeValue): SetNode {
  return { kind: 'set', place, value: { kind: 'value', value } }
}

/** `SET place = if_not_exists(place, value)`, in stored form: what is there stays. */
export function setStoredIfAbsent(place: Place, value: AttributeValue): SetNode {
  return { kind: 'set', place, value: { kind: 'if-not-exists', place, fallback: { kind: 'value', value } } }
}

/**
 * `SET place = place + step`, in stored form: what raises a version. With `start`, an item without the attribute counts
 * from there: `SET place = if_not_exists(place, start) + step`.
 */
export function addStored(place: Place, step: AttributeValue, start?: AttributeValue): SetNode {
  const left: UpdateOperandNode =
    start === undefined ? place : { kind: 'if-not-exists', place, fallback: { kind: 'value', value: start } }
  return {
    kind: 'set',
    place,
    value: { kind: 'arithmetic', operator: '+', left, right: { kind: 'value', value: step } },
  }
}

/** The attributes of the item, by their stored names, that an update changes. */
export function updatedAttributes(actions: readonly UpdateNode[]): ReadonlySet<string> {
  return new Set(actions.map(({ place }) => place.root))
}

/** Lists that an item may lack count as empty, since a schema's default need not have been stored. */
function orEmpty(place: Place): IfNotExistsNode {
  return { kind: 'if-not-exists', place, fallback: emptyList }
}

function listFor(place: Place, elements: unknown, operator: string): ValueNode {
  return { kind: 'value', value: storedAs(place, place.codec, elements, operator, listTypes) }
}

/** The stored form of a value, which must be of one of these types: the action means nothing for others. */
function storedAs(
  place: Place,
  codec: ValueCodec,
  value: unknown,
  operator: string,
  types: readonly AttributeType[],
): AttributeValue {
  const held = place.types
  // What the place can never hold is not told by the value's kind: another one would not do either.
  if (held === undefined || types.some((type) => held.has(type))) {
    const stored = encodeFor(place, codec, value, operator) ?? refuseEmpty(place, operator)
    for (const type of types) if (stored[type] !== undefined) return stored
  }
  return refuseValue(place, operator, value, `${operator} works on what is stored as ${types.join(' or ')}`)
}

const setTypes: readonly AttributeType[] = ['SS', 'NS', 'BS']
const addable: readonly AttributeType[] = ['N', ...setTypes]
const listTypes: readonly AttributeType[] = ['L']
