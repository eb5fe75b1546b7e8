import { EmptyKeyRefusal } from '../faults.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { CancellationReason } from '../../protocol/transactions.js'
import { messages } from '../messages.js'

/** A refusal of one action, as a reason for which the transaction is cancelled. */
type Outcome<TValue> = { readonly value: TValue } | { readonly reason: CancellationReason }

const reasonCodes: { readonly [name: string]: string } = {
  ConditionalCheckFailedException: 'ConditionalCheckFailed',
  DuplicateItemException: 'DuplicateItem',
  ItemCollectionSizeLimitExceededException: 'ItemCollectionSizeLimitExceeded',
  ResourceNotFoundException: 'ResourceNotFound',
  TransactionConflictException: 'TransactionConflict',
  ValidationException: 'ValidationError',
}

/** The same for actions that write: an empty key refuses them all. */
export function settleWrites<TAction, TValue>(
  actions: readonly TAction[],
  attempt: (action: TAction, index: number) => TValue,
): TValue[] {
  let refusal: EmptyKeyRefusal | undefined
  const settle = () =>
    settleActions(actions, (action, index) => {
      try {
        return attempt(action, index)
      } catch (error) {
        if (error instanceof EmptyKeyRefusal) refusal ??= error
        throw error
      }
    })
  try {
    return settle()
  } catch (error) {
    throw refusal ?? error
  }
}

/**
 * Attempts every action of a transaction, also past one that is refused. Throws TransactionCanceledException with a
 * reason for each when there was one.
 */
export function settleActions<TAction, TValue>(
  actions: readonly TAction[],
  attempt: (action: TAction, index: number) => TValue,
): TValue[] {
  const outcomes = actions.map((action, index): Outcome<TValue> => {
    try {
      return { value: attempt(action, index) }
    } catch (error) {
      return { reason: reasonOf(error) }
    }
  })
  return outcomes.map((outcome) => {
    if ('reason' in outcome) throw cancelled(outcomes)
    return outcome.value
  })
}

function reasonOf(error: unknown): CancellationReason {
  const code = error instanceof ServiceError ? reasonCodes[error.name] : undefined
  if (!(error instanceof ServiceError) || code === undefined) throw error
  const reason: CancellationReason = { Code: code, Message: error.message }
  if (error.Item !== undefined) reason.Item = error.Item
  return reason
}

function cancelled(outcomes: readonly Outcome<unknown>[]): ServiceError {
  const reasons = outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : { Code: 'None' }))
  const codes = reasons.map((reason) => reason.Code ?? 'None')
  return new ServiceError('TransactionCanceledException', messages.transactionCancelled(codes), {
    CancellationReasons: reasons,
  })
}
