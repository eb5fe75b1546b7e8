import { MonotableError } from '../../core/errors.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { deleteAction } from '../writes/delete-action.js'
import { versionOf } from '../writes/lock.js'
import { putOrCreateAction } from '../writes/put-action.js'
import type { WriteAction } from '../writes/write-action.js'
import type { BatchWriteEntry } from './batch-write.js'
import { listOf } from './list-of.js'

/** Puts for a batch: what they write must depend on nothing that is stored. */
export function putEntries(
  runtime: EntityRuntime,
  items: unknown,
  overwrite: boolean | undefined,
): readonly BatchWriteEntry[] {
  const { name, version, softDelete } = runtime.model
  assertNotUnique(runtime, 'put')
  if (version !== undefined && overwrite !== true)
    refuse(
      runtime,
      `${name} has a version, which a batch cannot check: say overwrite: true, or put items one by one`,
    )
  if (softDelete !== undefined && overwrite !== true)
    refuse(
      runtime,
      `${name} keeps deleted items, which a batch would write over: say overwrite: true, or put items one by one`,
    )
  return listOf<Values>(items, runtime, 'putMany').map((given) => {
    const action = putOrCreateAction(runtime, given, { overwrite })
    const { operation, input } = action.request
    if (operation !== 'PutItem' || input.ConditionExpression !== undefined) return refuseAction(action)
    return { action, verb: 'put', given, request: { PutRequest: { Item: input.Item } } }
  })
}

/** Deletes for a batch, by key alone: an item that was read would be deleted only if it is unchanged. */
export function deleteEntries(runtime: EntityRuntime, keys: unknown): readonly BatchWriteEntry[] {
  assertNotUnique(runtime, 'delete')
  if (runtime.model.softDelete !== undefined)
    refuse(
      runtime,
      `${runtime.model.name} keeps deleted items, and a batch cannot mark them: delete items one by one, or purge them`,
    )
  return listOf<Values>(keys, runtime, 'deleteMany').map((target) => {
    if (typeof target === 'object' && target !== null && versionOf(runtime, target) !== undefined)
      refuse(
        runtime,
        `${runtime.model.name} has a version, which a batch cannot check: pass keys alone, or delete items one by one`,
      )
    const action = deleteAction(runtime, target)
    const { operation, input } = action.request
    if (operation !== 'DeleteItem' || input.ConditionExpression !== undefined) return refuseAction(action)
    const given = runtime.keyValues(target)
    return { action, verb: 'delete', given, request: { DeleteRequest: { Key: input.Key } } }
  })
}

/** The sentinels of unique values are kept in the same transaction as their item (rule W4). */
function assertNotUnique(runtime: EntityRuntime, verb: 'put' | 'delete'): void {
  const { name, uniques } = runtime.model
  if (uniques.length > 0)
    refuse(
      runtime,
      `${name} has unique constraints, which take a transaction for each item: ${verb} items one by one`,
    )
}

function refuseAction({ runtime, verb }: WriteAction): never {
  return refuse(
    runtime,
    `the ${verb} of ${runtime.model.name} depends on what is stored, which a batch cannot check: ${verb} items one by one`,
  )
}

function refuse({ model }: EntityRuntime, problem: string): never {
  throw new MonotableError('repository.batch-condition', problem, { entity: model.name })
}
