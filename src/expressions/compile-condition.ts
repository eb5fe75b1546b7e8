import { unreachable } from '../core/assert.js'
import type { ConditionNode, OperandNode } from './condition-node.js'
import type { ExpressionContext } from './expression-context.js'

/**
 * The text of a condition, its names and values in `context`. Parentheses stand only where the text would mean
 * something else without them: DynamoDB refuses redundant ones.
 *
 * @throws MonotableError `expressions.too-large` or `expressions.too-many-operators`
 */
export function compileCondition(
  node: ConditionNode,
  context: ExpressionContext,
  kind: 'ConditionExpression' | 'FilterExpression' = 'ConditionExpression',
): string {
  return context.finish(kind, textOf(node, context))
}

/**
 * The text of a condition that holds beside another, of which the text stands already: `operators` are those of that one.
 */
export function compileFurtherCondition(
  text: string,
  operators: number,
  node: ConditionNode,
  context: ExpressionContext,
): string {
  context.count(operators + 1)
  return context.finish('ConditionExpression', `${text} AND ${partText(node, context)}`)
}

function textOf(node: ConditionNode, context: ExpressionContext): string {
  switch (node.kind) {
    case 'comparison':
      context.count(1)
      return `${operandText(node.left, context)} ${node.operator} ${operandText(node.right, context)}`
    case 'between':
      context.count(1)
      return `${operandText(node.operand, context)} BETWEEN ${operandText(node.lower, context)} AND ${operandText(node.upper, context)}`
    case 'in': {
      context.count(1)
      const operand = operandText(node.operand, context)
      return `${operand} IN (${node.values.map((value) => operandText(value, context)).join(', ')})`
    }
    case 'function':
      context.count(1)
      return node.argument === undefined
        ? `${node.name}(${context.pathText(node.place)})`
        : `${node.name}(${context.pathText(node.place)}, ${operandText(node.argument, context)})`
    case 'and':
      return chainText(node.conditions, ' AND ', context)
    case 'or':
      return chainText(node.conditions, ' OR ', context)
    case 'not': {
      context.count(1)
      const { kind } = node.condition
      const text = textOf(node.condition, context)
      return kind === 'and' || kind === 'or' ? `NOT (${text})` : `NOT ${text}`
    }
    default:
      return unreachable(node, 'condition')
  }
}

/** NOT binds tighter than AND, AND tighter than OR: only an OR needs parentheses, and it never stands in another OR. */
function chainText(
  conditions: readonly ConditionNode[],
  word: ' AND ' | ' OR ',
  context: ExpressionContext,
): string {
  context.count(conditions.length - 1)
  let text = ''
  for (const condition of conditions) {
    if (text !== '') text += word
    text += partText(condition, context)
  }
  return text
}

function partText(condition: ConditionNode, context: ExpressionContext): string {
  const text = textOf(condition, context)
  return condition.kind === 'or' ? `(${text})` : text
}

function operandText(operand: OperandNode, context: ExpressionContext): string {
  switch (operand.kind) {
    case 'value':
      return context.valueToken(operand.value)
    case 'place':
      return context.pathText(operand)
    case 'size':
      context.count(1)
      return `size(${context.pathText(operand.place)})`
    default:
      return unreachable(operand, 'operand')
  }
}
