import { MonotableError } from '../core/errors.js'
import { removeAction } from './delete-action.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { movedAction } from './put-action.js'
import type { WriteAction } from './write-action.js'

/**
 * Gives an item another primary key: the item that was read is deleted where it is unchanged, and created under its new
 * key where nothing is, in one transaction.
 */
export function moveActions(
  runtime: EntityRuntime,
  item: Values,
  changes: Values,
): { readonly remove: WriteAction; readonly create: WriteAction } {
  const { name, primary, byName, schemaNames } = runtime.model
  const missing = [...schemaNames].filter(
    (attribute) => byName.get(attribute)?.isOptional === false && item[attribute] === undefined,
  )
  if (missing.length > 0)
    throw new MonotableError(
      'repository.move',
      `${name}: move needs the whole item that was read; ${missing.join(', ')} is missing`,
      { entity: name, missing },
    )
  for (const attribute of Object.keys(changes))
    if (!primary.holes.has(attribute))
      throw new MonotableError(
        'repository.move',
        `${name}: ${attribute} is not part of the primary key: change it by update. move changes ${[...primary.holes].join(', ')}`,
        { entity: name, attribute },
      )
  const target = { ...item, ...changes }
  const isSame = runtime.keyNames.every((attribute) => String(target[attribute]) === String(item[attribute]))
  if (isSame)
    throw new MonotableError(
      'repository.move',
      `${name}: the key stays the same, so there is nothing to move`,
      {
        entity: name,
      },
    )
  return { remove: removeAction(runtime, item), create: movedAction(runtime, target) }
}
