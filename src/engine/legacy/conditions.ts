import type { ComparisonOperator, Condition, ConditionalOperator } from '../../protocol/legacy.js'
import type { ConditionNode } from '../expressions/index.js'
import { unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { Constraints } from '../requests/constraints.js'
import {
  assertConditionalOperator,
  comparisonOperators,
  conditionalOperators,
  entriesOfConditions,
  joinConditions,
  readComparison,
} from './comparison.js'

/** A map of conditions: QueryFilter, ScanFilter or KeyConditions. */
export type Conditions = Record<string, Condition> | undefined

/** Whether each condition has an operator: one without is a fault that the older layer gathers with others. */
export function areComplete(conditions: Conditions): boolean {
  if (conditions === undefined || conditions === null) return true
  return Object.values(conditions).every((condition) => {
    if (typeof condition !== 'object' || condition === null) throw unreadableRequest(messages.notAStructure)
    return condition.ComparisonOperator !== undefined && condition.ComparisonOperator !== null
  })
}

export function constrainConditions(constraints: Constraints, conditions: Conditions, path: string): void {
  for (const [name, condition] of Object.entries(conditions ?? {})) {
    const operatorPath = `${path}.${name}.member.comparisonOperator`
    constraints.notNull(condition.ComparisonOperator, operatorPath)
    constraints.oneOf(condition.ComparisonOperator, operatorPath, comparisonOperators)
  }
}

export function constrainConditionalOperator(
  constraints: Constraints,
  operator: ConditionalOperator | undefined,
): void {
  constraints.oneOf(operator, 'conditionalOperator', conditionalOperators)
}

/** The conditions one by one, with the attributes that they are on. */
export function readConditions(conditions: Conditions): { name: string; node: ConditionNode }[] {
  return entriesOfConditions(conditions).map(([name, { ComparisonOperator, AttributeValueList }]) => ({
    name,
    // There is an operator, as its absence is a fault.
    node: readComparison(name, ComparisonOperator as ComparisonOperator, AttributeValueList ?? []),
  }))
}

/** A QueryFilter or ScanFilter as a condition; undefined for none. */
export function readFilter(
  filter: Conditions,
  operator: ConditionalOperator | undefined,
): ConditionNode | undefined {
  if (!filter && !operator) return undefined
  assertConditionalOperator(operator, Object.keys(filter ?? {}).length)
  const terms = readConditions(filter).map(({ node }) => node)
  return joinConditions(terms, operator)
}
