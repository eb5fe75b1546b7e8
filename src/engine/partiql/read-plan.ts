import type { AttributeValue } from '../../protocol/attribute-value.js'
import { statementPartitionsMax } from '../../protocol/limits.js'
import { invalidRequest } from '../faults.js'
import type { ConditionNode, Operand, SortRange } from '../expressions/index.js'
import { expressionMessages } from '../expressions/index.js'
import type { EntryRange } from '../reads/entry-range.js'
import { partitionRange, segmentRange } from '../reads/entry-range.js'
import { sortInterval } from '../reads/sort-interval.js'
import { assertNotEmpty } from '../tables/item-keys.js'
import type { KeyAttribute, KeySchema } from '../tables/key-schema.js'
import { partitionText } from '../tables/key-schema.js'
import { compareValues, typeOf, valuesEqual } from '../values/index.js'
import { partiqlMessages } from './messages.js'
import type { OrderTerm } from './statement.js'
import { assertKeyType, equalTo, termsOf } from './statement-key.js'

/** What a SELECT has to look at: everything, or some partitions, one after the other. */
export interface StatementPlan {
  readonly ranges: readonly EntryRange[]
  readonly isForward: boolean
  /** Whether the partition key is pinned by a term of its own, and not by each side of an OR. */
  readonly isKeyed: boolean
}

/**
 * Finds the entries that can fulfil a condition by the key of the table or index. It may find more: the condition is
 * evaluated on each. Throws when the condition compares key attributes with values of other types.
 */
export function planRead(
  key: KeySchema,
  condition: ConditionNode | undefined,
  order: readonly OrderTerm[],
): StatementPlan {
  const partitions = partitionsOf(key, condition)
  assertOrder(key, order, partitions !== undefined)
  if (partitions === undefined) {
    assertConditionTypes(key, condition)
    return { ranges: [segmentRange(0, 1)], isForward: true, isKeyed: false }
  }
  const terms = termsOf(condition)
  for (const term of terms) assertKeyTerm(key, term)
  const interval = sortInterval(key.sort.length, sortConditions(key.sort, terms))
  const isDescending = (attributes: readonly KeyAttribute[]) =>
    order.some((term) => term.isDescending && attributes.some(({ name }) => name === term.attribute))
  const ordered = isDescending(key.partition) ? partitions.toReversed() : partitions
  return {
    ranges: ordered.map((values) => partitionRange(key, partitionText(values), interval)),
    isForward: !isDescending(key.sort),
    isKeyed:
      partitionsOf(key, { kind: 'and', terms: terms.filter(({ kind }) => kind !== 'or') }) !== undefined,
  }
}

/** The partitions that a condition leaves, in their order, each as the values of its key; undefined when it leaves all. */
function partitionsOf(
  { partition }: KeySchema,
  condition: ConditionNode | undefined,
): readonly (readonly AttributeValue[])[] | undefined {
  // There is no other: indexes with several are refused.
  const [first] = partition as [KeyAttribute]
  if (condition === undefined) return undefined
  const values = valuesLeft(condition, first.name)
  if (values === undefined) return undefined
  for (const value of values) assertKeyType(first.name, first.type, value)
  if (values.length > statementPartitionsMax) {
    throw invalidRequest(expressionMessages.tooManyInOperands(values.length))
  }
  const distinct: AttributeValue[] = []
  for (const value of values.toSorted(compareValues)) {
    const last = distinct.at(-1)
    if (last === undefined || !valuesEqual(last, value)) distinct.push(value)
  }
  return distinct.map((value) => [value])
}

/** The values that a condition leaves to an attribute: by equality or IN, in one term of AND, in all terms of OR. */
function valuesLeft(node: ConditionNode, attribute: string): readonly AttributeValue[] | undefined {
  switch (node.kind) {
    case 'and': {
      for (const term of node.terms) {
        const values = valuesLeft(term, attribute)
        if (values !== undefined) return values
      }
      return undefined
    }
    case 'or': {
      const values: AttributeValue[] = []
      for (const term of node.terms) {
        const left = valuesLeft(term, attribute)
        if (left === undefined) return undefined
        values.push(...left)
      }
      return values
    }
    case 'in':
      return valuesListed(node, attribute)
    default: {
      const value = equalTo(node, attribute)
      return value === undefined ? undefined : [value]
    }
  }
}

function valuesListed(
  { candidates, operand }: Extract<ConditionNode, { kind: 'in' }>,
  name: string,
): readonly AttributeValue[] | undefined {
  if (!isAttribute(operand, name)) return undefined
  const values = candidates.flatMap((candidate) => (candidate.kind === 'value' ? [candidate.value] : []))
  if (values.length < candidates.length) return undefined
  return values
}

/** Equalities on the first sort attributes, and the first range on the one after them. */
function sortConditions(
  sort: readonly KeyAttribute[],
  terms: readonly ConditionNode[],
): { sortEquals: AttributeValue[]; range: SortRange | undefined } {
  const sortEquals: AttributeValue[] = []
  for (const { name } of sort) {
    const [value] = terms.flatMap((term) => equalTo(term, name) ?? [])
    if (value === undefined) {
      const [range] = terms.flatMap((term) => rangeOn(term, name) ?? [])
      return { sortEquals, range }
    }
    sortEquals.push(value)
  }
  return { sortEquals, range: undefined }
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

function rangeOn(term: ConditionNode, name: string): SortRange | undefined {
  switch (term.kind) {
    case 'comparison': {
      const { left, operator, right } = term
      if (operator === '=' || operator === '<>') return undefined
      if (isAttribute(left, name) && right.kind === 'value') return { operator, value: right.value }
      if (isAttribute(right, name) && left.kind === 'value') {
        return { operator: mirrored[operator], value: left.value }
      }
      return undefined
    }
    case 'between': {
      const { lower, operand, upper } = term
      if (!isAttribute(operand, name) || lower.kind !== 'value' || upper.kind !== 'value') return undefined
      return { operator: 'between', lower: lower.value, upper: upper.value }
    }
    case 'beginsWith': {
      const { operand, prefix } = term
      if (!isAttribute(operand, name) || prefix.kind !== 'value') return undefined
      return { operator: 'begins_with', prefix: prefix.value }
    }
    default:
      return undefined
  }
}

function isAttribute(operand: Operand, name: string): boolean {
  return operand.kind === 'path' && operand.path.length === 1 && operand.path[0] === name
}

/** A term on a key attribute that a query follows: values of the attribute's type, and not empty. */
function assertKeyTerm(key: KeySchema, term: ConditionNode): void {
  for (const { name, type } of key.attributes) {
    for (const value of comparedWith(term, name)) {
      assertKeyType(name, type, value)
      assertNotEmpty(name, value)
    }
  }
}

/** A scan compares key attributes with values of their types alone, wherever in its condition. */
function assertConditionTypes(key: KeySchema, condition: ConditionNode | undefined): void {
  if (condition === undefined) return
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const term of condition.terms) assertConditionTypes(key, term)
      return
    case 'not':
      return assertConditionTypes(key, condition.term)
    default:
      for (const { name, type } of key.attributes) {
        if (comparedWith(condition, name).some((value) => typeOf(value) !== type)) {
          throw invalidRequest(partiqlMessages.conditionType)
        }
      }
  }
}

/** The values with which a condition compares an attribute as a whole. */
function comparedWith(condition: ConditionNode, name: string): AttributeValue[] {
  const [subject, others] = operandsOf(condition, name)
  if (subject === undefined || !isAttribute(subject, name)) return []
  return others.flatMap((operand) => (operand.kind === 'value' ? [operand.value] : []))
}

function operandsOf(condition: ConditionNode, name: string): [Operand | undefined, readonly Operand[]] {
  switch (condition.kind) {
    case 'comparison': {
      const { left, right } = condition
      return isAttribute(left, name) ? [left, [right]] : [right, [left]]
    }
    case 'between':
      return [condition.operand, [condition.lower, condition.upper]]
    case 'in':
      return [condition.operand, condition.candidates]
    case 'beginsWith':
      return [condition.operand, [condition.prefix]]
    default:
      return [undefined, []]
  }
}

function assertOrder(key: KeySchema, order: readonly OrderTerm[], hasPartitions: boolean): void {
  if (order.length === 0) return
  for (const { attribute } of order) {
    if (!key.has(attribute)) throw invalidRequest(partiqlMessages.orderNotByKey(attribute))
  }
  if (!hasPartitions) throw invalidRequest(partiqlMessages.orderWithoutKey)
}
