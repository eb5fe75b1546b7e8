import type { Backend, OperationName } from '../../protocol/backend.js'
import type { ConsumedCapacity } from '../../protocol/capacity.js'

/** A request that was sent, and what it consumed. */
export interface RecordedRequest {
  readonly operation: OperationName
  readonly input: object
  readonly capacity: readonly ConsumedCapacity[]
  readonly count: number | undefined
  readonly scannedCount: number | undefined
}

/** A backend that notes what it is asked, and asks what that consumes. */
export function recorded(backend: Backend, requests: RecordedRequest[]): Backend {
  const execute: Backend['execute'] = async (operation, input, options) => {
    const output = await backend.execute(operation, { ...input, ReturnConsumedCapacity: 'INDEXES' }, options)
    const {
      ConsumedCapacity: capacity,
      Count,
      ScannedCount,
    } = output as {
      readonly ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[]
      readonly Count?: number
      readonly ScannedCount?: number
    }
    requests.push({
      operation,
      input,
      capacity: capacity === undefined ? [] : [capacity].flat(),
      count: Count,
      scannedCount: ScannedCount,
    })
    return output
  }
  return { execute }
}
