import { unreachable } from '../core/assert.js'
import type { ExpressionContext } from './expression-context.js'
import { assertNoOverlap } from './overlap.js'
import type { UpdateNode, UpdateOperandNode, UpdateValueNode } from './update-node.js'

/**
 * The text of an update, its names and values in `context`; empty where there are no actions. Clauses stand in the order
 * SET, REMOVE, ADD, DELETE, actions within a clause in the order in which they were given.
 *
 * @throws MonotableError `expressions.overlap`, `expressions.too-large` or `expressions.too-many-operators`
 */
export function compileUpdate(actions: readonly UpdateNode[], context: ExpressionContext): string {
  assertNoOverlap(actions)
  let sets = ''
  let removes = ''
  let adds = ''
  let deletes = ''
  for (const action of actions) {
    const path = context.pathText(action.place)
    switch (action.kind) {
      case 'set':
        sets += `${sets === '' ? 'SET ' : ', '}${path} = ${valueText(action.value, context)}`
        break
      case 'remove':
        removes += `${removes === '' ? 'REMOVE ' : ', '}${path}`
        break
      case 'add':
        adds += `${adds === '' ? 'ADD ' : ', '}${path} ${context.valueToken(action.value)}`
        break
      case 'delete':
        deletes += `${deletes === '' ? 'DELETE ' : ', '}${path} ${context.valueToken(action.value)}`
        break
      default:
        unreachable(action, 'action')
    }
  }
  let text = sets
  if (removes !== '') text += text === '' ? removes : ` ${removes}`
  if (adds !== '') text += text === '' ? adds : ` ${adds}`
  if (deletes !== '') text += text === '' ? deletes : ` ${deletes}`
  return context.finish('UpdateExpression', text)
}

function valueText(value: UpdateValueNode, context: ExpressionContext): string {
  switch (value.kind) {
    case 'arithmetic':
      context.count(1)
      return `${operandText(value.left, context)} ${value.operator} ${operandText(value.right, context)}`
    case 'list-append':
      context.count(1)
      return `list_append(${operandText(value.first, context)}, ${operandText(value.second, context)})`
    default:
      return operandText(value, context)
  }
}

function operandText(operand: UpdateOperandNode, context: ExpressionContext): string {
  switch (operand.kind) {
    case 'value':
      return context.valueToken(operand.value)
    case 'place':
      return context.pathText(operand)
    case 'if-not-exists':
      context.count(1)
      return `if_not_exists(${context.pathText(operand.place)}, ${operandText(operand.fallback, context)})`
    default:
      return unreachable(operand, 'operand')
  }
}
