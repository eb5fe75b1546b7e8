import { idempotencyWindowMilliseconds } from '../../protocol/limits.js'

/** A transaction that was carried out under a token. */
export interface Remembered {
  readonly fingerprint: string
  readonly at: number
  /** Of each write, in order: the table and the larger of its item's two sizes. */
  readonly sizes: readonly WrittenSize[]
}

interface WrittenSize {
  readonly tableName: string
  readonly sizeBytes: number
}

/** The tokens of recent transactions: one that comes again within the window is not carried out again. */
export class IdempotencyTokens {
  readonly #remembered: Map<string, Remembered>

  constructor(remembered: Map<string, Remembered> = new Map()) {
    this.#remembered = remembered
  }

  /** What was done under the token, undefined when nothing was or it was too long ago. */
  find(token: string, now: number): Remembered | undefined {
    this.#forgetOld(now)
    return this.#remembered.get(token)
  }

  remember(token: string, remembered: Remembered): void {
    this.#remembered.set(token, remembered)
  }

  clone(): IdempotencyTokens {
    return new IdempotencyTokens(new Map(this.#remembered))
  }

  /** Tokens stand in the order in which they came. */
  #forgetOld(now: number): void {
    for (const [token, { at }] of this.#remembered) {
      if (now - at < idempotencyWindowMilliseconds) return
      this.#remembered.delete(token)
    }
  }
}
