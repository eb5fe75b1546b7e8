import { unreachable } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { addNumbers, subtractNumbers } from '../values/index.js'
import { getAtPath } from './document-path.js'
import { expressionMessages } from './messages.js'
import type { SumNode, UpdateValue } from './update.js'

/** The value that a SET assigns, worked out from the item as it was before the update. Throws ValidationException. */
export function evaluateUpdateValue(node: UpdateValue, item: AttributeMap): AttributeValue {
  switch (node.kind) {
    case 'value':
      return node.value
    case 'path': {
      const value = getAtPath(item, node.path)
      if (value === undefined) throw updateError(expressionMessages.updateAttributeMissing)
      return value
    }
    case 'ifNotExists': {
      // The service works the alternative out whether it is needed or not.
      const otherwise = evaluateUpdateValue(node.otherwise, item)
      return getAtPath(item, node.path) ?? otherwise
    }
    case 'listAppend': {
      const left = evaluateUpdateValue(node.left, item).L
      const right = evaluateUpdateValue(node.right, item).L
      if (left === undefined || right === undefined) throw updateError(expressionMessages.updateOperandType)
      return { L: [...left, ...right] }
    }
    case 'sum':
      return { N: evaluateSum(node, item) }
    default:
      return unreachable(node)
  }
}

function evaluateSum(node: SumNode, item: AttributeMap): string {
  const left = evaluateUpdateValue(node.left, item).N
  const right = evaluateUpdateValue(node.right, item).N
  if (left === undefined || right === undefined) throw updateError(expressionMessages.updateOperandType)
  return node.operator === '+' ? addNumbers(left, right) : subtractNumbers(left, right)
}

export function updateError(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}
