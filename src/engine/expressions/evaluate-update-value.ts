import { unreachable } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { itemSizeBytesMax } from '../../protocol/limits.js'
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
      const left = evaluateList(node.left, item)
      const right = evaluateList(node.right, item)
      // An element takes a byte at least. Many such lists in one update would fill the memory before they are measured.
      if (left.length + right.length > itemSizeBytesMax)
        throw updateError(expressionMessages.updatedItemTooLarge)
      return { L: left.concat(right) }
    }
    case 'sum':
      return { N: evaluateSum(node, item) }
    default:
      return unreachable(node)
  }
}

function evaluateSum({ operator, left, right }: SumNode, item: AttributeMap): string {
  const first = evaluateNumber(left, item)
  const second = evaluateNumber(right, item)
  return operator === '+' ? addNumbers(first, second) : subtractNumbers(first, second)
}

function evaluateList(node: UpdateValue, item: AttributeMap): AttributeValue[] {
  const { L: list } = evaluateUpdateValue(node, item)
  if (list === undefined) throw updateError(expressionMessages.updateOperandType)
  return list
}

function evaluateNumber(node: UpdateValue, item: AttributeMap): string {
  const { N: number } = evaluateUpdateValue(node, item)
  if (number === undefined) throw updateError(expressionMessages.updateOperandType)
  return number
}

export function updateError(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}
