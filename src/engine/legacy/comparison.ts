import { unreachable } from '../../core/assert.js'
import type { AttributeType, AttributeValue } from '../../protocol/attribute-value.js'
import type { ComparisonOperator, ConditionalOperator } from '../../protocol/legacy.js'
import { legacyConditionValuesMax, legacyConditionsMax } from '../../protocol/limits.js'
import type { ConditionNode } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { compareValues, normalizeValue, typeOf, valueMessages } from '../values/index.js'
import { legacyMessages } from './messages.js'

/** In the order in which the service lists them. */
export const comparisonOperators: readonly ComparisonOperator[] = [
  'IN',
  'NULL',
  'BETWEEN',
  'LT',
  'NOT_CONTAINS',
  'EQ',
  'GT',
  'NOT_NULL',
  'NE',
  'LE',
  'BEGINS_WITH',
  'GE',
  'CONTAINS',
]
export const conditionalOperators: readonly ConditionalOperator[] = ['OR', 'AND']

const scalars: readonly AttributeType[] = ['S', 'N', 'B']
const contained: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL']

interface Arguments {
  readonly least: number
  readonly most: number
  /** Undefined for any. */
  readonly types?: readonly AttributeType[]
}

const argumentsOf: { readonly [TOperator in ComparisonOperator]: Arguments } = {
  EQ: { least: 1, most: 1 },
  NE: { least: 1, most: 1 },
  LE: { least: 1, most: 1, types: scalars },
  LT: { least: 1, most: 1, types: scalars },
  GE: { least: 1, most: 1, types: scalars },
  GT: { least: 1, most: 1, types: scalars },
  CONTAINS: { least: 1, most: 1, types: contained },
  NOT_CONTAINS: { least: 1, most: 1, types: contained },
  BEGINS_WITH: { least: 1, most: 1, types: ['S', 'B'] },
  IN: { least: 1, most: legacyConditionValuesMax, types: scalars },
  BETWEEN: { least: 2, most: 2, types: scalars },
  NULL: { least: 0, most: 0 },
  NOT_NULL: { least: 0, most: 0 },
}

/** What an operator says of an attribute, as a condition. Throws where the values are none that the operator takes. */
export function readComparison(
  attribute: string,
  operator: ComparisonOperator,
  list: readonly AttributeValue[],
): ConditionNode {
  if (attribute === '') throw invalidRequest(valueMessages.emptyName)
  const isTooLong = list.length > legacyConditionValuesMax
  const values = isTooLong ? [] : list.map(normalizeValue)
  if (!comparisonOperators.includes(operator)) throw invalidRequest(legacyMessages.comparisonUnknown)
  if (isTooLong) throw invalidRequest(legacyMessages.argumentCount(operator))
  assertArguments(operator, values)
  const [first, second] = values as [AttributeValue, AttributeValue]
  const path = [attribute] as const
  const left = { kind: 'path', path } as const
  switch (operator) {
    case 'EQ':
      return { kind: 'comparison', operator: '=', left, right: literal(first) }
    case 'NE':
      return { kind: 'comparison', operator: '<>', left, right: literal(first) }
    case 'LE':
      return { kind: 'comparison', operator: '<=', left, right: literal(first) }
    case 'LT':
      return { kind: 'comparison', operator: '<', left, right: literal(first) }
    case 'GE':
      return { kind: 'comparison', operator: '>=', left, right: literal(first) }
    case 'GT':
      return { kind: 'comparison', operator: '>', left, right: literal(first) }
    case 'CONTAINS':
      return { kind: 'contains', operand: left, element: literal(first) }
    case 'NOT_CONTAINS': {
      // Unlike NOT contains(…): an attribute that is not there does not satisfy it.
      const contains = { kind: 'contains', operand: left, element: literal(first) } as const
      return {
        kind: 'and',
        terms: [
          { kind: 'exists', path, isExpected: true },
          { kind: 'not', term: contains },
        ],
      }
    }
    case 'BEGINS_WITH':
      return { kind: 'beginsWith', operand: left, prefix: literal(first) }
    case 'IN':
      return { kind: 'in', operand: left, candidates: values.map(literal) }
    case 'BETWEEN':
      return { kind: 'between', operand: left, lower: literal(first), upper: literal(second) }
    case 'NULL':
      return { kind: 'exists', path, isExpected: false }
    case 'NOT_NULL':
      return { kind: 'exists', path, isExpected: true }
    default:
      return unreachable(operator)
  }
}

function assertArguments(operator: ComparisonOperator, values: readonly AttributeValue[]): void {
  const { least, most, types } = argumentsOf[operator]
  if (values.length < least || values.length > most) {
    throw invalidRequest(legacyMessages.argumentCount(operator))
  }
  const [first, second] = values
  if (first === undefined) return
  if (values.some((value) => typeOf(value) !== typeOf(first))) {
    throw invalidRequest(legacyMessages.argumentTypesDiffer)
  }
  if (types !== undefined && !types.includes(typeOf(first))) {
    throw invalidRequest(legacyMessages.argumentType(operator, typeOf(first)))
  }
  if (operator === 'BETWEEN' && second !== undefined && compareValues(first, second) > 0) {
    throw invalidRequest(legacyMessages.betweenOrder)
  }
}

function literal(value: AttributeValue) {
  return { kind: 'value', value } as const
}

/** What each of many conditions is on, with what it says. Throws when they are more than an expression can hold. */
export function entriesOfConditions<TCondition>(
  conditions: Readonly<Record<string, TCondition>> | undefined,
): [string, TCondition][] {
  if (conditions === undefined || conditions === null) return []
  if (Object.keys(conditions).length > legacyConditionsMax) {
    throw invalidRequest(legacyMessages.tooManyConditions(legacyConditionsMax))
  }
  return Object.entries(conditions)
}

/** Throws unless the operator has conditions to join, `count` of them, and is one. */
export function assertConditionalOperator(operator: ConditionalOperator | undefined, count: number): void {
  if (operator === undefined || operator === null) return
  if (count === 0) throw invalidRequest(legacyMessages.operatorWithoutConditions)
  if (count === 1) throw invalidRequest(legacyMessages.operatorWithOneCondition)
  if (!conditionalOperators.includes(operator)) throw invalidRequest(legacyMessages.operatorUnknown)
}

/** Conditions that all have to hold, or one of them; undefined when there are none. */
export function joinConditions(
  terms: readonly ConditionNode[],
  operator: ConditionalOperator | undefined,
): ConditionNode | undefined {
  if (terms.length < 2) return terms[0]
  return { kind: operator === 'OR' ? 'or' : 'and', terms }
}
