import type { Random } from '../core/random.js'
import { unlessAborted } from '../core/unless-aborted.js'
import type {
  Backend,
  CallOptions,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../protocol/backend.js'
import { ServiceError } from '../protocol/service-errors.js'
import { Engine } from './engine.js'
import { messages } from './messages.js'
import { operations } from './operations/operations.js'
import type { MemoryOptions } from './options.js'
import { environmentOf } from './options.js'
import { MemorySnapshot } from './snapshot.js'
import { ItemTexts } from './wire/item-texts.js'
import { unreadableInput } from './wire/unreadable-input.js'
import { IdempotencyTokens } from './writes/idempotency-tokens.js'

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
  /**
   * Sets all tables back to a snapshot, of this backend or another, which can be restored again and again. They belong to
   * the account and region of this backend from then on.
   */
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
 * Refusals reject with an error whose `name` is the service's, such as `ConditionalCheckFailedException`. Throws a
 * MonotableError of code `engine.option-invalid` for options that are not as they have to be.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html
 */
export function memory(options: MemoryOptions = {}): MemoryBackend {
  const environment = environmentOf(options)
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
  /** The randomness of the backend. */
  readonly random: Random
}

/** The backend as a lender; undefined for one that is not in memory. */
export function lenderOf(backend: Backend): Lender | undefined {
  return Memory.lenderOf(backend)
}

/** Of all backends: each item is in one of them, and together they have one share of memory. */
const itemTexts = new ItemTexts()

class Memory implements MemoryBackend {
  readonly #engine: Engine
  readonly #lender: Lender

  constructor(engine: Engine) {
    this.#engine = engine
    this.#lender = {
      execute: (name, input, options) => this.#lend(name, input, options),
      texts: itemTexts,
      random: engine.environment.random,
    }
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
    this.#engine.adopt(snapshot.open())
  }

  assertInvariants(): void {
    const { tables, closedStreams } = this.#engine.state
    for (const table of tables.values()) table.assertInvariants()
    for (const stream of closedStreams.values()) stream.assertInvariants()
  }
}
