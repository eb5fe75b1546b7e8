import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { Conditional } from '../../protocol/items.js'
import {
  clientRequestTokenLengthMax,
  transactionActionsMax,
  transactionSizeBytesMax,
} from '../../protocol/limits.js'
import type { TransactWriteItem, TransactWriteItemsInput } from '../../protocol/transactions.js'
import type { ExpressionCache } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { Constraints } from '../requests/constraints.js'
import { structures } from '../requests/java-form.js'
import {
  constrainCollectionMetrics,
  constrainConsumedCapacity,
  constrainItem,
  constrainReturnOnFailure,
} from '../requests/item-requests.js'
import { constrainTableName } from '../requests/names.js'
import { itemSizeBytes } from '../values/index.js'
import { fingerprint } from '../writes/fingerprint.js'
import { readCheck, readDelete, readPut, readUpdate } from '../writes/write-members.js'
import type { WriteRequest } from '../writes/write-request.js'

export interface TransactWriteItemsRequest {
  readonly writes: readonly WriteRequest[]
  readonly token: { readonly text: string; readonly fingerprint: string } | undefined
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateTransactWriteItems(
  input: TransactWriteItemsInput,
  cache: ExpressionCache,
): TransactWriteItemsRequest {
  const constraints = new Constraints()
  const actions = input.TransactItems ?? []
  if (constraints.notNull(input.TransactItems, 'transactItems')) {
    constraints.count(actions, 'transactItems', transactionActionsMax, structures.transactWriteItem)
    actions.forEach((action, index) =>
      constrainAction(constraints, action, `transactItems.${index + 1}.member`),
    )
  }
  constraints.length(input.ClientRequestToken, 'clientRequestToken', 1, clientRequestTokenLengthMax)
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainCollectionMetrics(constraints, input.ReturnItemCollectionMetrics)
  constraints.assertSatisfied()
  for (const action of actions) assertOneAction(action)
  assertTableNames(actions)
  const writes = actions.map((action) => readAction(action, cache))
  const sizeBytes = writes.reduce(
    (sum, write, index) => sum + payloadSizeBytes(write, actions[index] as TransactWriteItem),
    0,
  )
  if (sizeBytes > transactionSizeBytesMax) {
    throw invalidRequest(messages.transactionTooLarge(transactionSizeBytesMax))
  }
  const text = input.ClientRequestToken ?? undefined
  return {
    writes,
    token: text === undefined ? undefined : { text, fingerprint: fingerprint(actions) },
    returnsMetrics: input.ReturnItemCollectionMetrics === 'SIZE',
    capacity: input.ReturnConsumedCapacity,
  }
}

function constrainAction(constraints: Constraints, action: TransactWriteItem, path: string): void {
  const { ConditionCheck, Put, Update, Delete } = action
  if (ConditionCheck) {
    constrainWrite(constraints, ConditionCheck, `${path}.conditionCheck`)
    constrainItem(constraints, ConditionCheck.Key, `${path}.conditionCheck.key`)
    constraints.notNull(ConditionCheck.ConditionExpression, `${path}.conditionCheck.conditionExpression`)
  }
  if (Put) {
    constrainWrite(constraints, Put, `${path}.put`)
    constrainItem(constraints, Put.Item, `${path}.put.item`)
  }
  if (Delete) {
    constrainWrite(constraints, Delete, `${path}.delete`)
    constrainItem(constraints, Delete.Key, `${path}.delete.key`)
  }
  if (Update) {
    constrainWrite(constraints, Update, `${path}.update`)
    constrainItem(constraints, Update.Key, `${path}.update.key`)
    constraints.notNull(Update.UpdateExpression, `${path}.update.updateExpression`)
  }
}

interface WriteMembers extends Conditional {
  readonly TableName: string | undefined
}

function constrainWrite(constraints: Constraints, write: WriteMembers, path: string): void {
  constraints.notNull(write.TableName, `${path}.tableName`)
  const onFailure = `${path}.returnValuesOnConditionCheckFailure`
  constrainReturnOnFailure(constraints, write.ReturnValuesOnConditionCheckFailure, onFailure)
}

function assertOneAction({ ConditionCheck, Put, Update, Delete }: TransactWriteItem): void {
  const given = [ConditionCheck, Put, Update, Delete].filter(
    (member) => member !== undefined && member !== null,
  )
  if (given.length > 1) throw invalidRequest(messages.actionsInOneMember)
  if (given.length === 0) throw invalidRequest(messages.actionMissing)
}

/** Names come after everything else that a request may be by itself. */
function assertTableNames(actions: readonly TransactWriteItem[]): void {
  const constraints = new Constraints()
  actions.forEach(({ ConditionCheck, Put, Update, Delete }, index) => {
    const path = `transactItems.${index + 1}.member`
    if (ConditionCheck)
      constrainTableName(constraints, ConditionCheck.TableName, `${path}.conditionCheck.tableName`)
    if (Put) constrainTableName(constraints, Put.TableName, `${path}.put.tableName`)
    if (Delete) constrainTableName(constraints, Delete.TableName, `${path}.delete.tableName`)
    if (Update) constrainTableName(constraints, Update.TableName, `${path}.update.tableName`)
  })
  constraints.assertSatisfied()
}

function readAction(action: TransactWriteItem, cache: ExpressionCache): WriteRequest {
  const { ConditionCheck, Put, Update, Delete } = action
  if (Put) return readPut(Put.TableName as string, Put, cache)
  if (Update) return readUpdate(Update.TableName as string, Update, cache)
  if (Delete) return readDelete(Delete.TableName as string, Delete, cache)
  if (ConditionCheck) return readCheck(ConditionCheck.TableName as string, ConditionCheck, cache)
  throw invalidRequest(messages.actionMissing)
}

/** Bytes that an action brings with it: an item, or a key and the values of its expressions. */
function payloadSizeBytes(write: WriteRequest, action: TransactWriteItem): number {
  if (write.kind === 'put') return write.sizeBytes
  const values = (action.Update ?? action.Delete ?? action.ConditionCheck)?.ExpressionAttributeValues
  return itemSizeBytes(write.key) + (values === undefined ? 0 : itemSizeBytes(values))
}
