import { ServiceError } from '../../protocol/service-errors.js'
import type { FaultPlan } from './fault-plan.js'

const inPlan = ({ seed }: FaultPlan): string => `by the fault plan of this test, seed ${seed}`

export function throttled(plan: FaultPlan): ServiceError {
  return new ServiceError('ProvisionedThroughputExceededException', `Throttled ${inPlan(plan)}`)
}

/** The request, or its answer, is lost: whoever sent it cannot tell which. */
export function unanswered(plan: FaultPlan): Error {
  return Object.assign(new Error(`No answer ${inPlan(plan)}`), { name: 'TimeoutError', code: 'ECONNRESET' })
}

/**
 * Another transaction is on the item; of a transaction, on one of its items.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export function inConflict(plan: FaultPlan, actions: number | undefined): ServiceError {
  if (actions === undefined)
    return new ServiceError(
      'TransactionConflictException',
      `Transaction is ongoing for the item, ${inPlan(plan)}`,
    )
  const taken = Math.floor(plan.random() * actions)
  const reasons = Array.from({ length: actions }, (_, index) =>
    index === taken
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  )
  const codes = reasons.map(({ Code }) => Code).join(', ')
  return new ServiceError(
    'TransactionCanceledException',
    `Transaction cancelled ${inPlan(plan)}, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  )
}
