import type { QueryInput } from '../../protocol/items.js'
import type { ExpressionCache, KeyConditionNode } from '../expressions/index.js'
import { readKeyTerms } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { constrainAttributesToGet, readAttributesToGet } from '../legacy/attributes-to-get.js'
import {
  areComplete,
  constrainConditionalOperator,
  constrainConditions,
  readFilter,
} from '../legacy/conditions.js'
import type { LegacyKeyConditions } from '../legacy/key-conditions.js'
import { readKeyConditions } from '../legacy/key-conditions.js'
import { assertNotMixed } from '../legacy/mixing.js'
import { messages } from '../messages.js'
import type { ReadRequest } from '../reads/read-request.js'
import { assertSelect, readRequest, readStartKey, selects } from '../reads/read-request.js'
import { Constraints } from '../requests/constraints.js'
import type { Expressions } from '../requests/expressions.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import { constrainIndexName, constrainTable } from '../requests/names.js'

const expressionNames = ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'] as const
/** KeyConditions may stand beside the other expressions. */
const legacyBesideKeys = ['AttributesToGet', 'QueryFilter', 'ConditionalOperator']
const legacyNames = [...legacyBesideKeys, 'KeyConditions']

export interface QueryRequest extends ReadRequest {
  readonly keyCondition: KeyConditionNode
  /** Set where a condition is none that a query can follow: which can be, by attribute. */
  readonly indexable: LegacyKeyConditions['indexable']
  readonly hasQueryFilter: boolean
  readonly isForward: boolean
}

export function validateQuery(input: QueryInput, cache: ExpressionCache): QueryRequest {
  assertMembers(input)
  assertNotMixed(input, expressionNames, hasKeyExpression(input) ? legacyNames : legacyBesideKeys)
  const filter = readFilter(input.QueryFilter, input.ConditionalOperator)
  assertPlaceholdersUsable(input, expressionNames)
  const projection = readAttributesToGet(input.AttributesToGet)
  const startKey = readStartKey(input.ExclusiveStartKey)
  const expressions = parseExpressions(input, cache)
  assertSelect(input)
  const key = readKey(input, expressions)
  const request = readRequest(input.TableName as string, input, startKey, {
    filter: filter ?? expressions.filter,
    projection: projection ?? expressions.projection,
  })
  return {
    ...request,
    keyCondition: key.keyCondition,
    indexable: key.indexable,
    hasQueryFilter: filter !== undefined,
    isForward: input.ScanIndexForward !== false,
  }
}

function assertMembers(input: QueryInput): void {
  const { TableName, QueryFilter, KeyConditions } = input
  const isComplete = areComplete(QueryFilter) && areComplete(KeyConditions)
  if (!isComplete || TableName === undefined || TableName === null) refuseIncomplete(input)
  const newer = new Constraints()
  newer.newerAtLeast(input.Limit, 'Limit', 1)
  newer.newerNotEmpty(TableName, 'TableName')
  newer.assertSatisfied()
  const constraints = new Constraints()
  constrainTable(constraints, TableName)
  constrainIndexName(constraints, input.IndexName, 'indexName')
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainAttributesToGet(constraints, input.AttributesToGet)
  constraints.assertSatisfied()
}

/** A query without its table, or with a condition without an operator, is left to the older layer. */
function refuseIncomplete(input: QueryInput): void {
  const constraints = new Constraints()
  constraints.oneOf(input.Select, 'select', selects)
  constrainIndexName(constraints, input.IndexName, 'indexName')
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.notNull(input.TableName, 'tableName')
  constrainConditions(constraints, input.QueryFilter, 'queryFilter')
  constrainConditionalOperator(constraints, input.ConditionalOperator)
  constrainAttributesToGet(constraints, input.AttributesToGet)
  constraints.atLeast(input.Limit, 'limit', 1)
  constrainConditions(constraints, input.KeyConditions, 'keyConditions')
  constraints.assertSatisfied()
}

/** The key condition, by expression or without. */
function readKey(input: QueryInput, { keyCondition }: Expressions): LegacyKeyConditions {
  // There is one where there is a text.
  if (keyCondition !== undefined) return { keyCondition: readKeyTerms(keyCondition), indexable: undefined }
  if (!input.KeyConditions) throw invalidRequest(messages.keyConditionMissing)
  return readKeyConditions(input.KeyConditions, Boolean(input.IndexName))
}

function hasKeyExpression({ KeyConditionExpression: text }: QueryInput): boolean {
  return text !== undefined && text !== null
}
