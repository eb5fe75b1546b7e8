import type { ScanInput } from '../../protocol/items.js'
import { limits } from '../../protocol/limits.js'
import type { ExpressionCache } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { constrainAttributesToGet, readAttributesToGet } from '../legacy/attributes-to-get.js'
import { constrainConditionalOperator, constrainConditions, readFilter } from '../legacy/conditions.js'
import { assertNotMixed } from '../legacy/mixing.js'
import type { ReadRequest } from '../reads/read-request.js'
import { assertSelect, readRequest, readStartKey, selects } from '../reads/read-request.js'
import { Constraints } from '../requests/constraints.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import { constrainIndexName, tableReferenceOf } from '../requests/names.js'

export interface ScanRequest extends ReadRequest {
  readonly segment: number
  readonly totalSegments: number
}

export function validateScan(input: ScanInput, cache: ExpressionCache): ScanRequest {
  const tableName = tableReferenceOf(input.TableName)
  const constraints = new Constraints()
  constraints.oneOf(input.Select, 'select', selects)
  constrainIndexName(constraints, input.IndexName, 'indexName')
  constraints.atLeast(input.TotalSegments, 'totalSegments', 1)
  constraints.atMost(input.TotalSegments, 'totalSegments', limits.scanSegmentsMax)
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainConditionalOperator(constraints, input.ConditionalOperator)
  constrainConditions(constraints, input.ScanFilter, 'scanFilter')
  constraints.atLeast(input.Segment, 'segment', 0)
  constraints.atMost(input.Segment, 'segment', limits.scanSegmentsMax - 1)
  constraints.atLeast(input.Limit, 'limit', 1)
  constrainAttributesToGet(constraints, input.AttributesToGet)
  constraints.assertSatisfied()
  const expressionNames = ['ProjectionExpression', 'FilterExpression'] as const
  assertNotMixed(input, expressionNames, ['AttributesToGet', 'ScanFilter', 'ConditionalOperator'])
  assertPlaceholdersUsable(input, expressionNames)
  assertSelect(input)
  const projection = readAttributesToGet(input.AttributesToGet)
  const filter = readFilter(input.ScanFilter, input.ConditionalOperator)
  const startKey = readStartKey(input.ExclusiveStartKey)
  const segments = readSegments(input)
  const expressions = parseExpressions(input, cache)
  const request = readRequest(tableName, input, startKey, {
    filter: filter ?? expressions.filter,
    projection: projection ?? expressions.projection,
  })
  return { ...request, ...segments }
}

function readSegments({ Segment, TotalSegments }: ScanInput): Pick<ScanRequest, 'segment' | 'totalSegments'> {
  const segment = Segment ?? undefined
  const totalSegments = TotalSegments ?? undefined
  if (totalSegments === undefined) {
    if (segment !== undefined) throw invalidRequest(messages.segmentWithoutTotal)
    return { segment: 0, totalSegments: 1 }
  }
  if (segment === undefined) throw invalidRequest(messages.totalWithoutSegment)
  if (segment >= totalSegments) throw invalidRequest(messages.segmentTooHigh(segment, totalSegments))
  return { segment, totalSegments }
}
