import type { AttributeMap } from '../protocol/attribute-value.js'
import type { CallOptions } from '../protocol/backend.js'
import { isServiceError } from '../protocol/service-errors.js'
import type { WriteAction, WriteRequest } from './write-action.js'
import type { Environment } from './entity-runtime.js'

/** Sends one write and says what came of it, in the terms of its operation. */
export async function runAction(action: WriteAction, options?: CallOptions): Promise<unknown> {
  let attributes
  try {
    attributes = await send(action.runtime.environment, action.request, options)
  } catch (error) {
    if (!isServiceError(error, 'ConditionalCheckFailedException')) throw error
    const other = error.Item && action.fallback?.(error.Item)
    if (other === undefined) throw action.refused(error.Item, error)
    return runAction(other, options)
  }
  return action.result(attributes)
}

async function send(
  { backend }: Environment,
  request: WriteRequest,
  options: CallOptions | undefined,
): Promise<AttributeMap | undefined> {
  switch (request.operation) {
    case 'PutItem':
      return (await backend.execute('PutItem', request.input, options)).Attributes
    case 'UpdateItem':
      return (await backend.execute('UpdateItem', request.input, options)).Attributes
    case 'DeleteItem':
      return (await backend.execute('DeleteItem', request.input, options)).Attributes
  }
}
