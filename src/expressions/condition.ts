import { MonotableError } from '../core/errors.js'
import { hasUnpairedSurrogate } from '../keys/index.js'
import type { AttributeType } from '../protocol/attribute-value.js'
import { inOperandsMax } from '../protocol/limits.js'
import {
  canBe,
  needBounds,
  needCommonType,
  needDistinct,
  needOrder,
  needPlainForm,
  refuseComparison,
} from './comparability.js'
import {
  allOf,
  anyOf,
  negate,
  type Comparator,
  type ConditionNode,
  type FunctionNode,
  type OperandNode,
  type SizeNode,
} from './condition-node.js'
import type { Condition, ConditionOperators } from './condition.types.js'
import { fittingBound } from './fitting-bound.js'
import {
  describe,
  needPlace,
  needSameSource,
  needSubject,
  operandFor,
  referenceOperand,
  refuseUndefined,
  refuseValue,
  SizeObject,
  valueFor,
} from './operand.js'
import type { Place, ReferenceSource } from './place.js'
import { rootOf } from './reference.js'
import { containable } from './stored-types.js'

/** A condition as the user holds it: a node out of reach, and the words that combine it. */
class ConditionObject implements Condition {
  declare readonly '~condition': true
  readonly #node: ConditionNode
  readonly #source: ReferenceSource | undefined

  constructor(node: ConditionNode, source: ReferenceSource | undefined) {
    this.#node = node
    this.#source = source
  }

  and(...others: Condition[]): Condition {
    return combined('and', [this, ...others])
  }
  or(...others: Condition[]): Condition {
    return combined('or', [this, ...others])
  }
  not(): Condition {
    return new ConditionObject(negate(this.#node), this.#source)
  }

  static is(value: unknown): value is ConditionObject {
    return typeof value === 'object' && value !== null && #node in value
  }
  static nodeOf(condition: ConditionObject): ConditionNode {
    return condition.#node
  }
  static sourceOf(condition: ConditionObject): ReferenceSource | undefined {
    return condition.#source
  }
}

/**
 * Runs a builder over the references of an entity and gives the condition as data.
 *
 * @throws MonotableError `expressions.not-a-condition` when it gives something else, `expressions.foreign-reference`
 * when it is about another entity.
 */
export function buildCondition<TReferences>(
  references: TReferences,
  build: (item: TReferences, operators: ConditionOperators) => Condition,
): ConditionNode {
  const { source } = rootOf(references)
  const condition = needCondition(build(references, conditionOperators), source.entityName)
  needSameSource(source, ConditionObject.sourceOf(condition), 'The condition')
  return ConditionObject.nodeOf(condition)
}

function needCondition(value: unknown, where: string): ConditionObject {
  if (ConditionObject.is(value)) return value
  const isSize = SizeObject.nodeOf(value) !== undefined
  throw new MonotableError(
    'expressions.not-a-condition',
    `${where} needs a condition such as eq(o.status, 'paid'), not ${isSize ? 'a size: compare it with a number' : describe(value)}.`,
    {},
  )
}

function combined(word: 'and' | 'or', values: readonly unknown[]): Condition {
  let source: ReferenceSource | undefined
  const nodes: ConditionNode[] = []
  for (const value of values) {
    const condition = needCondition(value, word)
    const other = ConditionObject.sourceOf(condition)
    needSameSource(source, other, `A condition inside ${word}`)
    source ??= other
    nodes.push(ConditionObject.nodeOf(condition))
  }
  const node = word === 'and' ? allOf(...nodes) : anyOf(...nodes)
  if (node !== undefined) return new ConditionObject(node, source)
  throw new MonotableError('expressions.not-a-condition', `${word} needs at least one condition.`, {})
}

function compare(word: string, operator: Comparator, left: unknown, right: unknown): Condition {
  const subject = needSubject(left, word)
  const place = placeOfSubject(subject)
  const isOrdered = operator !== '=' && operator !== '<>'
  if (isOrdered) needOrder(place, subject, word)
  const operand = operandFor(subject, fitting(subject, word, right), word)
  if (isOrdered) needOrder(place, operand, word)
  needCommonType(place, subject, operand, word)
  return new ConditionObject({ kind: 'comparison', operator, left: subject, right: operand }, place.source)
}

function fitting(subject: Place | SizeNode, word: string, bound: unknown): unknown {
  const isBound = subject.kind === 'place' && (word === 'lt' || word === 'gte')
  return isBound ? fittingBound(subject.model, word, bound) : bound
}

function placeOfSubject(subject: Place | SizeNode): Place {
  return subject.kind === 'size' ? subject.place : subject
}

function between(left: unknown, lower: unknown, upper: unknown): Condition {
  const subject = needSubject(left, 'between')
  const place = placeOfSubject(subject)
  needOrder(place, subject, 'between')
  const from = fitting(subject, 'gte', lower)
  const low = operandFor(subject, from, 'between')
  const high = operandFor(subject, upper, 'between')
  needOrder(place, low, 'between')
  needOrder(place, high, 'between')
  needCommonType(place, subject, low, 'between')
  needCommonType(place, subject, high, 'between')
  // Within one second no whole one lies: DynamoDB refuses bounds that cross, and takes two comparisons.
  if (from !== lower && isAfter(from, upper) && !isAfter(lower, upper))
    return compare('gte', '>=', left, lower).and(compare('lte', '<=', left, upper))
  needBounds(place, low, high, 'between')
  return new ConditionObject({ kind: 'between', operand: subject, lower: low, upper: high }, place.source)
}

const isAfter = (one: unknown, other: unknown): boolean =>
  one instanceof Date && other instanceof Date && one.getTime() > other.getTime()

function isIn(left: unknown, values: unknown): Condition {
  const subject = needSubject(left, 'isIn')
  const place = placeOfSubject(subject)
  if (!Array.isArray(values) || values.length === 0 || values.length > inOperandsMax)
    throw new MonotableError(
      'expressions.in-operands',
      `isIn: ${place.title} needs a list of 1 to ${inOperandsMax} values, not ${
        Array.isArray(values) ? `one of ${values.length}` : describe(values)
      }.`,
      { entity: place.source?.entityName, path: place.path, limit: inOperandsMax },
    )
  const operands = values.map((value: unknown) => operandFor(subject, value, 'isIn'))
  for (const operand of operands) needCommonType(place, subject, operand, 'isIn')
  return new ConditionObject({ kind: 'in', operand: subject, values: operands }, place.source)
}

function call(name: FunctionNode['name'], place: Place, argument: OperandNode | undefined): Condition {
  return new ConditionObject({ kind: 'function', name, place, argument }, place.source)
}

function attributeType(reference: unknown, type: unknown): Condition {
  const place = needPlace(reference, 'attributeType')
  if (typeof type !== 'string' || !attributeTypes.has(type))
    return refuseValue(place, 'attributeType', type, `give one of ${[...attributeTypes].join(', ')}`)
  return call('attribute_type', place, { kind: 'value', value: { S: type } })
}

const attributeTypes: ReadonlySet<string> = new Set('S N B SS NS BS M L NULL BOOL'.split(' '))

function beginsWith(reference: unknown, prefix: unknown): Condition {
  const place = needPlace(reference, 'beginsWith')
  needPlainForm(place, 'beginsWith')
  if (!canBe(place, texts)) refuseComparison(place, 'beginsWith')
  const operand = referenceOperand(place, prefix, 'beginsWith') ?? prefixValue(place, prefix)
  if (!canBe(operand, texts)) refuseComparison(place, 'beginsWith')
  needDistinct(place, operand, 'beginsWith')
  return call('begins_with', place, operand)
}

const texts: readonly AttributeType[] = ['S', 'B']

/** The beginning of an allowed value need not be one itself, so text is not encoded as the values are. */
function prefixValue(place: Place, prefix: unknown): OperandNode {
  if (typeof prefix === 'string' && canBe(place, ['S'])) return textValue(place, prefix, 'beginsWith')
  return valueFor(place, place.codec, prefix, 'beginsWith')
}

function textValue(place: Place, text: string, operator: string): OperandNode {
  if (hasUnpairedSurrogate(text))
    refuseValue(place, operator, text, 'it has an unpaired surrogate, which DynamoDB cannot hold')
  return { kind: 'value', value: { S: text } }
}

function contains(reference: unknown, value: unknown): Condition {
  const place = needPlace(reference, 'contains')
  needPlainForm(place, 'contains')
  const operand = referenceOperand(place, value, 'contains') ?? containedValue(place, value)
  needDistinct(place, operand, 'contains')
  return call('contains', place, operand)
}

function containedValue(place: Place, value: unknown): OperandNode {
  const { isText, element } = containable(place.model)
  if (isText && typeof value === 'string') return textValue(place, value, 'contains')
  if (value === undefined) refuseUndefined(place, 'contains')
  if (element === undefined)
    refuseValue(place, 'contains', value, isText ? 'it holds text' : 'it is no text, set or list')
  return valueFor(place, place.codecOf(element), value, 'contains')
}

/** The operators that every condition builder is given: without state, so that one object serves all. */
export const conditionOperators: ConditionOperators = Object.freeze({
  eq: (left: unknown, right: unknown) => compare('eq', '=', left, right),
  ne: (left: unknown, right: unknown) => compare('ne', '<>', left, right),
  lt: (left: unknown, right: unknown) => compare('lt', '<', left, right),
  lte: (left: unknown, right: unknown) => compare('lte', '<=', left, right),
  gt: (left: unknown, right: unknown) => compare('gt', '>', left, right),
  gte: (left: unknown, right: unknown) => compare('gte', '>=', left, right),
  between,
  isIn,
  attributeExists: (place: unknown) =>
    call('attribute_exists', needPlace(place, 'attributeExists'), undefined),
  attributeNotExists: (place: unknown) =>
    call('attribute_not_exists', needPlace(place, 'attributeNotExists'), undefined),
  attributeType,
  beginsWith,
  contains,
  size: (place: unknown) => new SizeObject(needPlace(place, 'size')),
  and: (...conditions: unknown[]) => combined('and', conditions),
  or: (...conditions: unknown[]) => combined('or', conditions),
  not: (condition: unknown) => needCondition(condition, 'not').not(),
})
