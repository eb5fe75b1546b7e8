import type { Clock } from '../core/clock.js'
import { systemClock } from '../core/clock.js'
import type { Random } from '../core/random.js'
import { systemRandom } from '../core/random.js'
import { unlessAborted } from '../core/unless-aborted.js'
import type {
  Backend,
  CallOptions,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../protocol/backend.js'
import { limits } from '../protocol/limits.js'
import { ServiceError } from '../protocol/service-errors.js'
import { Engine } from './engine.js'
import { messages } from './messages.js'
import { operations } from './operations/operations.js'
import { MemorySnapshot } from './snapshot.js'
import { ItemTexts } from './wire/item-texts.js'
import { unreadableInput } from './wire/unreadable-input.js'
import { IdempotencyTokens } from './writes/idempotency-tokens.js'

export interface MemoryOptions {
  /** Dates tables and decides when a transaction's token is forgotten. Default: the clock of the machine. */
  readonly clock?: Clock | undefined
  /** Makes ids of tables. Default: the randomness of the runtime. */
  readonly random?: Random | undefined
  /** Region in ARNs. Default: `us-east-1`. */
  readonly region?: string | undefined
  /** Account in ARNs, twelve digits. Default: `000000000000`. */
  readonly accountId?: string | undefined
  /**
   * Milliseconds that a table or index stays in each state that it passes through: CREATING, UPDATING, DELETING, and for
   * a new index of a table that exists the same once more, while items are taken in. A time to live is ENABLING or
   * DISABLING as long. The clock alone decides: nothing has to run. Default: 0, so that the answer to a change names the
   * state, and the change is over when the answer arrives.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
   */
  readonly tableTransition?: number | undefined
  /**
   * Bytes that an item collection may have in a table with local indexes: items of one partition key, with their entries
   * in those indexes. A write that would go past it is refused with ItemCollectionSizeLimitExceededException. Default:
   * the service's 10 GB. A table keeps the limit with which it was created.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections.SizeLimit
   */
  readonly itemCollectionSizeLimit?: number | undefined
  /**
   * Milliseconds from the expiry of an item, by `clock`, to its deletion from a table with time to live. The service
   * promises a few days, and reads show expired items until then. Default: 48 hours; 0 deletes with the first call after
   * the expiry, at most 5,000 items with each.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
   */
  readonly timeToLiveLag?: number | undefined
  /**
   * Milliseconds that TransactWriteItems takes. While it does, its items are held: Put, Update and Delete of them are
   * refused with TransactionConflictException, other transactions are cancelled, a BatchWriteItem leaves them
   * unprocessed, its token gives TransactionInProgressException, and reads see what was there before. Default: 0,
   * which makes a transaction one step that nothing overlaps, as every other call is.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
   */
  readonly transactionTime?: number | undefined
}

/** 48 hours. */
const defaultTimeToLiveLag = 172_800_000

/** DynamoDB in memory: a {@link Backend} that can also be copied and set back. */
export interface MemoryBackend extends Backend {
  /**
   * The state of all tables at this moment. Costs the same whatever they hold: state is shared until it changes.
   *
   * @example
   * ```ts
   * const seeded = backend.snapshot()
   * afterEach(() => backend.restore(seeded))
   * ```
   */
  snapshot(): MemorySnapshot
  /** Sets all tables back to a snapshot, of this backend or another, which can be restored again and again. */
  restore(snapshot: MemorySnapshot): void
  /** Throws when an index, a count or the order of items is not what the stored items imply: a bug of the engine. */
  assertInvariants(): void
}

/**
 * Creates an in-memory DynamoDB: the service's results, errors, limits and consumed capacity, without network, Docker
 * or account. Every instance is a world of its own.
 *
 * Each call takes effect at once and as a whole; its promise settles afterwards. Nothing that a caller passes in or gets
 * back is shared with what is stored.
 *
 * @example
 * ```ts
 * import { memory } from 'monotable/memory'
 *
 * const backend = memory()
 * await backend.execute('CreateTable', {
 *   TableName: 'shop', BillingMode: 'PAY_PER_REQUEST',
 *   AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
 *   KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
 * })
 * await backend.execute('PutItem', { TableName: 'shop', Item: { pk: { S: 'A' }, total: { N: '12' } } })
 * ```
 *
 * Refusals reject with an error whose `name` is the service's, such as `ConditionalCheckFailedException`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html
 */
export function memory(options: MemoryOptions = {}): MemoryBackend {
  const environment = {
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
    region: options.region ?? 'us-east-1',
    accountId: options.accountId ?? '000000000000',
    tableTransition: options.tableTransition ?? 0,
    itemCollectionSizeLimit: options.itemCollectionSizeLimit ?? limits.itemCollectionSizeBytesMax,
    timeToLiveLag: options.timeToLiveLag ?? defaultTimeToLiveLag,
    transactionTime: options.transactionTime ?? 0,
  }
  return new Memory(
    new Engine(environment, { tables: new Map(), closedStreams: new Map(), tokens: new IdempotencyTokens() }),
  )
}

/** An in-memory backend for a caller that writes outputs down and lets go of them. */
export interface Lender {
  /** As that of the backend, but that items in the output may be those that are stored, which nobody may change. */
  readonly execute: Backend['execute']
  /** The JSON texts of items that were lent. */
  readonly texts: ItemTexts
}

/** The backend as a lender; undefined for one that is not in memory. */
export function lenderOf(backend: Backend): Lender | undefined {
  return Memory.lenderOf(backend)
}

/** Of all backends: each item is in one of them, and together they have one share of memory. */
const itemTexts = new ItemTexts()

class Memory implements MemoryBackend {
  readonly #engine: Engine
  readonly #lender: Lender = {
    execute: (name, input, options) => this.#lend(name, input, options),
    texts: itemTexts,
  }

  constructor(engine: Engine) {
    this.#engine = engine
  }

  // Async so that refusals reject; nothing is awaited, so that no other call comes in between, unless an operation says
  // that it takes time.
  async execute<TName extends OperationName>(
    name: TName,
    input: OperationInput<TName>,
    options?: CallOptions,
  ): Promise<OperationOutput<TName>> {
    options?.signal?.throwIfAborted()
    if (!Object.hasOwn(operations, name)) {
      throw new ServiceError('UnknownOperationException', messages.unknownOperation)
    }
    const output = this.#answer(name, input)
    return output instanceof Promise ? unlessAborted(output, options?.signal) : output
  }

  static lenderOf(backend: Backend): Lender | undefined {
    return #lender in backend ? backend.#lender : undefined
  }

  #lend<TName extends OperationName>(
    name: TName,
    input: OperationInput<TName>,
    options?: CallOptions,
  ): Promise<OperationOutput<TName>> {
    this.#engine.lends = true
    try {
      return this.execute(name, input, options)
    } finally {
      // What an operation gives later, it gives as a copy.
      this.#engine.lends = false
    }
  }

  #answer<TName extends OperationName>(
    name: TName,
    input: OperationInput<TName>,
  ): OperationOutput<TName> | Promise<OperationOutput<TName>> {
    try {
      return operations[name].execute(this.#engine, input)
    } catch (error) {
      // Shapes are looked at when the engine has stumbled, not before: calls that go well pay nothing for it.
      throw error instanceof ServiceError ? error : (unreadableInput(name, input) ?? error)
    }
  }

  snapshot(): MemorySnapshot {
    return new MemorySnapshot(this.#engine.state)
  }

  restore(snapshot: MemorySnapshot): void {
    this.#engine.state = snapshot.open()
  }

  assertInvariants(): void {
    const { tables, closedStreams } = this.#engine.state
    for (const table of tables.values()) table.assertInvariants()
    for (const stream of closedStreams.values()) stream.assertInvariants()
  }
}
