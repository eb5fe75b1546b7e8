import type { RequestMeter } from '../../protocol/backend.js'
import { failureKind } from './failure-kind.js'

/** What is known of the requests that one call has sent, the client's own repetitions included. */
export class Attempts {
  /** How many requests have been sent. */
  count = 0
  /** One of them failed in a way that does not tell whether it was carried out. */
  isUncertain = false
  readonly #most: number
  readonly #isOnce: boolean
  readonly #meter: RequestMeter | undefined

  /** At most `most` requests; where `isOnce`, none after one that may have been carried out. */
  constructor(most: number, isOnce: boolean, meter?: RequestMeter) {
    this.#most = most
    this.#isOnce = isOnce
    this.#meter = meter
  }

  get mayGoOn(): boolean {
    return this.count < this.#most && !(this.#isOnce && this.isUncertain)
  }

  /** Sends one request. */
  async run<TResult>(send: () => Promise<TResult>): Promise<TResult> {
    this.count += 1
    if (this.#meter !== undefined) this.#meter.attempts = this.count
    try {
      return await send()
    } catch (error) {
      if (failureKind(error) === 'uncertain') this.isUncertain = true
      throw error
    }
  }
}
