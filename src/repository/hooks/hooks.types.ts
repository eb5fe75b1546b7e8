import type { OperationInput } from '../../protocol/backend.js'
import type { ConsumedCapacity } from '../../protocol/capacity.js'

/** The operations of DynamoDB that reads and writes of items send. */
export type ItemOperation =
  | 'GetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | 'Scan'
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'TransactGetItems'
  | 'TransactWriteItems'

/** A request as hooks see it: one object for both of them. */
export interface HookedRequest {
  readonly operation: ItemOperation
  /** What is sent. It is frozen. */
  readonly input: OperationInput<ItemOperation>
  /** The entities of the items that are asked for or written, each once. */
  readonly entities: readonly string[]
  /** The access pattern that is read, or the collection; `primary` for reads by key and for writes. */
  readonly accessPattern: string
}

/** What came of a request. */
export interface HookedOutcome {
  /** From the call of the backend to its answer, pauses between attempts included. */
  readonly durationMilliseconds: number
  /** How many requests the backend sent, those that it repeated included. */
  readonly attempts: number
  /** What was consumed in each table, where `capacity` asks for it and DynamoDB answered. */
  readonly consumedCapacity: readonly ConsumedCapacity[]
  /** The failure as the backend gave it; undefined for a request that succeeded. */
  readonly error: unknown
}

/** What looks on while requests are sent (rule P6). Neither can change, stop or fail what it looks at. */
export interface Hooks {
  /** Called before each request. */
  readonly before?: (request: HookedRequest) => void
  /** Called after each request, with the same object. */
  readonly after?: (request: HookedRequest, outcome: HookedOutcome) => void
  /** Has DynamoDB tell what each request consumed, of tables and indexes. */
  readonly capacity?: boolean
  /** Called with what a hook throws, which nobody else hears of. */
  readonly failed?: (error: unknown) => void
}
