import { unreachable } from '../../core/assert.js'
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
function operandsOf(node: ConditionNode, operands: Operand[] = []): Operand[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const term of node.terms) operandsOf(term, operands)
      break
    case 'not':
      operandsOf(node.term, operands)
      break
    case 'comparison':
      operands.push(node.left, node.right)
      break
    case 'between':
      operands.push(node.operand, node.lower, node.upper)
      break
    case 'in':
      operands.push(node.operand)
      for (const candidate of node.candidates) operands.push(candidate)
      break
    case 'exists':
      operands.push({ kind: 'path', path: node.path })
      break
    case 'attributeType':
      operands.push(node.operand)
      break
    case 'beginsWith':
      operands.push(node.operand, node.prefix)
      break
    case 'contains':
      operands.push(node.operand, node.element)
      break
    default:
      return unreachable(node)
  }
  return operands
}

/** How many operands a condition reads, at most. */
export function operandCount(node: ConditionNode): number {
  return operandsOf(node).length
}

/** Every document path that a condition reads, left to right. */
export function conditionPaths(node: ConditionNode): DocumentPath[] {
  const paths: DocumentPath[] = []
  for (const operand of operandsOf(node)) addPaths(operand, paths)
  return paths
}

function addPaths(operand: Operand, paths: DocumentPath[]): void {
  if (operand.kind === 'path') paths.push(operand.path)
  else if (operand.kind === 'size') addPaths(operand.operand, paths)
}
