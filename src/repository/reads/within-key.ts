import { unreachable } from '../../core/assert.js'
import type { KeyCondition } from '../../expressions/index.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { compareScalars } from './compare-scalars.js'
import type { QueryKey } from './key-range.js'

/** Whether a stored item is one that a query of this key finds, as DynamoDB would say. */
export function isWithinKey({ conditions }: QueryKey, stored: AttributeMap): boolean {
  return conditions.every((condition) => meets(condition, stored[condition.place.root]))
}

function meets(condition: KeyCondition, value: AttributeValue | undefined): boolean {
  if (value === undefined) return false
  if (condition.operator === 'BETWEEN')
    return compareScalars(value, condition.lower) >= 0 && compareScalars(value, condition.upper) <= 0
  const { operator, value: bound } = condition
  switch (operator) {
    case '=':
      return compareScalars(value, bound) === 0
    case '<':
      return compareScalars(value, bound) < 0
    case '<=':
      return compareScalars(value, bound) <= 0
    case '>':
      return compareScalars(value, bound) > 0
    case '>=':
      return compareScalars(value, bound) >= 0
    case 'begins_with':
      return beginsWith(value, bound)
    default:
      return unreachable(operator, 'operator of a key condition')
  }
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if (prefix.S !== undefined) return value.S?.startsWith(prefix.S) === true
  return value.B !== undefined && prefix.B?.every((byte, index) => value.B?.[index] === byte) === true
}
