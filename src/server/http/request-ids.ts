import { randomFillSync } from 'node:crypto'
import { Buffer } from 'node:buffer'

const alphabet = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUV', 'latin1')
const randomLength = 26
const idsPerBatch = 256
/** With this end all ids of the service. */
const ending = 'VV4KQNSO5AEMVJF66Q9ASUAAJG'

/** Ids of requests, 52 upper-case letters and digits, as the service makes them: the first half is random. */
export class RequestIds {
  // Random letters for many ids at once: asking for each by itself would cost more than all else about an answer.
  readonly #letters = Buffer.alloc(randomLength * idsPerBatch)
  #next: number = this.#letters.length

  next(): string {
    if (this.#next === this.#letters.length) this.#refill()
    const start = this.#next
    this.#next = start + randomLength
    return this.#letters.toString('latin1', start, this.#next) + ending
  }

  #refill(): void {
    const letters = randomFillSync(this.#letters)
    for (let index = 0; index < letters.length; index += 1) {
      letters[index] = alphabet[(letters[index] ?? 0) & 31] ?? 0
    }
    this.#next = 0
  }
}
