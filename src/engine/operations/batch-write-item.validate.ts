import type { BatchWriteItemInput, WriteRequest as BatchedRequest } from '../../protocol/batches.js'
import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { batchWriteItemsMax } from '../../protocol/limits.js'
import type { ExpressionCache } from '../expressions/index.js'
import { invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import { Constraints } from '../requests/constraints.js'
import { javaMapOfLists, structures } from '../requests/java-form.js'
import {
  constrainCollectionMetrics,
  constrainConsumedCapacity,
  constrainItem,
} from '../requests/item-requests.js'
import { assertSomeRequests, constrainTableNames, entriesOfRequestItems } from '../requests/request-items.js'
import { readDelete, readPut } from '../writes/write-members.js'
import type { DeleteRequest, PutRequest } from '../writes/write-request.js'

const operation = 'BatchWriteItem'
const lengths = [messages.lengthMax(batchWriteItemsMax), messages.lengthMin(1)]

export interface BatchWriteItemRequest {
  readonly writes: readonly (PutRequest | DeleteRequest)[]
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateBatchWriteItem(
  input: BatchWriteItemInput,
  cache: ExpressionCache,
): BatchWriteItemRequest {
  const constraints = new Constraints()
  const entries = entriesOfRequestItems(constraints, input.RequestItems)
  if (entries.some(([, requests]) => !(requests.length >= 1 && requests.length <= batchWriteItemsMax))) {
    constraints.refuse(shown(input.RequestItems), 'requestItems', messages.mapValues(lengths))
  }
  for (const [name, requests] of entries) constrainRequests(constraints, requests, `requestItems.${name}`)
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainCollectionMetrics(constraints, input.ReturnItemCollectionMetrics)
  constraints.assertSatisfied()
  const names = new Constraints()
  constrainTableNames(names, entries, input.RequestItems, shown)
  names.assertSatisfied()
  assertSomeRequests(entries, operation)
  const writes = entries.flatMap(([name, requests]) =>
    requests.map((request) => readRequest(name, request, cache)),
  )
  if (writes.length > batchWriteItemsMax) throw invalidRequest(messages.tooManyBatched(operation))
  return {
    writes,
    returnsMetrics: input.ReturnItemCollectionMetrics === 'SIZE',
    capacity: input.ReturnConsumedCapacity,
  }
}

function shown(items: BatchWriteItemInput['RequestItems']): string {
  return javaMapOfLists(structures.writeRequest, items ?? {})
}

function constrainRequests(
  constraints: Constraints,
  requests: readonly BatchedRequest[],
  path: string,
): void {
  if (!Array.isArray(requests)) throw unreadableRequest(messages.notAStructure)
  requests.forEach(({ DeleteRequest, PutRequest }: BatchedRequest, index) => {
    const member = `${path}.member.${index + 1}.member`
    if (DeleteRequest) constrainItem(constraints, DeleteRequest.Key, `${member}.deleteRequest.key`)
    if (PutRequest) constrainItem(constraints, PutRequest.Item, `${member}.putRequest.item`)
  })
}

function readRequest(
  tableName: string,
  { PutRequest, DeleteRequest }: BatchedRequest,
  cache: ExpressionCache,
): PutRequest | DeleteRequest {
  if (PutRequest && !DeleteRequest) return readPut(tableName, PutRequest, cache)
  if (DeleteRequest && !PutRequest) return readDelete(tableName, DeleteRequest, cache)
  throw invalidRequest(messages.notOneRequest)
}
