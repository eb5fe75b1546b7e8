import { MonotableError } from '../../core/errors.js'
import { uniqueToken } from '../../core/random.js'
import { setOwn } from '../../marshalling/index.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import {
  clientRequestTokenLengthMax,
  itemSizeBytesMax,
  transactionActionsMax,
  transactionSizeBytesMax,
} from '../../protocol/limits.js'
import { isServiceError } from '../../protocol/service-errors.js'
import type {
  CancellationReason,
  TransactWriteItem,
  TransactWriteItemsInput,
} from '../../protocol/transactions.js'
import { itemIdentity } from '../batches/item-identity.js'
import { getCost, repeatedCost, sentinelCost, sumOfCosts, writeCost } from '../plans/cost.js'
import type { PlannedRequest } from '../plans/plan.types.js'
import type { Environment } from '../entity-runtime.js'
import { send } from '../hooks/send.js'
import { withoutTable } from '../missing-table.js'
import type { TransactionFailure } from '../errors.js'
import { keyText, TransactionCancelledError } from '../errors.js'
import { itemSizeBoundBytes, itemSizeBytes } from './item-size.js'
import { missingPath } from './missing-path.js'
import { PlannedWrite } from '../plans/planned-write.js'
import type { Known, LabelledAction, TransactionPart } from './transaction-parts.js'
import { learnt, transactionParts } from './transaction-parts.js'
import type { WriteAction } from './write-action.js'

export type { LabelledAction } from './transaction-parts.js'

/** A transaction that can be sent. */
interface Transaction {
  readonly environment: Environment
  readonly actions: readonly LabelledAction[]
  readonly parts: readonly TransactionPart[]
  readonly input: TransactWriteItemsInput
}

/**
 * A transaction, checked against the limits before anything is sent (rule W5). With a token, a request that is sent again
 * because its answer was lost happens once.
 */
export function transactionOf(
  environment: Environment,
  actions: readonly LabelledAction[],
  token: string = uniqueToken(),
): Transaction {
  if (typeof token !== 'string' || token === '' || token.length > clientRequestTokenLengthMax)
    throw new MonotableError(
      'repository.token',
      `The token of a transaction has 1 to ${clientRequestTokenLengthMax} characters, not ${String(token)}`,
      { token },
    )
  if (actions.length === 0)
    throw new MonotableError('repository.transaction-size', 'The transaction has no actions', {})
  const parts = transactionParts(actions, undefined)
  return { environment, actions, parts, input: inputOf(parts, token) }
}

function inputOf(parts: readonly TransactionPart[], token: string | undefined): TransactWriteItemsInput {
  if (parts.length > transactionActionsMax)
    throw new MonotableError(
      'repository.transaction-size',
      `The transaction has ${parts.length} actions${sentinelsAmong(parts)}, DynamoDB allows ${transactionActionsMax}: split it`,
      { actions: parts.length, limit: transactionActionsMax },
    )
  assertOncePerItem(parts)
  assertSize(parts)
  return { TransactItems: parts.map(({ item }) => item), ClientRequestToken: token }
}

function sentinelsAmong(parts: readonly TransactionPart[]): string {
  const count = parts.filter(({ sentinel }) => sentinel !== undefined).length
  return count === 0 ? '' : `, ${count} of them for unique constraints`
}

/** Up to here, a look at each pair is cheaper than a map of all. */
const fewParts = 8

function assertOncePerItem(parts: readonly TransactionPart[]): void {
  if (parts.length <= fewParts && areApart(parts)) return
  const labels = new Map<string, string>()
  for (const { label, action, at } of parts) {
    const identity = itemIdentity(action.runtime, at)
    const other = labels.get(identity)
    if (other !== undefined)
      throw new MonotableError(
        'repository.transaction-item-twice',
        `The transaction changes one item in ${other} and in ${label}, DynamoDB allows one action for each item: make them one`,
        { labels: [other, label], entity: action.runtime.model.name },
      )
    labels.set(identity, label)
  }
}

/** Whether it is plain to see that no two parts are about one item. */
function areApart(parts: readonly TransactionPart[]): boolean {
  for (let later = 1; later < parts.length; later++)
    for (let earlier = 0; earlier < later; earlier++)
      if (!isApart(parts[later] as TransactionPart, parts[earlier] as TransactionPart)) return false
  return true
}

function isApart(one: TransactionPart, other: TransactionPart): boolean {
  const { tableName, model } = one.action.runtime
  if (tableName !== other.action.runtime.tableName) return true
  for (const { name } of model.primary.partition) if (isOtherText(one.at[name], other.at[name])) return true
  for (const { name } of model.primary.sort) if (isOtherText(one.at[name], other.at[name])) return true
  return false
}

const isOtherText = (one: AttributeValue | undefined, other: AttributeValue | undefined): boolean =>
  one?.S !== undefined && other?.S !== undefined && one.S !== other.S

function assertSize(parts: readonly TransactionPart[]): void {
  // Most are far below the limit: no item is larger than DynamoDB allows, and the lengths of texts bound the others.
  if (boundBytes(parts) <= transactionSizeBytesMax) return
  const sizeBytes = parts.reduce((size, { item }) => size + itemSizeBytes(contentOf(item)), 0)
  if (sizeBytes > transactionSizeBytesMax)
    throw new MonotableError(
      'repository.transaction-size',
      `The transaction holds ${sizeBytes} bytes, DynamoDB allows ${transactionSizeBytesMax}: split it`,
      { sizeBytes, limit: transactionSizeBytesMax },
    )
}

function boundBytes(parts: readonly TransactionPart[]): number {
  let bound = 0
  for (const { item } of parts)
    bound += item.Put === undefined ? itemSizeBoundBytes(contentOf(item)) : itemSizeBytesMax
  return bound
}

/** What of an action counts towards the size of its transaction, as far as it is known. */
function contentOf({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): AttributeMap {
  return Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.ExpressionAttributeValues ?? {}
}

/** Tries at most of a transaction that is sent again, since something that it would take away is not there. */
export const triesMax = 5

/** The same without what turned out not to be there. */
const again: PlannedRequest = {
  operation: 'TransactWriteItems',
  input: {},
  when: 'dependent',
  atMost: triesMax - 1,
}

/** Sends a transaction; its results stand under the labels. */
export async function runTransaction(
  { environment, actions, ...first }: Transaction,
  options: CallOptions | undefined,
): Promise<Record<string, unknown>> {
  // Worked out first: what fails must fail before anything is written.
  const results: Record<string, unknown> = {}
  for (const { label, action } of actions) setOwn(results, label, action.known())
  let known: Known | undefined
  let { parts, input } = first
  for (let attempt = 1; ; attempt++) {
    try {
      await send(environment, actions, 'TransactWriteItems', input, options)
    } catch (error) {
      if (!isServiceError(error, 'TransactionCanceledException')) throw rejection(actions, input, error)
      const reasons = error.CancellationReasons ?? []
      const next = attempt < triesMax ? learnt(parts, reasons, known) : undefined
      if (next === undefined) throw new TransactionCancelledError(failures(parts, reasons, error), error)
      known = next
      parts = transactionParts(actions, known)
      input = inputOf(parts, tokenAfter(first.input.ClientRequestToken, attempt))
      continue
    }
    if (known !== undefined)
      for (const label in results) if (isGone(actions, known, label)) setOwn(results, label, undefined)
    return results
  }
}

/**
 * Nobody can say whether the transaction was carried out, its token was another one's, or there is no table; every other
 * failure as it is.
 */
function rejection(
  actions: readonly LabelledAction[],
  { ClientRequestToken: token }: TransactWriteItemsInput,
  error: unknown,
): unknown {
  if (isServiceError(error, 'IdempotentParameterMismatchException'))
    return new MonotableError(
      'repository.token-reused',
      `The token ${token} was given to another transaction within the last ten minutes, and one is the same only if its requests are: times that timestamps keep, and versions that were read since, make them differ. Give each transaction a token of its own; to know that one was done, create an item in it that marks the request.`,
      { token },
      { cause: error },
    )
  if (!(error instanceof MonotableError) || error.code !== 'backends.outcome-unknown')
    return withoutTable(
      error,
      actions.map(({ action }) => action.runtime),
    )
  const named = new Map(actions.map(({ label, action }) => [label, action]))
  const what = [...named].map(
    ([label, { runtime, key }]) => `${label} (${runtime.model.name}, ${keyText(runtime.keyValues(key))})`,
  )
  return new MonotableError(
    'repository.outcome-unknown',
    `The answer to the transaction was lost, and all of it may have been carried out or nothing: ${what.join('; ')}. Read the items before they are written again.`,
    { labels: [...named.keys()], token },
    { cause: error },
  )
}

function isGone(actions: readonly LabelledAction[], { gone }: Known, label: string): boolean {
  return actions.some((each) => each.label === label && gone.has(each.action))
}

/** Another request needs another token, and the same one each time that the caller comes with his. */
function tokenAfter(token: string | undefined, attempt: number): string {
  return `${(token ?? uniqueToken()).slice(2 - clientRequestTokenLengthMax)}~${attempt}`
}

function failures(
  parts: readonly TransactionPart[],
  reasons: readonly CancellationReason[],
  cause: Error,
): TransactionFailure[] {
  const found = new Map<string, TransactionFailure>()
  for (const [index, { label, action, refused }] of parts.entries()) {
    const { Code: reason = 'None', Item, Message } = reasons[index] ?? {}
    // What a write fails for goes before what its sentinels do.
    if (reason === 'None' || found.has(label)) continue
    const { name: entity } = action.runtime.model
    const error =
      reason === 'ConditionalCheckFailed'
        ? (refused?.(Item, cause) ?? action.refused(Item, cause))
        : (missingPath(action, Message, cause) ??
          new MonotableError('repository.transaction-action', `${entity}: ${Message ?? reason}`, {
            entity,
            reason,
          }))
    found.set(label, { label, entity, reason, error })
  }
  return [...found.values()]
}

/** What becomes of the results and failures of a transaction that the library makes. */
export interface TransactionOutcome {
  readonly resultOf: (results: Readonly<Record<string, unknown>>, options: CallOptions | undefined) => unknown
  readonly errorOf: (error: unknown) => unknown
  /** What the plan is as part of a larger transaction, all of it under one label; undefined for one that has labels. */
  readonly actions?: readonly WriteAction[]
  /** What is sent once it is done. */
  readonly requests?: readonly PlannedRequest[]
}

/** The plan of a transaction. */
export function planTransaction(
  transaction: Transaction,
  options: CallOptions | undefined,
  outcome?: TransactionOutcome,
): PlannedWrite {
  const { actions, parts, input } = transaction
  const canBeRepeated = parts.some(({ learn }) => learn !== undefined)
  return new PlannedWrite({
    entities: [...new Set(actions.map(({ action }) => action.runtime.model.name))],
    requests: () => [
      { operation: 'TransactWriteItems', input, when: 'always' },
      ...(canBeRepeated ? [again] : []),
      ...(outcome?.requests ?? []),
    ],
    cost: () => {
      const once = sumOfCosts(
        parts.map(({ action, sentinel }) =>
          sentinel === undefined ? writeCost(action, 2) : sentinelCost(sentinel),
        ),
      )
      const tried = canBeRepeated ? repeatedCost(once, triesMax) : once
      // What is sent once it is done reads the item.
      return outcome?.requests === undefined
        ? tried
        : sumOfCosts([tried, ...outcome.requests.map(() => getCost(true))])
    },
    actions: outcome?.actions,
    warnings: actions.flatMap(({ action }) => action.warnings),
    options,
    async send(callOptions) {
      try {
        const results = await runTransaction(transaction, callOptions)
        return outcome === undefined ? results : await outcome.resultOf(results, callOptions)
      } catch (error) {
        throw outcome === undefined ? error : outcome.errorOf(error)
      }
    },
  })
}
