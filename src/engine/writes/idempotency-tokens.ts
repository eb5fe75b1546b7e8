import { limits } from '../../protocol/limits.js'

/** A transaction that was carried out under a token. */
interface Remembered {
  readonly fingerprint: string
  readonly at: number
}

/** The tokens of recent transactions: one that comes again within the window is not carried out again. */
export class IdempotencyTokens {
  readonly #remembered: Map<string, Remembered>

  constructor(remembered: Map<string, Remembered> = new Map()) {
    this.#remembered = remembered
  }

  /** What was done under the token, undefined when nothing was or it was too long ago. */
  fingerprintOf(token: string, now: number): string | undefined {
    this.#forgetOld(now)
    return this.#remembered.get(token)?.fingerprint
  }

  remember(token: string, fingerprint: string, now: number): void {
    this.#remembered.set(token, { fingerprint, at: now })
  }

  clone(): IdempotencyTokens {
    return new IdempotencyTokens(new Map(this.#remembered))
  }

  /** Tokens stand in the order in which they came. */
  #forgetOld(now: number): void {
    for (const [token, { at }] of this.#remembered) {
      if (now - at < limits.idempotencyWindowMilliseconds) return
      this.#remembered.delete(token)
    }
  }
}
