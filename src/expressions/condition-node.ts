import { unreachable } from '../core/assert.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import type { Place } from './place.js'

/** A condition as data: what lies between the operators and the text. */
export type ConditionNode = ComparisonNode | BetweenNode | InNode | FunctionNode | AndNode | OrNode | NotNode

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>='

export interface ComparisonNode {
  readonly kind: 'comparison'
  readonly operator: Comparator
  readonly left: OperandNode
  readonly right: OperandNode
}
export interface BetweenNode {
  readonly kind: 'between'
  readonly operand: OperandNode
  readonly lower: OperandNode
  readonly upper: OperandNode
}
export interface InNode {
  readonly kind: 'in'
  readonly operand: OperandNode
  readonly values: readonly OperandNode[]
}
export interface FunctionNode {
  readonly kind: 'function'
  readonly name: 'attribute_exists' | 'attribute_not_exists' | 'attribute_type' | 'begins_with' | 'contains'
  readonly place: Place
  readonly argument: OperandNode | undefined
}
export interface AndNode {
  readonly kind: 'and'
  readonly conditions: readonly ConditionNode[]
}
export interface OrNode {
  readonly kind: 'or'
  readonly conditions: readonly ConditionNode[]
}
export interface NotNode {
  readonly kind: 'not'
  readonly condition: ConditionNode
}

/** What stands beside an operator. */
export type OperandNode = Place | SizeNode | ValueNode

export interface SizeNode {
  readonly kind: 'size'
  readonly place: Place
}
export interface ValueNode {
  readonly kind: 'value'
  readonly value: AttributeValue
}

/** `place operator value`, the value in stored form. */
export function compareStored(place: Place, operator: Comparator, value: AttributeValue): ConditionNode {
  return { kind: 'comparison', operator, left: place, right: { kind: 'value', value } }
}

/** `attribute_exists(place)` */
export function exists(place: Place): ConditionNode {
  return { kind: 'function', name: 'attribute_exists', place, argument: undefined }
}

/** `attribute_not_exists(place)` */
export function notExists(place: Place): ConditionNode {
  return { kind: 'function', name: 'attribute_not_exists', place, argument: undefined }
}

/** All of them; `undefined` stands for no condition, and so does none at all. */
export function allOf(...conditions: readonly (ConditionNode | undefined)[]): ConditionNode | undefined {
  return combine('and', conditions)
}

/** At least one of them; `undefined` among them is left out. */
export function anyOf(...conditions: readonly (ConditionNode | undefined)[]): ConditionNode | undefined {
  return combine('or', conditions)
}

/** The opposite; that of an opposite is what it was. */
export function negate(condition: ConditionNode): ConditionNode {
  return condition.kind === 'not' ? condition.condition : { kind: 'not', condition }
}

/** Chains of one operator become one node, so that the text needs no parentheses. */
function combine(
  kind: 'and' | 'or',
  conditions: readonly (ConditionNode | undefined)[],
): ConditionNode | undefined {
  const flat: ConditionNode[] = []
  for (const condition of conditions) {
    if (condition === undefined) continue
    if (condition.kind === kind) flat.push(...condition.conditions)
    else flat.push(condition)
  }
  return flat.length > 1 ? { kind, conditions: flat } : flat[0]
}

/**
 * The attributes of the item, by their stored names, that a condition is about: what tells whether a filter touches a
 * key of the queried index, which DynamoDB refuses.
 */
export function conditionAttributes(node: ConditionNode): ReadonlySet<string> {
  const names = new Set<string>()
  collect(node, names)
  return names
}

function collect(node: ConditionNode, names: Set<string>): void {
  switch (node.kind) {
    case 'comparison':
      collectOperand(node.left, names)
      return collectOperand(node.right, names)
    case 'between':
      collectOperand(node.operand, names)
      collectOperand(node.lower, names)
      return collectOperand(node.upper, names)
    case 'in':
      collectOperand(node.operand, names)
      for (const value of node.values) collectOperand(value, names)
      return
    case 'function':
      names.add(node.place.root)
      return node.argument && collectOperand(node.argument, names)
    case 'and':
    case 'or':
      for (const condition of node.conditions) collect(condition, names)
      return
    case 'not':
      return collect(node.condition, names)
    default:
      return unreachable(node, 'condition')
  }
}

function collectOperand(operand: OperandNode, names: Set<string>): void {
  if (operand.kind === 'place') names.add(operand.root)
  else if (operand.kind === 'size') names.add(operand.place.root)
}
