import { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import { isServiceError } from '../../protocol/service-errors.js'
import type { WriteAction, WriteRequest } from './write-action.js'
import type { Environment } from '../entity-runtime.js'
import { withoutTable } from '../missing-table.js'

/** More requests than any write takes: its own, and two others where what it finds has expired. */
const requestsMax = 3

/** Sends one write and says what came of it, in the terms of its operation. */
export async function runAction(action: WriteAction, options?: CallOptions): Promise<unknown> {
  let current = action
  for (let request = 1; ; request++) {
    let output
    try {
      output = await send(current.runtime.environment, current.request, options)
    } catch (error) {
      if (!isServiceError(error, 'ConditionalCheckFailedException')) throw rejection(current, error)
      const other = request < requestsMax ? current.fallback?.(error.Item) : undefined
      if (other === undefined) throw current.refused(error.Item, error)
      current = other
      continue
    }
    return current.result(output.Attributes)
  }
}

/** What the service finds wrong with a request, in the name of the entity; every other failure as it is. */
function rejection({ runtime, verb, key }: WriteAction, error: unknown): unknown {
  if (!isServiceError(error, 'ValidationException')) return withoutTable(error, [runtime])
  const { name } = runtime.model
  const isSize = error.message.includes('maximum allowed size')
  return new MonotableError(
    isSize ? 'repository.item-size' : 'repository.rejected',
    `${name}: DynamoDB rejects the ${verb}: ${error.message}${isSize ? '. Split the item, or keep large values elsewhere.' : ''}`,
    { entity: name, key: runtime.keyValues(key) },
    { cause: error },
  )
}

function send(
  { backend }: Environment,
  request: WriteRequest,
  options: CallOptions | undefined,
): Promise<{ readonly Attributes?: AttributeMap | undefined }> {
  switch (request.operation) {
    case 'PutItem':
      return backend.execute('PutItem', request.input, options)
    case 'UpdateItem':
      return backend.execute('UpdateItem', request.input, options)
    case 'DeleteItem':
      return backend.execute('DeleteItem', request.input, options)
  }
}
