import { nextTurn } from '../../src/core/clock.js'
import type { Random } from '../../src/core/random.js'
import type { Backend, OperationInput, OperationName, OperationOutput } from '../../src/protocol/backend.js'
import { ServiceError } from '../../src/protocol/service-errors.js'
import type { TransactWriteItemsInput } from '../../src/protocol/transactions.js'

/** How likely each mishap is, for each request. */
export interface Roughness {
  /** Throttled under another name than the fault plans of `monotable/testing` use. */
  readonly throttled: number
  /** A fault of the service, before or after it has done what it was asked for. */
  readonly broken: number
  /** Of a transaction: another one is on one of its items. */
  readonly conflict: number
  /** Turns that a request takes to get there, at most, and as many back. */
  readonly turns: number
}

/** What fault plans leave out: requests that overtake one another, and refusals of other names. */
export class RoughBackend implements Backend {
  roughness: Roughness | undefined
  readonly #backend: Backend
  readonly #random: Random
  readonly #tokens = new Set<string | undefined>()

  constructor(backend: Backend, random: Random) {
    this.#backend = backend
    this.#random = random
  }

  async execute<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
  ): Promise<OperationOutput<TName>> {
    const { roughness } = this
    if (roughness === undefined) return this.#backend.execute(operation, input)
    await this.#travel(roughness)
    if (this.#random() < roughness.throttled) throw refusedForNow(this.#random)
    if (operation === 'TransactWriteItems') this.#meetOthers(input as TransactWriteItemsInput, roughness)
    const isBroken = this.#random() < roughness.broken
    if (isBroken && this.#random() < 0.5) throw broken()
    const output = await this.#backend.execute(operation, input)
    await this.#travel(roughness)
    if (isBroken) throw broken()
    return output
  }

  async #travel({ turns }: Roughness): Promise<void> {
    for (let turn = Math.floor(this.#random() * (turns + 1)); turn > 0; turn--) await nextTurn()
  }

  /** A transaction that may have been carried out already is told so, by its token: it meets nobody. */
  #meetOthers(
    { ClientRequestToken: token, TransactItems = [] }: TransactWriteItemsInput,
    { conflict }: Roughness,
  ) {
    if (this.#tokens.has(token) || this.#random() >= conflict) {
      this.#tokens.add(token)
      return
    }
    const place = Math.floor(this.#random() * TransactItems.length)
    const reasons = TransactItems.map((_, index) =>
      index === place ? { Code: 'TransactionConflict', Message: 'ongoing' } : { Code: 'None' },
    )
    throw new ServiceError('TransactionCanceledException', 'Transaction cancelled', {
      CancellationReasons: reasons,
    })
  }
}

function refusedForNow(random: Random): ServiceError {
  const name = random() < 0.5 ? 'ThrottlingException' : 'RequestLimitExceeded'
  return new ServiceError(name, 'Too many requests')
}

const broken = (): ServiceError => new ServiceError('InternalServerError', 'Internal server error')
