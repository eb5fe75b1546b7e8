import type { QueryInput } from '../../protocol/items.js'
import type { ExpressionCache, KeyConditionNode } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { constrainAttributesToGet, readAttributesToGet } from '../legacy/attributes-to-get.js'
import { constrainConditionalOperator, constrainConditions, readFilter } from '../legacy/conditions.js'
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
import { constrainIndexName, tableReferenceOf } from '../requests/names.js'

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
  const tableName = tableReferenceOf(input.TableName)
  const constraints = new Constraints()
  constraints.oneOf(input.Select, 'select', selects)
  constrainIndexName(constraints, input.IndexName, 'indexName')
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainConditions(constraints, input.QueryFilter, 'queryFilter')
  constrainConditionalOperator(constraints, input.ConditionalOperator)
  constrainAttributesToGet(constraints, input.AttributesToGet)
  constraints.atLeast(input.Limit, 'limit', 1)
  constrainConditions(constraints, input.KeyConditions, 'keyConditions')
  constraints.assertSatisfied()
  assertNotMixed(input, expressionNames, hasKeyExpression(input) ? legacyNames : legacyBesideKeys)
  assertPlaceholdersUsable(input, expressionNames)
  assertSelect(input)
  const filter = readFilter(input.QueryFilter, input.ConditionalOperator)
  const projection = readAttributesToGet(input.AttributesToGet)
  const startKey = readStartKey(input.ExclusiveStartKey)
  const key = readKey(input, cache)
  const request = readRequest(tableName, input, startKey, {
    filter: filter ?? key.expressions.filter,
    projection: projection ?? key.expressions.projection,
  })
  return {
    ...request,
    keyCondition: key.keyCondition,
    indexable: key.indexable,
    hasQueryFilter: filter !== undefined,
    isForward: input.ScanIndexForward !== false,
  }
}

/** The key condition, by expression or without, and the expressions that stand beside it. */
function readKey(
  input: QueryInput,
  cache: ExpressionCache,
): LegacyKeyConditions & { readonly expressions: Expressions } {
  const isExpression = hasKeyExpression(input)
  if (!isExpression && !input.KeyConditions) throw invalidRequest(messages.keyConditionMissing)
  const expressions = parseExpressions(input, cache)
  if (!isExpression)
    return { ...readKeyConditions(input.KeyConditions, Boolean(input.IndexName)), expressions }
  // There is one, as there is a text.
  return { keyCondition: expressions.keyCondition as KeyConditionNode, indexable: undefined, expressions }
}

function hasKeyExpression({ KeyConditionExpression: text }: QueryInput): boolean {
  return text !== undefined && text !== null
}
