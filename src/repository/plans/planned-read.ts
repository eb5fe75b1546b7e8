import { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { ReadPlan } from './plan.types.js'
import type { OperationParts } from './planned-operation.js'
import { PlannedOperation } from './planned-operation.js'

/** One item to read by its key, fixed when the plan was made. */
export interface ReadEntry {
  readonly runtime: EntityRuntime
  /** The key as it was passed in. */
  readonly given: Values
  readonly key: AttributeMap
  readonly isConsistent: boolean
}

/** What a plan reads by keys: one item, or a list of them. */
export interface PlannedKeys {
  readonly entries: readonly ReadEntry[]
  readonly isMany: boolean
}

interface Parts extends OperationParts {
  readonly send: () => Promise<unknown>
  /** Undefined for what is read together already. */
  readonly keys?: PlannedKeys | undefined
}

/** The plan of a read by keys: alone, or as part of one with others. Reads change nothing, and can be sent again. */
export class PlannedRead extends PlannedOperation implements ReadPlan {
  readonly kind: 'get' | 'together'
  readonly #parts: Parts

  constructor(parts: Parts) {
    super(parts)
    this.kind = parts.keys === undefined ? 'together' : 'get'
    this.#parts = parts
  }

  protected override send(): Promise<unknown> {
    return this.#parts.send()
  }

  /** What a plan reads, for a read of several plans together. */
  static keysOf(plan: unknown, label: string, what: string): PlannedKeys {
    if (typeof plan === 'object' && plan !== null && #parts in plan && plan.#parts.keys !== undefined)
      return plan.#parts.keys
    throw new MonotableError(
      'repository.not-a-plan',
      `${what}, ${label}: expected the plan of a read by key, such as db.orders.plan.get(…)`,
      { label },
    )
  }
}
