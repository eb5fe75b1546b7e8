import { ServiceError } from '../../protocol/service-errors.js'
import { messages } from '../messages.js'
import type { ItemPlace } from './item-place.js'
import { placeText } from './item-place.js'

export interface TransactionToken {
  readonly text: string
  readonly fingerprint: string
}

/** The transactions that have begun and not ended, by the items that they hold and by their tokens. */
export class OngoingTransactions {
  readonly #items = new Set<string>()
  readonly #tokens = new Map<string, string>()

  get hasItems(): boolean {
    return this.#items.size > 0
  }

  holds(place: ItemPlace): boolean {
    return this.#items.size > 0 && this.#items.has(placeText(place))
  }

  /** Throws when a transaction holds the item. */
  assertFree(place: ItemPlace): void {
    if (this.holds(place))
      throw new ServiceError('TransactionConflictException', messages.transactionConflict)
  }

  /** Throws when a transaction with this token is under way. */
  assertTokenFree({ text, fingerprint }: TransactionToken): void {
    const ongoing = this.#tokens.get(text)
    if (ongoing === undefined) return
    if (ongoing !== fingerprint) {
      throw new ServiceError('IdempotentParameterMismatchException', messages.tokenReused)
    }
    throw new ServiceError('TransactionInProgressException', messages.transactionInProgress)
  }

  /** Holds the items, which nobody does, until the function that it gives is called. */
  begin(places: readonly ItemPlace[], token: TransactionToken | undefined): () => void {
    const items = places.map(placeText)
    for (const item of items) this.#items.add(item)
    if (token !== undefined) this.#tokens.set(token.text, token.fingerprint)
    return () => {
      for (const item of items) this.#items.delete(item)
      if (token !== undefined) this.#tokens.delete(token.text)
    }
  }
}
