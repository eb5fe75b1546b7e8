import type { CallOptions } from '../../protocol/backend.js'
import { lockAs, planAfterRead } from './after-read.js'
import type { UntypedChanges } from './change-nodes.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { NotFoundError } from '../errors.js'
import { getInput, getWhole } from '../reads/get-item.js'
import { conflict, versionLock } from './lock.js'
import { dependentCost, getCost, sumOfCosts } from '../plans/cost.js'
import type { PlannedCost } from '../plans/plan.types.js'
import type { PlannedWrite } from '../plans/planned-write.js'
import { runWrite } from './unique-write.js'
import type { UpdateOptions } from './update-action.js'
import { updateAction } from './update-action.js'

/**
 * The plan of an update that reads the item first, to know what its indexes need (`reindex: 'read'`). The write is
 * conditional on what was read, and on the version that was passed in, where there is one.
 */
export function planReindexedUpdate(
  runtime: EntityRuntime,
  target: Values,
  changes: UntypedChanges,
  options: UpdateOptions & CallOptions,
): PlannedWrite {
  const now = runtime.environment.clock.now()
  const read = getInput(runtime, target, { consistent: true })
  const lock = versionLock(runtime, target)
  const send = async ({ signal }: CallOptions = {}): Promise<unknown> => {
    const item = await getWhole(runtime, target, { signal, consistent: true })
    if (item === undefined) {
      if (lock !== undefined) throw conflict(runtime, lock, undefined, undefined)
      throw new NotFoundError(runtime.model.name, runtime.keyValues(target), 'update')
    }
    lockAs(item, target, lock)
    const action = updateAction(runtime, item, changes, options, { now, isWhole: true })
    return runWrite(action, { signal })
  }
  return planAfterRead(runtime, {
    read,
    write: {
      operation: 'UpdateItem',
      input: { TableName: read.TableName, Key: read.Key },
      when: 'dependent',
    },
    cost: () => reindexedCost(runtime),
    options,
    send,
  })
}

/** What a transaction does not give back may have to be read. */
function reindexedCost({ model }: EntityRuntime): PlannedCost {
  const read = getCost(true)
  const cost = dependentCost('update', read, 1)
  if (model.uniques.length === 0) return cost
  return sumOfCosts([cost, { ...read, readUnits: { ...read.readUnits, minimum: 0 } }])
}
