import type { CallOptions } from '../../protocol/backend.js'
import type { UntypedChanges } from './change-nodes.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { NotFoundError } from '../errors.js'
import { getInput, getWhole } from '../reads/get-item.js'
import { conflict, versionLock } from './lock.js'
import { ownValue } from './own-value.js'
import { dependentCost, getCost, sumOfCosts } from '../plans/cost.js'
import type { PlannedCost, PlannedRequest } from '../plans/plan.types.js'
import { PlannedWrite } from '../plans/planned-write.js'
import { runWrite, writesAfterRead } from './unique-write.js'
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
  const input = getInput(runtime, target, { consistent: true })
  const lock = versionLock(runtime, target)
  const send = async ({ signal }: CallOptions = {}): Promise<unknown> => {
    const item = await getWhole(runtime, target, { signal, consistent: true })
    if (item === undefined) {
      if (lock !== undefined) throw conflict(runtime, lock, undefined, undefined)
      throw new NotFoundError(runtime.model.name, runtime.keyValues(target), 'update')
    }
    // Of the target no more is taken than the lock: whatever else it says may be another time's.
    for (const name of lock?.names ?? []) item[name] = ownValue(target, name)
    const action = updateAction(runtime, item, changes, options, { now, isWhole: true })
    return runWrite(action, { signal })
  }
  return new PlannedWrite({
    entities: [runtime.model.name],
    requests: (): readonly PlannedRequest[] => [
      { operation: 'GetItem', input, when: 'always' },
      ...writesAfterRead(
        runtime,
        {
          operation: 'UpdateItem',
          input: { TableName: input.TableName, Key: input.Key },
          when: 'dependent',
        },
        input,
      ),
    ],
    cost: () => reindexedCost(runtime),
    send,
    options,
  })
}

/** What a transaction does not give back may have to be read. */
function reindexedCost({ model }: EntityRuntime): PlannedCost {
  const read = getCost(true)
  const cost = dependentCost('update', read, 1)
  if (model.uniques.length === 0) return cost
  return sumOfCosts([cost, { ...read, readUnits: { ...read.readUnits, minimum: 0 } }])
}
