import type { CallOptions } from '../protocol/backend.js'
import type { UntypedChanges } from './change-nodes.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { NotFoundError } from './errors.js'
import { getItem } from './get-item.js'
import { runAction } from './run-action.js'
import type { UpdateOptions } from './update-action.js'
import { updateAction } from './update-action.js'

/**
 * An update that reads the item first, to know what its indexes need (`reindex: 'read'`). The write is conditional on
 * what was read.
 */
export async function reindexedUpdate(
  runtime: EntityRuntime,
  target: Values,
  changes: UntypedChanges,
  options: UpdateOptions & CallOptions,
): Promise<unknown> {
  const key = runtime.keyValues(target)
  const item = await getItem(runtime, key, { ...options, consistent: true })
  if (item === undefined) throw new NotFoundError(runtime.model.name, key, 'update')
  return runAction(updateAction(runtime, { ...item, ...target }, changes, options), options)
}
