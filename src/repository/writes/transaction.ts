import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import { limits } from '../../protocol/limits.js'
import { isServiceError } from '../../protocol/service-errors.js'
import type {
  CancellationReason,
  TransactWriteItem,
  TransactWriteItemsInput,
} from '../../protocol/transactions.js'
import { sumOfCosts, writeCost } from '../plans/cost.js'
import type { Environment } from '../entity-runtime.js'
import { withoutTable } from '../missing-table.js'
import type { TransactionFailure } from '../errors.js'
import { TransactionCancelledError } from '../errors.js'
import { itemSizeBytes } from './item-size.js'
import { PlannedWrite } from '../plans/planned-write.js'
import type { WriteAction } from './write-action.js'

/** An action of a transaction under the caller's label. */
export interface LabelledAction {
  readonly label: string
  readonly action: WriteAction
}

/**
 * The request of a transaction, checked against its limits before anything is sent (rule W5). With a token, a request
 * that is sent again because its answer was lost happens once.
 */
export function transactionInput(
  actions: readonly LabelledAction[],
  token: string = newToken(),
): TransactWriteItemsInput {
  if (typeof token !== 'string' || token === '' || token.length > limits.clientRequestTokenLengthMax)
    throw new MonotableError(
      'repository.token',
      `The token of a transaction has 1 to ${limits.clientRequestTokenLengthMax} characters, not ${String(token)}`,
      { token },
    )
  if (actions.length === 0)
    throw new MonotableError('repository.transaction-size', 'The transaction has no actions', {})
  if (actions.length > limits.transactionActionsMax)
    throw new MonotableError(
      'repository.transaction-size',
      `The transaction has ${actions.length} actions, DynamoDB allows ${limits.transactionActionsMax}: split it`,
      { actions: actions.length, limit: limits.transactionActionsMax },
    )
  assertOncePerItem(actions)
  assertSize(actions)
  return { TransactItems: actions.map(({ action }) => transactItem(action)), ClientRequestToken: token }
}

/** From WebCrypto, and not from the environment: two databases of one seed must not take each other's for a retry. */
function newToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

function transactItem({ request }: WriteAction): TransactWriteItem {
  switch (request.operation) {
    case 'PutItem':
      return { Put: request.input }
    case 'UpdateItem': {
      const { ReturnValues: _, UpdateExpression, ConditionExpression, ...input } = request.input
      // An update that changes nothing only says what must hold.
      if (UpdateExpression === undefined) return { ConditionCheck: { ...input, ConditionExpression } }
      return { Update: { ...input, UpdateExpression, ConditionExpression } }
    }
    case 'DeleteItem': {
      const { ReturnValues: _, ...input } = request.input
      return { Delete: input }
    }
  }
}

function assertOncePerItem(actions: readonly LabelledAction[]): void {
  const labels = new Map<string, string>()
  for (const { label, action } of actions) {
    const key = JSON.stringify([action.runtime.tableName, action.runtime.keyOf(action.key)])
    const other = labels.get(key)
    if (other !== undefined)
      throw new MonotableError(
        'repository.transaction-item-twice',
        `The transaction changes one item in ${other} and in ${label}, DynamoDB allows one action for each item: make them one`,
        { labels: [other, label], entity: action.runtime.model.name },
      )
    labels.set(key, label)
  }
}

function assertSize(actions: readonly LabelledAction[]): void {
  let sizeBytes = 0
  for (const { action } of actions) {
    const { request } = action
    if (request.operation === 'PutItem') sizeBytes += itemSizeBytes(request.input.Item ?? {})
    else sizeBytes += itemSizeBytes(request.input.ExpressionAttributeValues ?? {})
  }
  if (sizeBytes > limits.transactionSizeBytesMax)
    throw new MonotableError(
      'repository.transaction-size',
      `The transaction holds ${sizeBytes} bytes, DynamoDB allows ${limits.transactionSizeBytesMax}: split it`,
      { sizeBytes, limit: limits.transactionSizeBytesMax },
    )
}

/** Sends a transaction; its results stand under the labels. */
async function runTransaction(
  { backend }: Environment,
  actions: readonly LabelledAction[],
  input: TransactWriteItemsInput,
  options: CallOptions | undefined,
): Promise<Record<string, unknown>> {
  // Worked out first: what fails must fail before anything is written.
  const results = actions.map(({ label, action }): [string, unknown] => [label, action.known()])
  try {
    await backend.execute('TransactWriteItems', input, options)
  } catch (error) {
    if (isServiceError(error, 'TransactionCanceledException'))
      throw new TransactionCancelledError(failures(actions, error.CancellationReasons ?? [], error), error)
    throw withoutTable(
      error,
      actions.map(({ action }) => action.runtime),
    )
  }
  return Object.fromEntries(results)
}

function failures(
  actions: readonly LabelledAction[],
  reasons: readonly CancellationReason[],
  cause: Error,
): TransactionFailure[] {
  const found: TransactionFailure[] = []
  actions.forEach(({ label, action }, index) => {
    const { Code: reason = 'None', Item, Message } = reasons[index] ?? {}
    if (reason === 'None') return
    const error =
      reason === 'ConditionalCheckFailed'
        ? action.refused(Item, cause)
        : new MonotableError(
            'repository.transaction-action',
            `${action.runtime.model.name}: ${Message ?? reason}`,
            {
              entity: action.runtime.model.name,
              reason,
            },
          )
    found.push({ label, entity: action.runtime.model.name, reason, error })
  })
  return found
}

/** What becomes of the results and failures of a transaction that the library makes. */
export interface TransactionOutcome {
  readonly resultOf: (results: Readonly<Record<string, unknown>>) => unknown
  readonly errorOf: (error: unknown) => unknown
}

/** The plan of a transaction. */
export function planTransaction(
  environment: Environment,
  actions: readonly LabelledAction[],
  input: TransactWriteItemsInput,
  options: CallOptions | undefined,
  outcome?: TransactionOutcome,
): PlannedWrite {
  return new PlannedWrite({
    entities: [...new Set(actions.map(({ action }) => action.runtime.model.name))],
    requests: [{ operation: 'TransactWriteItems', input, when: 'always' }],
    cost: () => sumOfCosts(actions.map(({ action }) => writeCost(action, 2))),
    warnings: actions.flatMap(({ action }) => action.warnings),
    options,
    async send(callOptions) {
      try {
        const results = await runTransaction(environment, actions, input, callOptions)
        return outcome === undefined ? results : outcome.resultOf(results)
      } catch (error) {
        throw outcome === undefined ? error : outcome.errorOf(error)
      }
    },
  })
}
