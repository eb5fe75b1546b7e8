import type { Random } from '../../../src/core/random.js'

/** Choices, all from one source of randomness, so that a seed replays them. */
export class Chance {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** A whole number from 0 to less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  /** True once in so many times. */
  onceIn(times: number): boolean {
    return this.below(times) === 0
  }

  of<TChoice>(choices: readonly TChoice[]): TChoice {
    const choice = choices[this.below(choices.length)]
    if (choice === undefined) throw new Error('there is nothing to choose from')
    return choice
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)))
  }
}
