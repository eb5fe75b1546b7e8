import type { ScanInput } from '../../protocol/items.js'
import { scanSegmentsMax } from '../../protocol/limits.js'
import type { ExpressionCache } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import {
  assertNamesNotEmpty,
  constrainAttributesToGet,
  readAttributesToGet,
} from '../legacy/attributes-to-get.js'
import {
  areComplete,
  constrainConditionalOperator,
  constrainConditions,
  readFilter,
} from '../legacy/conditions.js'
import { assertNotMixed } from '../legacy/mixing.js'
import type { ReadRequest } from '../reads/read-request.js'
import { assertSelect, readRequest, readStartKey, selects } from '../reads/read-request.js'
import { Constraints } from '../requests/constraints.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import { constrainIndexName, constrainTable } from '../requests/names.js'

export interface ScanRequest extends ReadRequest {
  readonly segment: number
  readonly totalSegments: number
}

export function validateScan(input: ScanInput, cache: ExpressionCache): ScanRequest {
  assertMembers(input)
  const expressionNames = ['ProjectionExpression', 'FilterExpression'] as const
  assertNamesNotEmpty(input.AttributesToGet)
  const startKey = readStartKey(input.ExclusiveStartKey, true)
  assertNotMixed(input, expressionNames, ['AttributesToGet', 'ScanFilter', 'ConditionalOperator'])
  const filter = readFilter(input.ScanFilter, input.ConditionalOperator)
  assertPlaceholdersUsable(input, expressionNames)
  const projection = readAttributesToGet(input.AttributesToGet)
  const expressions = parseExpressions(input, cache)
  assertSelect(input)
  const segments = readSegments(input)
  const request = readRequest(input.TableName as string, input, startKey, {
    filter: filter ?? expressions.filter,
    projection: projection ?? expressions.projection,
  })
  return { ...request, ...segments }
}

function assertMembers(input: ScanInput): void {
  const { TableName, Limit, Segment, TotalSegments } = input
  if (!areComplete(input.ScanFilter) || TableName === undefined || TableName === null) refuseIncomplete(input)
  const newer = new Constraints()
  newer.newerAtLeast(Limit, 'Limit', 1)
  newer.newerAtLeast(Segment, 'Segment', 0)
  newer.newerAtMost(Segment, 'Segment', scanSegmentsMax - 1)
  newer.newerAtLeast(TotalSegments, 'TotalSegments', 1)
  newer.newerAtMost(TotalSegments, 'TotalSegments', scanSegmentsMax)
  newer.newerNotEmpty(TableName, 'TableName')
  newer.assertSatisfied()
  const constraints = new Constraints()
  constrainTable(constraints, TableName)
  constrainIndexName(constraints, input.IndexName, 'indexName')
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainAttributesToGet(constraints, input.AttributesToGet)
  constraints.assertSatisfied()
}

/** A scan without its table, or with a condition without an operator, is left to the older layer. */
function refuseIncomplete(input: ScanInput): void {
  const constraints = new Constraints()
  constraints.oneOf(input.Select, 'select', selects)
  constrainIndexName(constraints, input.IndexName, 'indexName')
  constraints.atLeast(input.TotalSegments, 'totalSegments', 1)
  constraints.atMost(input.TotalSegments, 'totalSegments', scanSegmentsMax)
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.notNull(input.TableName, 'tableName')
  constrainConditionalOperator(constraints, input.ConditionalOperator)
  constrainConditions(constraints, input.ScanFilter, 'scanFilter')
  constraints.atLeast(input.Segment, 'segment', 0)
  constraints.atMost(input.Segment, 'segment', scanSegmentsMax - 1)
  constraints.atLeast(input.Limit, 'limit', 1)
  constrainAttributesToGet(constraints, input.AttributesToGet)
  constraints.assertSatisfied()
}

function readSegments({ Segment, TotalSegments }: ScanInput): Pick<ScanRequest, 'segment' | 'totalSegments'> {
  const segment = Segment ?? undefined
  const totalSegments = TotalSegments ?? undefined
  if (totalSegments === undefined) {
    if (segment !== undefined) throw invalidRequest(messages.segmentWithoutTotal)
    return { segment: 0, totalSegments: 1 }
  }
  if (segment === undefined) throw invalidRequest(messages.totalWithoutSegment)
  if (segment >= totalSegments) throw invalidRequest(messages.segmentTooHigh)
  return { segment, totalSegments }
}
