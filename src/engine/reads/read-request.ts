import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { ScanInput, Select } from '../../protocol/items.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { ConditionNode, ProjectionNode } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { Constraints } from '../requests/constraints.js'
import { normalizeItem } from '../values/index.js'

/** What Query and Scan have in common, validated as far as it can be without the table. */
export interface ReadRequest {
  readonly tableName: string
  readonly indexName: string | undefined
  readonly select: Select | undefined
  readonly limit: number | undefined
  readonly isConsistent: boolean
  readonly startKey: AttributeMap | undefined
  readonly filter: ConditionNode | undefined
  readonly projection: ProjectionNode | undefined
  readonly capacity: ReturnConsumedCapacity | undefined
}

/** The members of both operations that the request is read from. */
export type ReadMembers = Omit<ScanInput, 'ScanFilter' | 'Segment' | 'TotalSegments'>

/** In the order in which the service lists them. */
export const selects: readonly Select[] = [
  'SPECIFIC_ATTRIBUTES',
  'COUNT',
  'ALL_ATTRIBUTES',
  'ALL_PROJECTED_ATTRIBUTES',
]

export function readRequest(
  tableName: string,
  input: ReadMembers,
  startKey: AttributeMap | undefined,
  expressions: Pick<ReadRequest, 'filter' | 'projection'>,
): ReadRequest {
  return {
    tableName,
    indexName: input.IndexName ?? undefined,
    select: input.Select ?? undefined,
    limit: input.Limit ?? undefined,
    isConsistent: input.ConsistentRead === true,
    startKey,
    filter: expressions.filter,
    projection: expressions.projection,
    capacity: input.ReturnConsumedCapacity,
  }
}

/** Throws unless Select is one, and goes with the projection and the index: one fault, which validation detects. */
export function assertSelect(input: ReadMembers): void {
  if (input.Select === undefined || input.Select === null) return
  const constraints = new Constraints()
  constraints.oneOf(input.Select, 'select', selects)
  constraints.assertSatisfied()
  const problem = problemOfSelect(input, input.Select)
  if (problem !== undefined) constraints.add(problem)
  constraints.assertSatisfied()
}

function problemOfSelect(
  { ProjectionExpression, AttributesToGet, IndexName }: ReadMembers,
  select: Select,
): string | undefined {
  if (select === 'SPECIFIC_ATTRIBUTES') {
    return ProjectionExpression || AttributesToGet ? undefined : messages.specificWithoutProjection
  }
  if (ProjectionExpression) return messages.projectionWithSelect('ProjectionExpression', select)
  if (AttributesToGet) return messages.projectionWithSelect('AttributesToGet', select)
  return select === 'ALL_PROJECTED_ATTRIBUTES' && !IndexName ? messages.allProjectedWithoutIndex : undefined
}

/** Faults of values that a scan tells without saying that they stand in the starting key. */
const toldAsTheyAre =
  /contains duplicates|number set|numeric value|significant digits|number with magnitude|attribute name/

/** `isScan` is set where faults of values are said to be in the starting key. */
export function readStartKey(key: AttributeMap | undefined, isScan = false): AttributeMap | undefined {
  if (key === undefined || key === null) return undefined
  try {
    return normalizeItem(key)
  } catch (error) {
    const isTold = error instanceof ServiceError && error.name === 'ValidationException' && isScan
    if (!isTold || toldAsTheyAre.test(error.message)) throw error
    throw invalidRequest(messages.startKeyInvalidBecause(error.message))
  }
}
