import type { PatternModel } from '../../schema/index.js'
import type { CursorCodec } from './cursor.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { Subject } from '../given-options.js'
import { assertNoOptions } from '../given-options.js'
import type { QueryKey } from './key-range.js'
import { queryKey, shardKeys } from './key-range.js'
import { Neighbours } from './neighbours.js'
import { QueryImplementation } from './query.js'

/** Starts the queries of one access pattern of one entity. */
export class QueryStarter {
  readonly #runtime: EntityRuntime
  readonly #pattern: PatternModel
  readonly #neighbours: Neighbours
  readonly #cursors: CursorCodec
  readonly #subject: Subject

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
    this.#subject = { ...runtime.subject, accessPattern: pattern.name }
  }

  /** The name of the access pattern. */
  get name(): string {
    return this.#pattern.name
  }

  query(given: Values, options?: unknown): QueryImplementation {
    assertNoOptions(options, 'query', this.#subject)
    if (this.#pattern.shards === undefined)
      return this.#start(queryKey(this.#runtime, this.#pattern, given), undefined)
    const shards = shardKeys(this.#runtime, this.#pattern, given, this.#pattern.shards)
    return this.#start(shards[0], shards)
  }

  /** Reads the table, or the index, from end to end. */
  scan(options?: unknown): QueryImplementation {
    assertNoOptions(options, 'scan', this.#subject)
    return this.#start(undefined, undefined)
  }

  #start(key: QueryKey | undefined, shards: readonly QueryKey[] | undefined): QueryImplementation {
    // Member by member: what is spread from another object takes several times as long to freeze.
    return new QueryImplementation({
      runtime: this.#runtime,
      pattern: this.#pattern,
      cursors: this.#cursors,
      others: this.#neighbours.withinAny(key, shards),
      key,
      shards,
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
