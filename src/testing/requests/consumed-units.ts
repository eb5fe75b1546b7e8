import type { OperationInput, OperationName, OperationOutput } from '../../protocol/backend.js'
import type { ConsumedCapacity } from '../../protocol/capacity.js'

/** Capacity units, those of indexes included. */
export interface CapacityUnits {
  readonly read: number
  readonly write: number
}

const reads: ReadonlySet<OperationName> = new Set<OperationName>([
  'BatchGetItem',
  'GetItem',
  'Query',
  'Scan',
  'TransactGetItems',
])
const writes: ReadonlySet<OperationName> = new Set<OperationName>([
  'BatchWriteItem',
  'DeleteItem',
  'PutItem',
  'TransactWriteItems',
  'UpdateItem',
])

/** Whether it is known what kind of units the operation consumes. Statements may read or write. */
export function isMetered(operation: OperationName): boolean {
  return reads.has(operation) || writes.has(operation)
}

/** An input that asks what it costs. */
export function asking<TName extends OperationName>(input: OperationInput<TName>): OperationInput<TName> {
  return { ...input, ReturnConsumedCapacity: 'TOTAL' }
}

/** What an answer says that it cost: undefined where the backend does not say. */
export function unitsOf(operation: OperationName, output: object): CapacityUnits | undefined {
  const { ConsumedCapacity: consumed } = output as {
    readonly ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[] | undefined
  }
  if (consumed === undefined) return undefined
  const units = [consumed].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
  return reads.has(operation) ? { read: units, write: 0 } : { read: 0, write: units }
}

/** An answer for a caller who has not asked. */
export function withoutUnits<TName extends OperationName>(
  output: OperationOutput<TName>,
): OperationOutput<TName> {
  if (!('ConsumedCapacity' in output)) return output
  const { ConsumedCapacity: _, ...rest } = output
  return rest
}
