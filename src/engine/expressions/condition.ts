import type { AttributeType, AttributeValue } from '../../protocol/attribute-value.js'
import type { DocumentPath } from './document-path.js'
import type { Comparator } from './syntax.js'

/** A condition with its placeholders resolved, ready to be evaluated on items. */
export type ConditionNode =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly ConditionNode[] }
  | { readonly kind: 'not'; readonly term: ConditionNode }
  | ComparisonNode
  | BetweenNode
  | { readonly kind: 'in'; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: DocumentPath; readonly isExpected: boolean }
  | { readonly kind: 'attributeType'; readonly operand: Operand; readonly type: AttributeType }
  | BeginsWithNode
  | { readonly kind: 'contains'; readonly operand: Operand; readonly element: Operand }

export interface ComparisonNode {
  readonly kind: 'comparison'
  readonly operator: Comparator
  readonly left: Operand
  readonly right: Operand
}
export interface BetweenNode {
  readonly kind: 'between'
  readonly operand: Operand
  readonly lower: Operand
  readonly upper: Operand
}
export interface BeginsWithNode {
  readonly kind: 'beginsWith'
  readonly operand: Operand
  readonly prefix: Operand
}

export type Operand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly operand: Operand }

/** The operands of a condition and of the conditions in it, left to right. */
function operandsOf(node: ConditionNode): Operand[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.terms.flatMap(operandsOf)
    case 'not':
      return operandsOf(node.term)
    case 'comparison':
      return [node.left, node.right]
    case 'between':
      return [node.operand, node.lower, node.upper]
    case 'in':
      return [node.operand, ...node.candidates]
    case 'exists':
      return [{ kind: 'path', path: node.path }]
    case 'attributeType':
      return [node.operand]
    case 'beginsWith':
      return [node.operand, node.prefix]
    case 'contains':
      return [node.operand, node.element]
  }
}

/** How many operands a condition reads, at most. */
export function operandCount(node: ConditionNode): number {
  return operandsOf(node).length
}

/** Every document path that a condition reads, left to right. */
export function conditionPaths(node: ConditionNode): DocumentPath[] {
  return operandsOf(node).flatMap(operandPaths)
}

function operandPaths(operand: Operand): DocumentPath[] {
  if (operand.kind === 'path') return [operand.path]
  return operand.kind === 'size' ? operandPaths(operand.operand) : []
}
