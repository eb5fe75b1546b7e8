import type { ConditionBuilder } from '../expressions/index.js'

/** A condition of the caller's own, at the untyped side of the seam. */
export interface WhereOption {
  readonly where?: ConditionBuilder<Record<string, never>> | undefined
}
