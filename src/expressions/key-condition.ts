import { unreachable } from '../core/assert.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import type { ExpressionContext } from './expression-context.js'
import type { Place } from './place.js'

/** What a query asks of its key: all conditions hold together, partition key attributes first. */
export interface KeyConditionNode {
  readonly kind: 'key-condition'
  readonly conditions: readonly KeyCondition[]
}

/** What is asked of one attribute of the key; the place is that of the stored attribute, made once for each key. */
export type KeyCondition = KeyComparison | KeyBetween

export interface KeyComparison {
  readonly place: Place
  readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'begins_with'
  readonly value: AttributeValue
}
export interface KeyBetween {
  readonly place: Place
  readonly operator: 'BETWEEN'
  /** Both bounds included. */
  readonly lower: AttributeValue
  readonly upper: AttributeValue
}

/**
 * The text of a key condition, its names and values in `context`.
 *
 * @throws MonotableError `expressions.too-large`
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
export function compileKeyCondition(node: KeyConditionNode, context: ExpressionContext): string {
  let text = ''
  for (const condition of node.conditions) {
    if (text !== '') text += ' AND '
    text += textOf(condition, context)
  }
  return context.finish('KeyConditionExpression', text)
}

function textOf(condition: KeyCondition, context: ExpressionContext): string {
  const path = context.pathText(condition.place)
  switch (condition.operator) {
    case '=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${path} ${condition.operator} ${context.valueToken(condition.value)}`
    case 'begins_with':
      return `begins_with(${path}, ${context.valueToken(condition.value)})`
    case 'BETWEEN':
      return `${path} BETWEEN ${context.valueToken(condition.lower)} AND ${context.valueToken(condition.upper)}`
    default:
      return unreachable(condition, 'key condition')
  }
}
