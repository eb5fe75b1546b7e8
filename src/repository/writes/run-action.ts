import { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions, RequestOptions } from '../../protocol/backend.js'
import { isServiceError } from '../../protocol/service-errors.js'
import { send } from '../hooks/send.js'
import { keyText } from '../errors.js'
import { missingPath } from './missing-path.js'
import type { WriteAction } from './write-action.js'
import { withoutTable } from '../missing-table.js'

/** More requests than any write takes: its own, and two others where what it finds has expired. */
const requestsMax = 3

/** Sends one write and says what came of it, in the terms of its operation. */
export async function runAction(action: WriteAction, options?: CallOptions): Promise<unknown> {
  let current = action
  for (let request = 1; ; request++) {
    let output
    try {
      output = await sendAction(current, options)
    } catch (error) {
      if (!isServiceError(error, 'ConditionalCheckFailedException')) throw rejection(current, error)
      if (error.isRepeated === true && error.Item !== undefined) {
        const earlier = current.earlier(error.Item)
        if (earlier === 'done') return current.result(error.Item)
        if (earlier === 'unknown') throw outcomeUnknown(current, error)
      }
      // There is nothing to delete, which is no failure.
      if (current.absence?.isFound(error.Item) === true) return undefined
      // It may have been this delete that took away what its condition is about.
      if (error.isRepeated === true && error.Item === undefined && current.request.operation === 'DeleteItem')
        throw outcomeUnknown(current, error)
      const other = request < requestsMax ? current.fallback?.(error.Item) : undefined
      if (other === undefined) throw current.refused(error.Item, error)
      current = other
      continue
    }
    return current.result(output.Attributes)
  }
}

/** Nobody can say whether the write was carried out. */
export function outcomeUnknown(
  { runtime, verb: ownVerb, key }: WriteAction,
  cause: unknown,
  verb: string = ownVerb,
): MonotableError {
  const { name } = runtime.model
  const values = runtime.keyValues(key)
  return new MonotableError(
    'repository.outcome-unknown',
    `${name}: the answer to the ${verb} was lost, and it may or may not have been carried out. Read the item with ${keyText(values)} before it is written again.`,
    { entity: name, key: values },
    { cause },
  )
}

/** What the service finds wrong with a request, in the name of the entity; every other failure as it is. */
function rejection(action: WriteAction, error: unknown): unknown {
  const { runtime, verb, key } = action
  if (error instanceof MonotableError && error.code === 'backends.outcome-unknown')
    return outcomeUnknown(action, error)
  if (!isServiceError(error, 'ValidationException')) return withoutTable(error, [runtime])
  const missing = missingPath(action, error.message, error)
  if (missing !== undefined) return missing
  const { name } = runtime.model
  const isSize = error.message.includes('maximum allowed size')
  return new MonotableError(
    isSize ? 'repository.item-size' : 'repository.rejected',
    `${name}: DynamoDB rejects the ${verb}: ${error.message}${isSize ? '. Split the item, or keep large values elsewhere.' : ''}`,
    { entity: name, key: runtime.keyValues(key) },
    { cause: error },
  )
}

function sendAction(
  action: WriteAction,
  given: CallOptions | undefined,
): Promise<{ readonly Attributes?: AttributeMap | undefined }> {
  const { request, sendOnce } = action
  const { environment } = action.runtime
  const options: RequestOptions | undefined = sendOnce === true ? { signal: given?.signal, sendOnce } : given
  switch (request.operation) {
    case 'PutItem':
      return send(environment, action, 'PutItem', request.input, options)
    case 'UpdateItem':
      return send(environment, action, 'UpdateItem', request.input, options)
    case 'DeleteItem':
      return send(environment, action, 'DeleteItem', request.input, options)
  }
}
