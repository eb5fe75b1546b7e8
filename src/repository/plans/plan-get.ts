import { getCost } from './cost.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { UntypedReadOptions } from '../reads/get-item.js'
import { getInput } from '../reads/get-item.js'
import type { ReadPlan } from './plan.types.js'

/** What reading one item would send, and what it costs. */
export function planGet(runtime: EntityRuntime, key: Values, options?: UntypedReadOptions): ReadPlan {
  return {
    entities: [runtime.model.name],
    accessPattern: 'primary',
    requests: [{ operation: 'GetItem', input: getInput(runtime, key, options), when: 'always' }],
    canAppear: [runtime.model.name],
    cost: getCost(options?.consistent === true),
    warnings: [],
  }
}
