import { MonotableError } from '../core/errors.js'
import { describe, needPlace, needSameSource, refuseValue, SizeObject, valueFor } from './operand.js'
import type { Place, ReferenceSource, ValueCodec } from './place.js'
import { placeOf, rootOf } from './reference.js'
import { isRequiredPlace } from './required-place.js'
import {
  addToAttribute,
  deleteElements,
  removeAttribute,
  setAttribute,
  type UpdateNode,
  type UpdateOperandNode,
  type UpdateValueNode,
} from './update-node.js'
import type { UpdateAction, UpdateOperators, UpdateResult, UpdateValue } from './update.types.js'

/** An action as the user holds it. */
class ActionObject<TRoot extends string> implements UpdateAction<TRoot> {
  declare readonly '~action': TRoot
  readonly #node: UpdateNode

  constructor(node: UpdateNode) {
    this.#node = node
  }

  static nodeOf(value: unknown): UpdateNode | undefined {
    return typeof value === 'object' && value !== null && #node in value ? value.#node : undefined
  }
}

/** A value that DynamoDB works out, as the user holds it; `place` tells what its kind of value is. */
class ValueObject implements UpdateValue<never>, UpdateResult<never> {
  declare readonly '~updateValue': never
  declare readonly '~updateResult': never
  readonly #node: UpdateValueNode
  readonly #place: Place

  constructor(node: UpdateValueNode, place: Place) {
    this.#node = node
    this.#place = place
  }

  static nodeOf(value: unknown): UpdateValueNode | undefined {
    return typeof value === 'object' && value !== null && #node in value ? value.#node : undefined
  }
  static placeOf(value: unknown): Place | undefined {
    return typeof value === 'object' && value !== null && #place in value ? value.#place : undefined
  }
}

/**
 * Runs a builder over the references of an entity and gives its actions as data.
 *
 * @throws MonotableError `expressions.not-an-action` when it gives something else, `expressions.foreign-reference` when
 * an action is about another entity, `expressions.required` when it takes away what the schema demands.
 */
export function buildUpdate<TReferences>(
  references: TReferences,
  build: (item: TReferences, operators: UpdateOperators) => readonly UpdateAction[],
): readonly UpdateNode[] {
  const { source } = rootOf(references)
  const actions: unknown = build(references, updateOperators)
  if (!Array.isArray(actions)) return refuseAction(source, actions)
  return actions.map((action: unknown) => {
    const node = ActionObject.nodeOf(action) ?? refuseAction(source, action)
    needSameSource(source, node.place.source, 'The update')
    return node
  })
}

function refuseAction(source: ReferenceSource, value: unknown): never {
  throw new MonotableError(
    'expressions.not-an-action',
    `An update of ${source.entityName} is a list of actions such as set(o.status, 'paid'), not ${describe(value)}.`,
    { entity: source.entityName },
  )
}

function set(reference: unknown, value: unknown): ActionObject<never> {
  const place = needPlace(reference, 'set')
  const computed = computedValue(place, value, 'set')
  return new ActionObject(
    computed === undefined ? setAttribute(place, value) : { kind: 'set', place, value: computed },
  )
}

/** The place or worked-out value that `value` stands for, if it does; throws where that cannot stand in an update. */
function computedValue(place: Place, value: unknown, operator: string): UpdateValueNode | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const node = placeOf(value) ?? ValueObject.nodeOf(value)
  if (node === undefined) {
    if (SizeObject.nodeOf(value) !== undefined)
      refuseValue(place, operator, value, 'size belongs into conditions, an update cannot compute it')
    return undefined
  }
  const origin = node.kind === 'place' ? node : ValueObject.placeOf(value)
  needSameSource(place.source, origin?.source, `${operator}: ${origin?.path}`)
  return node
}

/** An operand of a function or of `+` and `-`, where DynamoDB allows neither sums nor joined lists. */
function operand(place: Place, codec: ValueCodec, value: unknown, operator: string): UpdateOperandNode {
  const computed = computedValue(place, value, operator)
  if (computed === undefined) return valueFor(place, codec, value, operator)
  if (computed.kind !== 'arithmetic' && computed.kind !== 'list-append') return computed
  throw new MonotableError(
    'expressions.nested-result',
    `${operator}: DynamoDB computes one sum or joined list in each SET: work out the constant part for ${place.title} beforehand.`,
    { entity: place.source?.entityName, path: place.path, operator },
  )
}

/** The place whose kind of value an operand has. */
function kindOf(value: unknown): Place | undefined {
  return placeOf(value) ?? ValueObject.placeOf(value)
}

function ifNotExists(reference: unknown, fallback: unknown): ValueObject {
  const place = needPlace(reference, 'ifNotExists')
  const node = operand(place, place.codec, fallback, 'ifNotExists')
  return new ValueObject({ kind: 'if-not-exists', place, fallback: node }, place)
}

function listAppend(first: unknown, second: unknown): ValueObject {
  const place = kindOf(first) ?? kindOf(second) ?? needPlace(first, 'listAppend')
  return new ValueObject(
    {
      kind: 'list-append',
      first: operand(place, place.codec, first, 'listAppend'),
      second: operand(place, place.codec, second, 'listAppend'),
    },
    place,
  )
}

function sum(word: string, operator: '+' | '-', left: unknown, right: unknown): ValueObject {
  const place = kindOf(left) ?? kindOf(right) ?? needPlace(left, word)
  return new ValueObject(
    {
      kind: 'arithmetic',
      operator,
      left: operand(place, place.stepCodec, left, word),
      right: operand(place, place.stepCodec, right, word),
    },
    place,
  )
}

/** What the schema demands can be set: without it, the item could not be read. */
function remove(reference: unknown): ActionObject<never> {
  const place = needPlace(reference, 'remove')
  if (!isRequiredPlace(place)) return new ActionObject(removeAttribute(place))
  throw new MonotableError(
    'expressions.required',
    `remove: ${place.title} is required: it can be set, not removed.`,
    { entity: place.source?.entityName, path: place.path },
  )
}

/** The operators that every update builder is given: without state, so that one object serves all. */
export const updateOperators: UpdateOperators = Object.freeze({
  set,
  remove,
  add: (place: unknown, value: unknown) =>
    new ActionObject<never>(addToAttribute(needPlace(place, 'add'), value)),
  deleteElements: (place: unknown, elements: unknown) =>
    new ActionObject<never>(deleteElements(needPlace(place, 'deleteElements'), elements)),
  ifNotExists,
  listAppend,
  plus: (left: unknown, right: unknown) => sum('plus', '+', left, right),
  minus: (left: unknown, right: unknown) => sum('minus', '-', left, right),
})
