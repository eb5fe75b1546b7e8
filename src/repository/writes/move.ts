import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import { removeAction } from './delete-action.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { isExpected, TransactionCancelledError } from '../errors.js'
import { versionOf } from './lock.js'
import { ownValue } from './own-value.js'
import type { PlannedWrite } from '../plans/planned-write.js'
import { movedAction } from './put-action.js'
import type { LabelledAction } from './transaction.js'
import { planTransaction, transactionOf } from './transaction.js'
import { errorOfOne } from './unique-write.js'

/**
 * The plan of giving an item another primary key: the item that was read is deleted where it is unchanged, and created
 * under its new key where nothing is, in one transaction.
 */
export function planMove(
  runtime: EntityRuntime,
  item: Values,
  changes: Values,
  options?: CallOptions,
): PlannedWrite {
  const actions = moveActions(runtime, item, changes)
  return planTransaction(transactionOf(runtime.environment, actions), options, {
    // Of equal labels, as which they stand in a larger transaction, the last one tells too.
    resultOf: (results) => results['create'],
    errorOf: (error) => moveError(error, actions),
    actions: actions.map(({ action }) => action),
  })
}

/** The caller gave no labels: what failed is said as if it were one operation. */
function moveError(error: unknown, [remove]: readonly LabelledAction[]): unknown {
  if (!(error instanceof TransactionCancelledError))
    return remove === undefined ? error : errorOfOne(error, remove.action, 'move')
  const { remove: removal, create } = error.details.failures
  const failure = removal ?? create
  return failure !== undefined && isExpected(failure.error) ? failure.error : error
}

function moveActions(runtime: EntityRuntime, item: Values, changes: Values): readonly LabelledAction[] {
  const from = runtime.keyOf(item)
  const now = runtime.environment.clock.now()
  const target = targetOf(runtime, item, changes)
  const settled = runtime.model.validator.isOneWay ? settledOf(runtime, item, changes) : undefined
  if (JSON.stringify(from) === JSON.stringify(runtime.keyOf(target)))
    refuse(runtime, 'the key stays the same, so there is nothing to move', [])
  return [
    { label: 'remove', action: removeAction(runtime, item, now) },
    { label: 'create', action: movedAction(runtime, target, settled, now) },
  ]
}

function targetOf(runtime: EntityRuntime, item: Values, changes: Values): Values {
  const { primary, hidden, version } = runtime.model
  const missing = runtime.requiredNames.filter((attribute) => ownValue(item, attribute) === undefined)
  if (version !== undefined && versionOf(runtime, item) === undefined) missing.push(version)
  if (missing.length > 0)
    refuse(runtime, `move needs the whole item that was read; ${missing.join(', ')} is missing`, missing)
  const lost = [...hidden].filter((attribute) => !Object.hasOwn(item, attribute))
  if (lost.length > 0) refuse(runtime, `move needs every attribute, and ${lost.join(', ')} is hidden`, lost)
  if (typeof changes !== 'object' || changes === null)
    refuse(runtime, `the changes are an object with attributes of the key, not ${String(changes)}`, [])
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  const others = given.map(([attribute]) => attribute).filter((attribute) => !primary.holes.has(attribute))
  if (others.length > 0)
    refuse(runtime, `${others.join(', ')} is not part of the primary key: change it by update`, others)
  return { ...item, ...Object.fromEntries(given) }
}

/** What was read has been through the schema; what it is changed to has not. */
function settledOf({ model }: EntityRuntime, item: Values, changes: Values): Values {
  const settled: Record<string, unknown> = {}
  for (const name of model.schemaNames)
    if (ownValue(changes, name) === undefined) settled[name] = ownValue(item, name)
  return settled
}

function refuse({ model }: EntityRuntime, problem: string, attributes: readonly string[]): never {
  throw new MonotableError('repository.move', `${model.name}: ${problem}`, { entity: model.name, attributes })
}
