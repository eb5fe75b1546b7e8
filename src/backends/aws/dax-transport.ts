import type { OperationInput, OperationName, OperationOutput } from '../../protocol/backend.js'
import type { Attempts } from './attempts.js'
import type { DaxClient, DaxOperation, Transport } from './client.types.js'
import { daxFailure } from './dax-failure.js'

const methods: Readonly<Record<DaxOperation, keyof DaxClient>> = {
  BatchGetItem: 'batchGetItem',
  BatchWriteItem: 'batchWriteItem',
  DeleteItem: 'deleteItem',
  GetItem: 'getItem',
  PutItem: 'putItem',
  Query: 'query',
  Scan: 'scan',
  TransactGetItems: 'transactGetItems',
  TransactWriteItems: 'transactWriteItems',
  UpdateItem: 'updateItem',
}

/**
 * Calls the methods of a DAX client. It has no `send`, takes no signal, and repeats requests without telling.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.client.run-application-nodejs-3.html
 */
export class DaxTransport implements Transport {
  readonly #client: DaxClient

  constructor(client: DaxClient) {
    this.#client = client
  }

  has(operation: OperationName): operation is DaxOperation {
    return Object.hasOwn(methods, operation)
  }

  send<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    attempts: Attempts,
  ): Promise<OperationOutput<TName>> {
    return attempts.run(async () => {
      const client: Readonly<Record<keyof DaxClient, (given: never) => Promise<unknown>>> = this.#client
      try {
        // Which method goes with which input and output is what the table says; the compiler cannot follow it.
        const output = await client[methods[operation as DaxOperation]](input as never)
        return output as OperationOutput<TName>
      } catch (error) {
        throw daxFailure(error)
      }
    })
  }
}
