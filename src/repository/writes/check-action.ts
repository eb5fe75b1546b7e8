import { MonotableError } from '../../core/errors.js'
import type { ConditionNode } from '../../expressions/index.js'
import { allOf } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { UpdateItemInput } from '../../protocol/items.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { ItemExistsError } from '../errors.js'
import type { PlannedWrite } from '../plans/planned-write.js'
import { KnownValues } from './known-values.js'
import { bothLocks, versionLock } from './lock.js'
import { addCondition } from './put-action.js'
import { refusal } from './refusal.js'
import type { SentinelChange } from './sentinels.js'
import { sentinelChanges } from './sentinels.js'
import { planTransaction, transactionOf } from './transaction.js'
import { assertUniqueKnown, uniqueLock } from './unique-facts.js'
import { errorOfOne } from './unique-write.js'
import type { WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'
import { whereOf } from './write-options.js'

/** The plan of a check that an item is there, as it was read where it was passed in, and that a condition holds of it. */
export function planCheck(
  runtime: EntityRuntime,
  target: Values,
  where: unknown,
  options?: CallOptions,
): PlannedWrite {
  const now = runtime.environment.clock.now()
  const key = runtime.keyOf(target)
  const lock = versionLock(runtime, target)
  const condition = allOf(runtime.isPresent(now), lock?.condition, whereOf(runtime, where))
  const refused: Refusal = (found, cause) => refusal({ runtime, target, lock, now }, 'check', found, cause)
  return planned(
    new CheckAction(runtime, target, inputOf(runtime, key, condition), { verb: 'check', refused }),
    options,
  )
}

/** The plan of a check that there is no item with a key. */
export function planCheckAbsent(runtime: EntityRuntime, target: Values, options?: CallOptions): PlannedWrite {
  const now = runtime.environment.clock.now()
  const input = inputOf(runtime, runtime.keyOf(target), runtime.isAbsent(now))
  const { name, version } = runtime.model
  const refused: Refusal = (found, cause) =>
    new ItemExistsError(
      name,
      runtime.keyValues(target),
      found && runtime.decodeWritten(found),
      cause,
      version !== undefined,
      found !== undefined && runtime.hasDeleted(found),
    )
  return planned(new CheckAction(runtime, target, input, { verb: 'check', refused }), options)
}

/**
 * The plan of having an item hold its unique values that was stored before its entity had the constraint: the sentinels are
 * written where they are not there, if the item is as it was read.
 */
export function planClaim(runtime: EntityRuntime, item: Values, options?: CallOptions): PlannedWrite {
  const { name, uniques } = runtime.model
  if (uniques.length === 0)
    throw new MonotableError(
      'repository.unique-missing',
      `${name} has no unique constraint, so there is nothing to claim: declare one as unique`,
      { entity: name },
    )
  const now = runtime.environment.clock.now()
  const key = runtime.keyOf(item)
  assertUniqueKnown(new KnownValues(runtime, item), 'claim')
  const lock = bothLocks(versionLock(runtime, item), uniqueLock(runtime, item))
  const condition = allOf(runtime.isPresent(now), lock?.condition)
  const demanded = { runtime, target: item, lock, now }
  const refused: Refusal = (found, cause) => refusal(demanded, 'claim', found, cause)
  const sentinels = sentinelChanges(runtime, undefined, item, now)
  const terms = { verb: 'claim', refused, sentinels, outcome: { ...item } }
  return planned(new CheckAction(runtime, item, inputOf(runtime, key, condition), terms), options)
}

type Refusal = WriteAction['refused']

/** An update without changes: as part of a transaction it only says what must hold. */
function inputOf(
  runtime: EntityRuntime,
  key: AttributeMap,
  condition: ConditionNode | undefined,
): UpdateItemInput {
  const input: UpdateItemInput = { TableName: runtime.tableName, Key: key }
  addCondition(input, condition ?? runtime.isStored)
  return input
}

/** By itself too it is a transaction: nothing else in DynamoDB checks without writing. */
function planned(action: WriteAction, options: CallOptions | undefined): PlannedWrite {
  const labelled = [{ label: action.verb, action }]
  return planTransaction(transactionOf(action.runtime.environment, labelled), options, {
    resultOf: (results) => results[action.verb],
    errorOf: (error) => errorOfOne(error, action),
    actions: [action],
  })
}

interface Terms {
  readonly verb: string
  readonly refused: Refusal
  readonly sentinels?: readonly SentinelChange[]
  readonly outcome?: Record<string, unknown>
}

class CheckAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb: string
  readonly key: Values
  readonly request: { readonly operation: 'UpdateItem'; readonly input: UpdateItemInput }
  readonly warnings: readonly string[] = noWarnings
  readonly sentinels: readonly SentinelChange[] | undefined
  readonly #terms: Terms

  constructor(runtime: EntityRuntime, target: Values, input: UpdateItemInput, terms: Terms) {
    this.runtime = runtime
    this.verb = terms.verb
    this.key = target
    this.request = { operation: 'UpdateItem', input }
    this.sentinels = terms.sentinels
    this.#terms = terms
  }

  known(): Record<string, unknown> | undefined {
    return this.#terms.outcome
  }

  result(): Record<string, unknown> | undefined {
    return this.#terms.outcome
  }

  /** It changes nothing, whether or not it was carried out. */
  earlier(): 'undone' {
    return 'undone'
  }

  refused(found: AttributeMap | undefined, cause: unknown): MonotableError<string, object> {
    return this.#terms.refused(found, cause)
  }
}
