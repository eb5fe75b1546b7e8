import type { PatternModel } from '../../schema/index.js'
import type { CursorCodec } from './cursor.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { QueryKey } from './key-range.js'
import { queryKey } from './key-range.js'
import { Neighbours } from './neighbours.js'
import { QueryImplementation } from './query.js'

/** Starts the queries of one access pattern of one entity. */
export class QueryStarter {
  readonly #runtime: EntityRuntime
  readonly #pattern: PatternModel
  readonly #neighbours: Neighbours
  readonly #cursors: CursorCodec

  constructor(
    runtime: EntityRuntime,
    pattern: PatternModel,
    others: readonly EntityRuntime[],
    cursors: CursorCodec,
  ) {
    this.#runtime = runtime
    this.#pattern = pattern
    this.#neighbours = new Neighbours(pattern, others)
    this.#cursors = cursors
  }

  /** The name of the access pattern. */
  get name(): string {
    return this.#pattern.name
  }

  query(given: Values): QueryImplementation {
    return this.#start(queryKey(this.#runtime, this.#pattern, given))
  }

  /** Reads the table, or the index, from end to end. */
  scan(): QueryImplementation {
    return this.#start(undefined)
  }

  #start(key: QueryKey | undefined): QueryImplementation {
    return new QueryImplementation({
      runtime: this.#runtime,
      pattern: this.#pattern,
      cursors: this.#cursors,
      others: this.#neighbours.within(key),
      key,
      filter: undefined,
      projection: undefined,
      isDescending: false,
      isConsistent: false,
      limit: undefined,
      readLimit: undefined,
      cursor: undefined,
    })
  }
}
