import { MonotableError, TransactionCancelledError, UnprocessedError, isServiceError } from 'monotable'
import type { Deed, Intent } from './deed.js'
import { placeOfEvent } from './deed.js'

/** Failures that mean that nothing has happened. */
const undone = [
  'repository.not-found',
  'repository.exists',
  'repository.version-conflict',
  'repository.not-unique',
  'repository.not-deleted',
  'repository.transaction-cancelled',
]

/** Failures of reads, which may meet transactions. */
const unread = ['backends.no-answer', 'repository.unprocessed', 'repository.transaction-cancelled']

/** Refusals of the service that say so as well: it had no time, whatever was asked for. */
const refusals = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
] as const

export interface Attempt {
  readonly by: string
  readonly way: string
  readonly intents: readonly Intent[]
  readonly isAtomic?: boolean
  readonly isRepeatable?: boolean
  readonly isReadBack?: boolean
  /** Labels of a transaction. */
  readonly labels?: readonly string[]
}

/** Every call that was made, and what came of it as far as the caller was told. */
export class Ledger {
  readonly deeds: Deed[] = []
  /** Failures that no caller could make anything of. */
  readonly unexpected: unknown[] = []
  /** Items that were read. */
  readonly read: unknown[] = []

  async attempt<TResult>(attempt: Attempt, act: () => Promise<TResult>): Promise<TResult | undefined> {
    const { by, way, intents, isAtomic = true, isRepeatable = false, isReadBack = false } = attempt
    const deed: Deed = {
      by,
      way,
      intents,
      isAtomic,
      isRepeatable,
      isReadBack,
      outcome: 'unknown',
      leftover: new Set(),
      given: [],
      error: undefined,
    }
    this.deeds.push(deed)
    try {
      const result = await act()
      deed.outcome = 'done'
      deed.given = itemsIn(result)
      return result
    } catch (error) {
      deed.error = error
      this.#judge(deed, attempt, error)
      return undefined
    }
  }

  async look(act: () => Promise<unknown>): Promise<void> {
    try {
      this.read.push(...itemsIn(await act()))
    } catch (error) {
      if (!this.#isOverload(error) && !isCoded(error, unread)) this.unexpected.push(error)
    }
  }

  #judge(deed: Deed, { labels }: Attempt, error: unknown): void {
    if (error instanceof UnprocessedError) {
      deed.outcome = 'partly'
      deed.leftover = new Set(error.details.leftover.map(({ given }) => placeOfEvent(idOf(given))))
    } else if (isCoded(error, ['repository.outcome-unknown'])) deed.outcome = 'unknown'
    // Of batches nobody knows which parts were done.
    else if (!deed.isAtomic && isCoded(error, ['backends.outcome-unknown'])) deed.outcome = 'unknown'
    else if (!deed.isAtomic && this.#isOverload(error)) deed.outcome = 'unknown'
    else if (isCoded(error, ['repository.not-read-back'])) deed.outcome = 'done'
    else if (isCoded(error, undone) || isCoded(error, ['backends.no-answer']) || this.#isOverload(error))
      deed.outcome = 'undone'
    else this.unexpected.push(error)
    if (!(error instanceof TransactionCancelledError)) return
    const failed = Object.keys(error.details.failures)
    if (failed.length === 0 || (labels !== undefined && failed.some((label) => !labels.includes(label))))
      this.unexpected.push(error)
  }

  #isOverload(error: unknown): boolean {
    return (
      refusals.some((name) => isServiceError(error, name)) || isServiceError(error, 'InternalServerError')
    )
  }
}

const isCoded = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof MonotableError && codes.includes(error.code)

/** The id of an item or of a key. */
const idOf = (given: unknown): string => String((given as { readonly id?: unknown }).id)

/** Items in whatever a call gives: one, several, or several under labels. */
function itemsIn(result: unknown): unknown[] {
  if (typeof result !== 'object' || result === null) return []
  if ('by' in result) return [result]
  return Object.values(result).flatMap(itemsIn)
}
