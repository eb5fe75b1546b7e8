import { MonotableError } from '../core/errors.js'
import type { CallOptions } from '../protocol/backend.js'
import { removeAction } from './delete-action.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import type { PlannedWrite } from './planned-write.js'
import { movedAction } from './put-action.js'
import type { LabelledAction } from './transaction.js'
import { planTransaction, runTransaction, transactionInput } from './transaction.js'

/**
 * Gives an item another primary key: the item that was read is deleted where it is unchanged, and created under its new
 * key where nothing is, in one transaction.
 */
export async function moveItem(
  runtime: EntityRuntime,
  item: Values,
  changes: Values,
  options?: CallOptions,
): Promise<unknown> {
  const actions = moveActions(runtime, item, changes)
  const results = await runTransaction(runtime.environment, actions, transactionInput(actions), options)
  return results['create']
}

/** The plan of a move. */
export function planMove(
  runtime: EntityRuntime,
  item: Values,
  changes: Values,
  options?: CallOptions,
): PlannedWrite {
  const actions = moveActions(runtime, item, changes)
  return planTransaction(
    runtime.environment,
    actions,
    transactionInput(actions),
    options,
    (results) => results['create'],
  )
}

function moveActions(runtime: EntityRuntime, item: Values, changes: Values): readonly LabelledAction[] {
  const { name, primary, byName, schemaNames, hidden } = runtime.model
  const refuse = (problem: string, attributes: readonly string[]): never => {
    throw new MonotableError('repository.move', `${name}: ${problem}`, { entity: name, attributes })
  }
  const missing = [...schemaNames].filter(
    (attribute) => byName.get(attribute)?.isOptional === false && item[attribute] === undefined,
  )
  if (missing.length > 0)
    refuse(`move needs the whole item that was read; ${missing.join(', ')} is missing`, missing)
  if (hidden.size > 0)
    refuse(`move needs every attribute, and ${[...hidden].join(', ')} is hidden`, [...hidden])
  const others = Object.keys(changes).filter((attribute) => !primary.holes.has(attribute))
  if (others.length > 0)
    refuse(`${others.join(', ')} is not part of the primary key: change it by update`, others)
  const target = { ...item, ...changes }
  const [from, to] = [item, target].map((values) => JSON.stringify(runtime.keyOf(values)))
  if (from === to) refuse('the key stays the same, so there is nothing to move', [])
  return [
    { label: 'remove', action: removeAction(runtime, item) },
    { label: 'create', action: movedAction(runtime, target) },
  ]
}
