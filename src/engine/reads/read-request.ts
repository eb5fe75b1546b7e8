import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { ScanInput, Select } from '../../protocol/items.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { ConditionNode, ProjectionNode } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
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

/** Throws unless Select goes with the projection and the index. */
export function assertSelect(input: ReadMembers): void {
  const { Select, ProjectionExpression, AttributesToGet, IndexName } = input
  if (Select === undefined || Select === null) return
  if (Select === 'SPECIFIC_ATTRIBUTES') {
    if (!ProjectionExpression && !AttributesToGet) throw invalidRequest(messages.specificWithoutProjection)
    return
  }
  if (ProjectionExpression)
    throw invalidRequest(messages.projectionWithSelect('ProjectionExpression', Select))
  if (AttributesToGet) throw invalidRequest(messages.projectionWithSelect('AttributesToGet', Select))
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && !IndexName) {
    throw invalidRequest(messages.allProjectedWithoutIndex)
  }
}

/** Faults of values that the service reports without saying that they stand in the starting key. */
const reportedAsTheyAre =
  /contains duplicates|number set|numeric value|significant digits|number with magnitude/

export function readStartKey(key: AttributeMap | undefined): AttributeMap | undefined {
  if (key === undefined || key === null) return undefined
  try {
    return normalizeItem(key)
  } catch (error) {
    const isPlain = !(error instanceof ServiceError) || error.name !== 'ValidationException'
    if (isPlain || reportedAsTheyAre.test(error.message)) throw error
    throw invalidRequest(messages.startKeyInvalidBecause(error.message))
  }
}
