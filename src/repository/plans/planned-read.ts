import { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { givenOptions } from '../given-options.js'
import type { PlannedCost, PlannedRequest, ReadPlan } from './plan.types.js'

/** One item to read by its key, fixed when the plan was made. */
export interface ReadEntry {
  readonly runtime: EntityRuntime
  /** The key as it was passed in. */
  readonly given: Values
  readonly key: AttributeMap
  readonly isConsistent: boolean
}

/** What a plan reads by keys: one item, or a list of them. */
interface PlannedKeys {
  readonly entries: readonly ReadEntry[]
  readonly isMany: boolean
}

interface Parts {
  readonly entities: readonly string[]
  readonly requests: () => readonly PlannedRequest[]
  readonly cost: () => PlannedCost
  readonly send: () => Promise<unknown>
  readonly warnings?: readonly string[]
  /** Undefined for what is read together already. */
  readonly keys?: PlannedKeys
}

/** The plan of a read by keys: alone, or as part of one with others. */
export class PlannedRead implements ReadPlan {
  readonly entities: readonly string[]
  readonly accessPattern = 'primary'
  readonly canAppear: readonly string[]
  readonly warnings: readonly string[]
  readonly kind: 'get' | 'together'
  readonly #parts: Parts
  #requests: readonly PlannedRequest[] | undefined

  constructor(parts: Parts) {
    this.entities = parts.entities
    this.canAppear = parts.entities
    this.warnings = parts.warnings ?? []
    this.kind = parts.keys === undefined ? 'together' : 'get'
    this.#parts = parts
  }

  /** A copy: what is done to it changes nothing of what is sent. */
  get requests(): readonly PlannedRequest[] {
    return (this.#requests ??= structuredClone(this.#parts.requests()))
  }

  get cost(): PlannedCost {
    return this.#parts.cost()
  }

  /** Reads change nothing, and can be sent again. */
  async run(options?: object): Promise<unknown> {
    if (options !== undefined) givenOptions(options, 'run', { entity: this.entities.join(', ') })
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
