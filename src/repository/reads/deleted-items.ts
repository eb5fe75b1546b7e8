import type { EntityRuntime, Values } from '../entity-runtime.js'
import { givenOptions } from '../given-options.js'
import { softDeleteOf } from '../writes/deleted-item.js'
import type { UntypedReadOptions } from './get-item.js'
import { fetchDeleted, getInput } from './get-item.js'
import type { QueryImplementation } from './query.js'
import type { QueryStarter } from './start-query.js'

/** Reads the items of one entity that are deleted and kept: by key, by partition, or all. They are in no index. */
export class DeletedItemsImplementation {
  readonly #runtime: EntityRuntime
  readonly #primary: QueryStarter

  constructor(runtime: EntityRuntime, primary: QueryStarter) {
    this.#runtime = runtime
    this.#primary = primary
    Object.freeze(this)
  }

  async get(key: Values, options?: UntypedReadOptions): Promise<Record<string, unknown> | undefined> {
    const runtime = this.#runtime
    softDeleteOf(runtime, 'read')
    const given = givenOptions(options, 'get', runtime.subject)
    const stored = await fetchDeleted(runtime, getInput(runtime, key, given), given)
    return stored !== undefined && runtime.hasDeleted(stored) ? runtime.decode(stored) : undefined
  }

  query(key: Values, options?: unknown): QueryImplementation {
    return this.#primary.query(key, options).ofDeleted()
  }

  scan(options?: unknown): QueryImplementation {
    return this.#primary.scan(options).ofDeleted()
  }
}
