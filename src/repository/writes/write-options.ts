import { MonotableError } from '../../core/errors.js'
import type { ConditionBuilder, ConditionNode } from '../../expressions/index.js'
import { buildCondition } from '../../expressions/index.js'
import type { EntityRuntime } from '../entity-runtime.js'

/** A condition of the caller's own, at the untyped side of the seam. */
export interface WhereOption {
  readonly where?: ConditionBuilder<Record<string, never>> | undefined
}

/** The caller's condition as data. */
export function whereOf({ model, references }: EntityRuntime, where: unknown): ConditionNode | undefined {
  if (where === undefined) return undefined
  if (isBuilder(where)) return buildCondition(references, where)
  throw new MonotableError(
    'expressions.not-a-condition',
    `${model.name}: where takes a function such as (o, { eq }) => eq(o.status, 'paid'), not ${where === null ? 'null' : typeof where}`,
    { entity: model.name },
  )
}

function isBuilder(where: unknown): where is ConditionBuilder<Record<string, never>> {
  return typeof where === 'function'
}
