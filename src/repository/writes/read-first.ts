import type { CallOptions } from '../../protocol/backend.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { dependentCost, getCost } from '../plans/cost.js'
import type { PlannedWrite } from '../plans/planned-write.js'
import { getInput, getWhole } from '../reads/get-item.js'
import { lockAs, planAfterRead } from './after-read.js'
import type { DeleteOptions } from './delete-action.js'
import { deleteAction } from './delete-action.js'
import { versionLock } from './lock.js'
import type { PutOptions } from './put-action.js'
import { putOverAction } from './put-action.js'
import { planWrite, runWrite } from './unique-write.js'
import type { WriteAction } from './write-action.js'

/** The plan of a write of a whole item that reads first what is there, to know its unique values (`reindex: 'read'`). */
export function planReadPut(
  runtime: EntityRuntime,
  verb: 'put' | 'replace',
  item: Values,
  options: PutOptions & CallOptions,
): PlannedWrite {
  return planned(runtime, verb, item, options, (before) =>
    putOverAction(runtime, verb, item, options, before),
  )
}

/** The plan of a delete that reads first what is there. */
export function planReadDelete(
  runtime: EntityRuntime,
  target: Values,
  options: DeleteOptions & CallOptions,
): PlannedWrite {
  // A deletion that can be undone gives no unique values up, and needs none.
  if (runtime.model.softDelete !== undefined)
    return planWrite(deleteAction(runtime, target, options), options)
  const now = runtime.environment.clock.now()
  const lock = versionLock(runtime, target)
  return planned(runtime, 'delete', target, options, (before) => {
    if (before === undefined) return undefined
    lockAs(before, target, lock)
    return deleteAction(runtime, before, options, { now, isWhole: true })
  })
}

function planned(
  runtime: EntityRuntime,
  verb: 'put' | 'replace' | 'delete',
  target: Values,
  options: CallOptions,
  actionOf: (before: Record<string, unknown> | undefined) => WriteAction | undefined,
): PlannedWrite {
  const read = getInput(runtime, target, { consistent: true })
  const operation = verb === 'delete' ? 'DeleteItem' : 'PutItem'
  return planAfterRead(runtime, {
    read,
    write: { operation, input: { TableName: read.TableName }, when: 'dependent' },
    cost: () => dependentCost(verb, getCost(true), verb === 'delete' ? 0 : 1),
    options,
    async send({ signal } = {}) {
      const action = actionOf(await getWhole(runtime, target, { signal, consistent: true }))
      return action && runWrite(action, { signal })
    },
  })
}
