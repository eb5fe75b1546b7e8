import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeEndpointsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TagResourceCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UntagResourceCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { assertOptions } from '../core/assert-options.js'
import type { Clock } from '../core/clock.js'
import { systemClock } from '../core/clock.js'
import { MonotableError } from '../core/errors.js'
import type { Random } from '../core/random.js'
import { systemRandom } from '../core/random.js'
import type { Backend, OperationInput, OperationName, OperationOutput } from '../protocol/backend.js'
import type { Attempts } from './aws/attempts.js'
import { AwsBackend } from './aws/aws-backend.js'
import type { DaxClient, DaxOperation, SdkClient, Transport } from './aws/client.types.js'
import { DaxTransport } from './aws/dax-transport.js'
import type { Stack } from './aws/observe.js'
import { observe } from './aws/observe.js'

export type { DaxClient, DaxOperation, SdkClient }

// What the declarations of code that holds a backend name, if only by inference.
export type { Clock } from '../core/clock.js'
export type { Random } from '../core/random.js'
export type {
  Backend,
  CallOptions,
  OperationInput,
  OperationName,
  OperationOutput,
  Operations,
  RequestOptions,
} from '../protocol/backend.js'

export interface AwsOptions {
  /**
   * How many requests a call may send in all, those that the SDK repeats by itself included: a whole number from 1.
   * Default: 10.
   */
  readonly attempts?: number | undefined
  /** Waits between requests. Default: the clock of the machine. */
  readonly clock?: Clock | undefined
  /** Spreads the waiting. Default: the randomness of the runtime. */
  readonly random?: Random | undefined
}

const attemptsDefault = 10

/**
 * A backend on a client of the AWS SDK, or of DynamoDB Accelerator: DynamoDB itself, or whatever answers at the client's
 * endpoint. Region, credentials, endpoint and time limits are the client's.
 *
 * Requests that the service had no time for are sent again, after the SDK's own attempts, with growing random pauses.
 * A write that must not happen twice is not sent again once it may have happened.
 *
 * An address in place of a client is that of something that asks for no account, such as DynamoDB Local.
 *
 * @example
 * ```ts
 * import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
 * import { aws } from 'monotable/aws'
 *
 * const db = createDatabase({ backend: aws(new DynamoDBClient({})), entities: { orders: Order } })
 * await db.orders.get({ tenantId: 't1', customerId: 'c1', orderId: 'o1' })
 * // GetItem { TableName: 'shop', Key: { pk: { S: 'TENANT#t1#CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } } }
 * ```
 *
 * Refusals reject as the SDK throws them, with the service's name. Other failures have a code: `backends.not-sent`,
 * `backends.no-answer`, `backends.outcome-unknown`.
 *
 * @throws MonotableError `backends.client` for what is no client, `backends.options` for attempts that are no number
 * from 1, and for options that there are not.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/dynamodb/
 */
export function aws(client: SdkClient | DaxClient | string, options: AwsOptions = {}): Backend {
  assertOptions(options, ['attempts', 'clock', 'random'], 'backends.options', 'aws')
  const { attempts = attemptsDefault, clock = systemClock, random = systemRandom } = options
  if (!Number.isInteger(attempts) || attempts < 1)
    throw new MonotableError(
      'backends.options',
      `aws: attempts is a whole number from 1, not ${String(attempts)}`,
      { attempts },
    )
  const transport = transportOf(isAddress(client) ? clientAt(client) : client)
  return new AwsBackend(transport, { clock, random, attempts })
}

/** DynamoDB Local takes letters and digits alone for the name of a key. */
const nobody = { accessKeyId: 'none', secretAccessKey: 'none' }

const isAddress = (client: unknown): client is string =>
  typeof client === 'string' && /^https?:\/\/[^/]/.test(client)

function clientAt(endpoint: string): SdkClient {
  return new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: nobody })
}

function transportOf(client: SdkClient | DaxClient | string): Transport {
  // The DAX client has a `send` too, which only throws, but no handler of HTTP requests.
  if (typeof client === 'object' && client !== null) {
    if ('send' in client && typeof client.config?.requestHandler === 'object') return new SdkTransport(client)
    if ('getItem' in client && typeof client.getItem === 'function') return new DaxTransport(client)
  }
  throw new MonotableError(
    'backends.client',
    'aws takes a client of the AWS SDK, such as new DynamoDBClient({}), one of DynamoDB Accelerator, or an address such as http://127.0.0.1:8000',
    {},
  )
}

type SdkOperation = Exclude<
  OperationName,
  'DescribeStream' | 'GetRecords' | 'GetShardIterator' | 'ListStreams'
>

const commands: {
  readonly [TName in SdkOperation]: new (input: OperationInput<TName>) => {
    readonly middlewareStack: Stack
  }
} = {
  BatchExecuteStatement: BatchExecuteStatementCommand,
  BatchGetItem: BatchGetItemCommand,
  BatchWriteItem: BatchWriteItemCommand,
  CreateTable: CreateTableCommand,
  DeleteItem: DeleteItemCommand,
  DeleteTable: DeleteTableCommand,
  DescribeEndpoints: DescribeEndpointsCommand,
  DescribeLimits: DescribeLimitsCommand,
  DescribeTable: DescribeTableCommand,
  DescribeTimeToLive: DescribeTimeToLiveCommand,
  ExecuteStatement: ExecuteStatementCommand,
  ExecuteTransaction: ExecuteTransactionCommand,
  GetItem: GetItemCommand,
  ListTables: ListTablesCommand,
  ListTagsOfResource: ListTagsOfResourceCommand,
  PutItem: PutItemCommand,
  Query: QueryCommand,
  Scan: ScanCommand,
  TagResource: TagResourceCommand,
  TransactGetItems: TransactGetItemsCommand,
  TransactWriteItems: TransactWriteItemsCommand,
  UntagResource: UntagResourceCommand,
  UpdateItem: UpdateItemCommand,
  UpdateTable: UpdateTableCommand,
  UpdateTimeToLive: UpdateTimeToLiveCommand,
}

class SdkTransport implements Transport {
  readonly #client: SdkClient
  /** The prototype of the logger that clients have where nobody gave them one. */
  readonly #silence: object | null

  constructor(client: SdkClient) {
    this.#client = client
    this.#silence = silence()
  }

  has(operation: OperationName): operation is SdkOperation {
    return Object.hasOwn(commands, operation)
  }

  send<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    attempts: Attempts,
    signal: AbortSignal | undefined,
  ): Promise<OperationOutput<TName>> {
    // Which command goes with which input is what the table says; the compiler cannot follow it.
    const Command = commands[operation as SdkOperation] as new (input: unknown) => {
      readonly middlewareStack: Stack
    }
    const command = new Command(input)
    const { logger } = this.#client.config
    observe(command.middlewareStack, attempts, !!logger && Object.getPrototypeOf(logger) === this.#silence)
    // Options even where they are empty: without them a client may keep the middleware of its first command.
    const options = signal === undefined ? {} : { abortSignal: signal }
    return this.#client.send(command as never, options) as Promise<OperationOutput<TName>>
  }
}

/** The SDK does not export its silent logger: a client that is told nothing has it. */
function silence(): object | null {
  const { logger } = new DynamoDBClient({ region: 'us-east-1', credentials: nobody }).config
  return Object.getPrototypeOf(logger) as object | null
}
