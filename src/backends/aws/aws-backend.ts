import { unlessAborted } from '../../core/unless-aborted.js'
import type { Clock } from '../../core/clock.js'
import { MonotableError } from '../../core/errors.js'
import type { Random } from '../../core/random.js'
import type {
  Backend,
  OperationInput,
  OperationName,
  OperationOutput,
  RequestOptions,
} from '../../protocol/backend.js'
import { Attempts } from './attempts.js'
import type { Transport } from './client.types.js'
import { failureKind, isServerFault } from './failure-kind.js'
import { failureOf } from './failures.js'

/** What a backend on a client needs beside it. */
export interface Surroundings {
  readonly clock: Clock
  readonly random: Random
  readonly attempts: number
}

const pauseMillisecondsFirst = 50
const pauseMillisecondsMax = 5000

/** Repeats what the service had no time for or what met a transaction, and says of every other failure what became of the call. */
export class AwsBackend implements Backend {
  readonly #transport: Transport
  readonly #surroundings: Surroundings

  constructor(transport: Transport, surroundings: Surroundings) {
    this.#transport = transport
    this.#surroundings = surroundings
  }

  async execute<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    options?: RequestOptions,
  ): Promise<OperationOutput<TName>> {
    const signal = options?.signal
    signal?.throwIfAborted()
    if (!this.#transport.has(operation)) throw unsupported(operation)
    const { attempts: most, clock } = this.#surroundings
    const attempts = new Attempts(most, options?.sendOnce === true, options?.meter)
    for (let pauses = 0; ; pauses++) {
      try {
        return await unlessAborted(this.#transport.send(operation, input, attempts, signal), signal)
      } catch (error) {
        signal?.throwIfAborted()
        if (!isPassing(error) || !attempts.mayGoOn) throw failureOf(error, { operation, input, attempts })
      }
      await clock.sleep(this.#pause(pauses), signal)
    }
  }

  #pause(pauses: number): number {
    return Math.min(pauseMillisecondsFirst * 2 ** pauses, pauseMillisecondsMax) * this.#surroundings.random()
  }
}

/** What the service may have time for later. */
function isPassing(error: unknown): boolean {
  const kind = failureKind(error)
  return kind === 'throttled' || kind === 'conflict' || isServerFault(error)
}

function unsupported(operation: OperationName): MonotableError {
  return new MonotableError(
    'backends.unsupported',
    `The client has no ${operation}: streams have a client of their own, and DAX has reads and writes of items alone`,
    { operation },
  )
}
