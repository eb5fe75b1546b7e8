import { unreachable } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import {
  bytesInclude,
  bytesStartWith,
  compareValues,
  textIncludes,
  typeOf,
  valuesEqual,
} from '../values/index.js'
import type { ConditionNode, Operand } from './condition.js'
import { getAtPath } from './document-path.js'
import type { Comparator } from './syntax.js'

/** Whether the condition holds for the item, or for no item at all. */
export function evaluateCondition(node: ConditionNode, item: AttributeMap | undefined): boolean {
  return evaluate(node, item ?? {})
}

/**
 * The same for a condition and an item that are large: lets the caller pause between comparisons, each of which takes
 * milliseconds at most.
 */
export function* evaluateInSteps(node: ConditionNode, item: AttributeMap): Generator<undefined, boolean> {
  switch (node.kind) {
    case 'and':
      for (const term of node.terms) if (!(yield* evaluateInSteps(term, item))) return false
      return true
    case 'or':
      for (const term of node.terms) if (yield* evaluateInSteps(term, item)) return true
      return false
    case 'not':
      return !(yield* evaluateInSteps(node.term, item))
    case 'in':
      for (const candidate of node.candidates) {
        yield undefined
        if (compare('=', read(node.operand, item), read(candidate, item))) return true
      }
      return false
    case 'comparison':
    case 'between':
    case 'exists':
    case 'attributeType':
    case 'beginsWith':
    case 'contains':
      yield undefined
      return evaluate(node, item)
    default:
      return unreachable(node)
  }
}

function evaluate(node: ConditionNode, item: AttributeMap): boolean {
  switch (node.kind) {
    case 'and':
      return node.terms.every((term) => evaluate(term, item))
    case 'or':
      return node.terms.some((term) => evaluate(term, item))
    case 'not':
      return !evaluate(node.term, item)
    case 'comparison':
      return compare(node.operator, read(node.left, item), read(node.right, item))
    case 'between': {
      const value = read(node.operand, item)
      return compare('>=', value, read(node.lower, item)) && compare('<=', value, read(node.upper, item))
    }
    case 'in': {
      const value = read(node.operand, item)
      return node.candidates.some((candidate) => compare('=', value, read(candidate, item)))
    }
    case 'exists':
      return (getAtPath(item, node.path) !== undefined) === node.isExpected
    case 'attributeType': {
      const value = read(node.operand, item)
      return value !== undefined && typeOf(value) === node.type
    }
    case 'beginsWith':
      return beginsWith(read(node.operand, item), read(node.prefix, item))
    case 'contains':
      return contains(read(node.operand, item), read(node.element, item))
    default:
      return unreachable(node)
  }
}

function read(operand: Operand, item: AttributeMap): AttributeValue | undefined {
  switch (operand.kind) {
    case 'path':
      return getAtPath(item, operand.path)
    case 'value':
      return operand.value
    case 'size': {
      const size = sizeOf(read(operand.operand, item))
      return size === undefined ? undefined : { N: String(size) }
    }
    default:
      return unreachable(operand)
  }
}

/** Strings by UTF-16 units, binaries by bytes, sets, lists and maps by elements; other values have no size. */
function sizeOf(value: AttributeValue | undefined): number | undefined {
  if (value === undefined) return undefined
  if (value.M !== undefined) return Object.keys(value.M).length
  return (value.S ?? value.B ?? value.L ?? value.SS ?? value.NS ?? value.BS)?.length
}

function compare(
  operator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  // A missing value equals nothing, not even another missing value, and has no order.
  if (left === undefined || right === undefined) return operator === '<>'
  if (operator === '=') return valuesEqual(left, right)
  if (operator === '<>') return !valuesEqual(left, right)
  if (!areOrdered(left, right)) return false
  const order = compareValues(left, right)
  switch (operator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    default:
      return unreachable(operator)
  }
}

function areOrdered(left: AttributeValue, right: AttributeValue): boolean {
  if (left.S !== undefined) return right.S !== undefined
  if (left.N !== undefined) return right.N !== undefined
  return left.B !== undefined && right.B !== undefined
}

function beginsWith(value: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S)
  return value?.B !== undefined && prefix?.B !== undefined && bytesStartWith(value.B, prefix.B)
}

/** Part of a string or binary, element of a set or list. */
function contains(value: AttributeValue | undefined, element: AttributeValue | undefined): boolean {
  if (value === undefined || element === undefined) return false
  if (value.L !== undefined) return value.L.some((each) => valuesEqual(each, element))
  if (element.S !== undefined) {
    if (value.S !== undefined) return textIncludes(value.S, element.S)
    return value.SS?.includes(element.S) ?? false
  }
  if (element.N !== undefined) return value.NS?.includes(element.N) ?? false
  const { B: bytes } = element
  if (bytes === undefined) return false
  if (value.B !== undefined) return bytesInclude(value.B, bytes)
  return value.BS?.some((each) => valuesEqual({ B: each }, element)) ?? false
}
