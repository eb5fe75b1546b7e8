import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { transactionActionsMax } from '../../protocol/limits.js'
import type { Get, TransactGetItem, TransactGetItemsInput } from '../../protocol/transactions.js'
import type { ExpressionCache, ProjectionNode } from '../expressions/index.js'
import { Constraints } from '../requests/constraints.js'
import { structures } from '../requests/java-form.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { constrainConsumedCapacity, constrainItem } from '../requests/item-requests.js'
import { constrainTableName } from '../requests/names.js'
import { normalizeItem } from '../values/index.js'

export interface TransactGetItemsRequest {
  readonly reads: readonly TransactedRead[]
  readonly capacity: ReturnConsumedCapacity | undefined
}

export interface TransactedRead {
  readonly tableName: string
  readonly key: AttributeMap
  readonly projection: ProjectionNode | undefined
}

export function validateTransactGetItems(
  input: TransactGetItemsInput,
  cache: ExpressionCache,
): TransactGetItemsRequest {
  const constraints = new Constraints()
  const actions = input.TransactItems ?? []
  if (constraints.notNull(input.TransactItems, 'transactItems')) {
    constraints.count(actions, 'transactItems', transactionActionsMax, structures.transactGetItem)
    actions.forEach((action, index) =>
      constrainAction(constraints, action, `transactItems.${index + 1}.member.get`),
    )
  }
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.assertSatisfied()
  const names = new Constraints()
  actions.forEach(({ Get: get }, index) =>
    constrainTableName(names, get?.TableName, `transactItems.${index + 1}.member.get.tableName`),
  )
  names.assertSatisfied()
  // Each has its member, as the absence of one is a fault.
  const reads = actions.map(({ Get: get }) => readAction(get as Get, cache))
  return { reads, capacity: input.ReturnConsumedCapacity }
}

function constrainAction(constraints: Constraints, { Get: get }: TransactGetItem, path: string): void {
  if (!constraints.notNull(get, path)) return
  constrainItem(constraints, get?.Key, `${path}.key`)
  constraints.notNull(get?.TableName, `${path}.tableName`)
}

function readAction(get: Get, cache: ExpressionCache): TransactedRead {
  assertPlaceholdersUsable(get, ['ProjectionExpression'])
  return {
    tableName: get.TableName as string,
    key: normalizeItem(get.Key as AttributeMap),
    projection: parseExpressions(get, cache).projection,
  }
}
