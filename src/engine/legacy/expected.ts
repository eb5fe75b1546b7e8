import type { AttributeValue } from '../../protocol/attribute-value.js'
import type { ExpectedAttributeValue, LegacyConditional } from '../../protocol/legacy.js'
import type { ConditionNode } from '../expressions/index.js'
import { invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import {
  assertConditionalOperator,
  entriesOfConditions,
  joinConditions,
  readComparison,
} from './comparison.js'
import { legacyMessages } from './messages.js'

/** What a write expects of the item, as a condition; undefined when it expects nothing. */
export function readExpected({
  Expected,
  ConditionalOperator,
}: LegacyConditional): ConditionNode | undefined {
  if (!Expected && !ConditionalOperator) return undefined
  assertConditionalOperator(ConditionalOperator, Object.keys(Expected ?? {}).length)
  const terms = entriesOfConditions(Expected).map(([name, expected]) => readExpectation(name, expected))
  return joinConditions(terms, ConditionalOperator)
}

function readExpectation(name: string, expected: ExpectedAttributeValue): ConditionNode {
  if (typeof expected !== 'object' || expected === null) throw unreadableRequest(messages.notAStructure)
  const { ComparisonOperator: operator } = expected
  const exists = expected.Exists ?? undefined
  const value = expected.Value ?? undefined
  const list = expected.AttributeValueList ?? undefined
  if (value !== undefined && list !== undefined) throw invalidRequest(legacyMessages.valueAndList(name))
  if (operator === undefined || operator === null) {
    if (list !== undefined) throw invalidRequest(legacyMessages.listWithoutOperator(name))
    return readExistence(name, exists, value)
  }
  if (exists !== undefined) throw invalidRequest(legacyMessages.existsAndOperator(name))
  const given = value === undefined ? list : [value]
  if (given === undefined && operator !== 'NULL' && operator !== 'NOT_NULL') {
    throw invalidRequest(legacyMessages.operatorWithoutValue(operator, name))
  }
  return readComparison(name, operator, given ?? [])
}

/** The older form: a value that has to be there, or none. */
function readExistence(
  name: string,
  exists: boolean | undefined,
  value: AttributeValue | undefined,
): ConditionNode {
  if (exists === false) {
    if (value !== undefined) throw invalidRequest(legacyMessages.absentWithValue(name))
    return readComparison(name, 'NULL', [])
  }
  if (value === undefined) throw invalidRequest(legacyMessages.existsWithoutValue(exists ?? null, name))
  return readComparison(name, 'EQ', [value])
}
