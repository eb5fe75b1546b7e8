import type { OperationInput, OperationName, OperationOutput } from '../../protocol/backend.js'
import type { Attempts } from './attempts.js'

/** A client of the AWS SDK, version 3: DynamoDBClient, or DynamoDB with its methods. */
export interface SdkClient {
  readonly config: { readonly requestHandler: object; readonly logger?: object }
  send(command: never, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>
}

/** The operations that DAX has. */
export type DaxOperation =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'Scan'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'UpdateItem'

/** A client of DynamoDB Accelerator, such as `Dax` of `@amazon-dax-sdk/client-dax`: a method for each operation. */
export type DaxClient = {
  [TName in DaxOperation as Uncapitalize<TName>]: (
    input: OperationInput<TName>,
  ) => Promise<OperationOutput<TName>>
}

/** One way to get a request to the service. */
export interface Transport {
  /** Whether there is such an operation. */
  has(operation: OperationName): boolean
  send<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    attempts: Attempts,
    signal: AbortSignal | undefined,
  ): Promise<OperationOutput<TName>>
}
