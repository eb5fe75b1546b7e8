import type { MonotableError } from '../../core/errors.js'
import type { ConditionNode } from '../../expressions/index.js'
import { anyOf } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { DeleteItemInput } from '../../protocol/items.js'
import type {
  CancellationReason,
  ConditionCheck,
  Delete,
  Put,
  TransactWriteItem,
  Update,
} from '../../protocol/transactions.js'
import { itemIdentity } from '../batches/item-identity.js'
import type { EntityRuntime } from '../entity-runtime.js'
import { addCondition } from './put-action.js'
import type { SentinelChange } from './sentinels.js'
import { isHolder, isHolders, notUnique } from './sentinels.js'
import type { WriteAction } from './write-action.js'

/** An action of a transaction under the caller's label. */
export interface LabelledAction {
  readonly label: string
  readonly action: WriteAction
}

/** One action as DynamoDB carries it out: a write of the caller's, or of a sentinel that goes with one. */
export interface TransactionPart extends LabelledAction {
  readonly item: TransactWriteItem
  /** The key, or an item that has it. */
  readonly at: Readonly<AttributeMap>
  readonly sentinel?: SentinelChange
  /** The failure that a refused condition means; where it is left out, the action tells. */
  refused?(stored: AttributeMap | undefined, cause: unknown): MonotableError<string, object>
  /** Where the refusal is no failure: what the transaction is to be sent again with. */
  learn?(known: Known, stored: AttributeMap | undefined): boolean
}

/** What a transaction that was cancelled told of what it would take away. */
export interface Known {
  /** Deletes that find nothing. */
  readonly gone: Set<WriteAction>
  /** Sentinels that other items hold: there is nothing to give up. */
  readonly foreign: Set<string>
}

/** The actions with their sentinels; of one sentinel, what several actions make of it is one part. */
export function transactionParts(
  actions: readonly LabelledAction[],
  known: Known | undefined,
): readonly TransactionPart[] {
  const parts = actions.map((labelled) => mainPart(labelled, known))
  const sentinels = new Map<string, SentinelUse[]>()
  for (const { label, action } of actions) {
    if (action.sentinels === undefined || known?.gone.has(action) === true) continue
    for (const change of action.sentinels) {
      const identity = itemIdentity(change.runtime, change.key)
      const uses = sentinels.get(identity)
      if (uses === undefined) sentinels.set(identity, [{ label, action, change }])
      else uses.push({ label, action, change })
    }
  }
  for (const [identity, uses] of sentinels) parts.push(sentinelPart(identity, uses, known))
  return parts
}

/** What can be learnt from a cancellation, so that another try is right; undefined where something really failed. */
export function learnt(
  parts: readonly TransactionPart[],
  reasons: readonly CancellationReason[],
  known: Known | undefined,
): Known | undefined {
  const next: Known = { gone: new Set(known?.gone), foreign: new Set(known?.foreign) }
  let hasLearnt = false
  for (const [index, part] of parts.entries()) {
    const { Code = 'None', Item } = reasons[index] ?? {}
    if (Code === 'None') continue
    if (Code !== 'ConditionalCheckFailed' || part.learn?.(next, Item) !== true) return undefined
    hasLearnt = true
  }
  return hasLearnt ? next : undefined
}

interface SentinelUse extends LabelledAction {
  readonly change: SentinelChange
}

function mainPart({ label, action }: LabelledAction, known: Known | undefined): TransactionPart {
  const { runtime } = action
  const { operation, input } = action.request
  const at = (operation === 'PutItem' ? input.Item : input.Key) ?? {}
  const absence = action.absence
  if (absence === undefined) return { label, action, at, item: transactItem(action) }
  if (known?.gone.has(action) !== true)
    return {
      label,
      action,
      at,
      item: transactItem(action),
      learn: ({ gone }, stored) => absence.isFound(stored) && gone.add(action).size > 0,
    }
  return {
    label,
    action,
    at,
    item: check(runtime, runtime.keyOf(action.key), absence.condition),
    learn: ({ gone }) => gone.delete(action),
  }
}

function transactItem({ request }: WriteAction): TransactWriteItem {
  switch (request.operation) {
    case 'PutItem':
      return { Put: request.input }
    case 'UpdateItem': {
      const input = withoutReturn(request.input)
      const { UpdateExpression, ConditionExpression } = request.input
      // An update that changes nothing only says what must hold.
      if (UpdateExpression === undefined) return { ConditionCheck: { ...input, ConditionExpression } }
      return { Update: input as Update }
    }
    case 'DeleteItem':
      return { Delete: withoutReturn(request.input) }
  }
}

/** A loop: taking one member out of the rest is slow. */
function withoutReturn<TInput extends DeleteItemInput>(input: TInput): Omit<TInput, 'ReturnValues'> {
  const part: Partial<TInput> = {}
  for (const name in input) if (name !== 'ReturnValues') part[name] = input[name]
  return part as Omit<TInput, 'ReturnValues'>
}

/** A value may be handed over: who gives it up in the transaction may hold it until then. */
function sentinelPart(
  identity: string,
  uses: readonly SentinelUse[],
  known: Known | undefined,
): TransactionPart {
  const held = uses.filter(({ change }) => change.isHeld)
  const [first = uses[0], second] = held
  // The first use: a sentinel is only looked at where a write has one.
  const { label, action, change } = first as SentinelUse
  if (second !== undefined) throw notUnique(second.change, change.item, undefined)
  const { runtime, key, item, now } = change
  const refused = (stored: AttributeMap | undefined, cause: unknown) => notUnique(change, stored, cause)
  const base = { label, action, at: key, refused, sentinel: change }
  const isOurs = isHolders(uses.map((use) => use.change))
  if (held.length > 0) {
    const input: Put = { TableName: runtime.tableName, Item: item }
    addCondition(input, anyOf(runtime.isAbsent(now), isOurs) ?? runtime.isNotStored)
    return { ...base, item: { Put: input } }
  }
  if (known?.foreign.has(identity) === true)
    return {
      ...base,
      item: check(runtime, key, isHolder(change, '<>')),
      learn: ({ foreign }) => foreign.delete(identity),
    }
  const input: Delete = { TableName: runtime.tableName, Key: key }
  addCondition(input, anyOf(runtime.isNotStored, isOurs) ?? runtime.isNotStored)
  return { ...base, item: { Delete: input }, learn: ({ foreign }) => foreign.add(identity).size > 0 }
}

function check({ tableName }: EntityRuntime, key: AttributeMap, condition: ConditionNode): TransactWriteItem {
  const input: ConditionCheck = { TableName: tableName, Key: key, ConditionExpression: undefined }
  addCondition(input, condition)
  return { ConditionCheck: input }
}
