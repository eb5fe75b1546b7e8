import type { Clock } from '../core/clock.js'
import { MonotableError } from '../core/errors.js'
import type { Random } from '../core/random.js'
import type { Backend, OperationInput, OperationName, OperationOutput } from '../protocol/backend.js'
import { ServiceError } from '../protocol/service-errors.js'
import type { Attempts } from './aws/attempts.js'
import { AwsBackend } from './aws/aws-backend.js'
import type { Transport } from './aws/client.types.js'
import type { FailureKind } from './aws/failure-kind.js'
import { failureKind, isServerFault } from './aws/failure-kind.js'

export interface RepeatingOptions {
  /** Waits between requests. */
  readonly clock: Clock
  /** Spreads the waiting. */
  readonly random: Random
  /** How many requests a call may send in all. Default: 10. */
  readonly attempts?: number | undefined
}

const attemptsDefault = 10

/**
 * A backend that repeats requests of another and judges its failures as the one on AWS does with a client of the SDK, which
 * it needs not: so programs meet in tests what they meet in production.
 */
export function repeating(backend: Backend, options: RepeatingOptions): Backend {
  const { clock, random, attempts = attemptsDefault } = options
  return new AwsBackend(new BackendTransport(backend, clock, random), { clock, random, attempts })
}

/** What the SDK's standard mode does: three requests, of which the later ones wait up to 100 and 200 milliseconds. */
const requestsMax = 3
const pauseMillisecondsFirst = 100

/** After which it sends nothing again. */
const endings: ReadonlySet<FailureKind> = new Set<FailureKind>(['refused', 'conflict'])

/** Sends requests as a client of the SDK does, to a backend in place of an address. */
class BackendTransport implements Transport {
  readonly #backend: Backend
  readonly #clock: Clock
  readonly #random: Random

  constructor(backend: Backend, clock: Clock, random: Random) {
    this.#backend = backend
    this.#clock = clock
    this.#random = random
  }

  has(): boolean {
    return true
  }

  async send<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    attempts: Attempts,
    signal: AbortSignal | undefined,
  ): Promise<OperationOutput<TName>> {
    for (let sent = 1; ; sent++) {
      try {
        return await attempts.run(() => this.#request(operation, input, signal))
      } catch (error) {
        const isOver = endings.has(failureKind(error)) || !attempts.mayGoOn
        if (isOver || sent === requestsMax) throw error
      }
      await this.#clock.sleep(pauseMillisecondsFirst * 2 ** (sent - 1) * this.#random(), signal)
    }
  }

  async #request<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    signal: AbortSignal | undefined,
  ): Promise<OperationOutput<TName>> {
    try {
      return await this.#backend.execute(operation, input, { signal })
    } catch (error) {
      throw failureOfClient(error)
    }
  }
}

/** An error with what the SDK's clients tell of it; one that a backend has judged already, as it was before. */
function failureOfClient(error: unknown): unknown {
  if (error instanceof MonotableError && error.code.startsWith('backends.') && error.cause !== undefined)
    return error.cause
  if (!(error instanceof ServiceError) || isServerFault(error)) return error
  const isFaulty = error.name === 'InternalServerError'
  // Hidden, so that two errors that look alike are equal in tests.
  return Object.defineProperties(error, {
    $fault: { value: isFaulty ? 'server' : 'client', configurable: true },
    $metadata: { value: { httpStatusCode: isFaulty ? 500 : 400 }, configurable: true },
  })
}
