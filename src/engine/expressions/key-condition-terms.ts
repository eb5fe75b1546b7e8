import { unreachable } from '../../core/assert.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { BeginsWithNode, BetweenNode, ComparisonNode, ConditionNode, Operand } from './condition.js'
import { conditionPaths } from './condition.js'
import { keyConditionMessages } from './messages.js'
import type { Comparator } from './syntax.js'

/** One comparison of a key condition, with the attribute that it is about. */
export interface KeyTerm {
  readonly name: string
  readonly test: KeyTest
}

export type KeyTest =
  | { readonly operator: Exclude<Comparator, '<>'>; readonly value: AttributeValue }
  | { readonly operator: 'between'; readonly lower: AttributeValue; readonly upper: AttributeValue }
  | { readonly operator: 'begins_with'; readonly prefix: AttributeValue }

/** The operator that says the same with its operands exchanged. */
const mirrored = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

/** Takes a key condition apart into at most one comparison per attribute, or refuses it in the service's words. */
export function toKeyTerms(condition: ConditionNode): Map<string, KeyTest> {
  for (const path of conditionPaths(condition)) {
    if (path.length > 1) throw keyConditionError(keyConditionMessages.nestedPath)
  }
  const terms = new Map<string, KeyTest>()
  for (const term of condition.kind === 'and' ? flatten(condition) : [condition]) {
    const { name, test } = toKeyTerm(term)
    if (terms.has(name)) throw keyConditionError(keyConditionMessages.repeatedKey)
    terms.set(name, test)
  }
  return terms
}

export function keyConditionError(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}

function flatten(condition: ConditionNode): ConditionNode[] {
  return condition.kind === 'and' ? condition.terms.flatMap(flatten) : [condition]
}

function toKeyTerm(node: ConditionNode): KeyTerm {
  switch (node.kind) {
    case 'comparison':
      return comparisonTerm(node)
    case 'between':
      return betweenTerm(node)
    case 'beginsWith':
      return beginsWithTerm(node)
    case 'and':
    case 'or':
    case 'not':
    case 'in':
      throw keyConditionError(keyConditionMessages.invalidOperator(node.kind.toUpperCase()))
    case 'exists':
      throw keyConditionError(
        keyConditionMessages.invalidOperator(node.isExpected ? 'attribute_exists' : 'attribute_not_exists'),
      )
    case 'attributeType':
      throw keyConditionError(keyConditionMessages.invalidOperator('attribute_type'))
    case 'contains':
      throw keyConditionError(keyConditionMessages.invalidOperator('contains'))
    default:
      return unreachable(node)
  }
}

function comparisonTerm({ operator, left, right }: ComparisonNode): KeyTerm {
  if (operator === '<>') throw keyConditionError(keyConditionMessages.invalidOperator(operator))
  assertNoOperation([left, right])
  if (left.kind === 'path') return { name: left.path[0], test: { operator, value: valueOf(right) } }
  if (right.kind === 'path') {
    return { name: right.path[0], test: { operator: mirrored[operator], value: valueOf(left) } }
  }
  throw keyConditionError(keyConditionMessages.noName)
}

function betweenTerm({ operand, lower, upper }: BetweenNode): KeyTerm {
  const name = keyOf('BETWEEN', operand)
  assertNoOperation([lower, upper])
  return { name, test: { operator: 'between', lower: valueOf(lower), upper: valueOf(upper) } }
}

function beginsWithTerm({ operand, prefix }: BeginsWithNode): KeyTerm {
  const name = keyOf('begins_with', operand)
  assertNoOperation([prefix])
  return { name, test: { operator: 'begins_with', prefix: valueOf(prefix) } }
}

function keyOf(operator: string, operand: Operand): string {
  if (operand.kind !== 'path') throw keyConditionError(keyConditionMessages.keyNotFirst(operator))
  return operand.path[0]
}

function assertNoOperation(operands: readonly Operand[]): void {
  if (operands.some((operand) => operand.kind === 'size')) {
    throw keyConditionError(keyConditionMessages.nestedOperation)
  }
}

/** What the key is compared with: a value, as a second attribute has no place in a key condition. */
function valueOf(operand: Operand): AttributeValue {
  if (operand.kind !== 'value') throw keyConditionError(keyConditionMessages.severalNames)
  return operand.value
}
