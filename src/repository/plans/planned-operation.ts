import { assertNoOptions } from '../given-options.js'
import { noWarnings } from '../writes/write-action.js'
import type { Plan, PlannedCost, PlannedRequest } from './plan.types.js'

/** What the plan of every read by keys and of every write is made of. */
export interface OperationParts {
  readonly entities: readonly string[]
  readonly requests: () => readonly PlannedRequest[]
  readonly cost: () => PlannedCost
  readonly warnings?: readonly string[]
}

/** The plan of an operation on items by their keys. */
export abstract class PlannedOperation implements Plan {
  readonly entities: readonly string[]
  readonly accessPattern = 'primary'
  readonly canAppear: readonly string[]
  readonly warnings: readonly string[]
  readonly #parts: OperationParts
  #requests: readonly PlannedRequest[] | undefined

  constructor(parts: OperationParts) {
    this.entities = parts.entities
    this.canAppear = parts.entities
    this.warnings = parts.warnings ?? noWarnings
    this.#parts = parts
  }

  /** A copy: what is done to it changes nothing of what is sent. */
  get requests(): readonly PlannedRequest[] {
    return (this.#requests ??= structuredClone(this.#parts.requests()))
  }

  get cost(): PlannedCost {
    return this.#parts.cost()
  }

  /** Sends it. Its options were given when it was made. */
  async run(options?: unknown): Promise<unknown> {
    if (options !== undefined) assertNoOptions(options, 'run', { entity: this.entities.join(', ') })
    return this.send()
  }

  protected abstract send(): Promise<unknown>
}
