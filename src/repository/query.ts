import { MonotableError } from '../core/errors.js'
import type { ConditionBuilder } from '../expressions/index.js'
import { allOf, buildCondition, buildProjection, conditionAttributes } from '../expressions/index.js'
import type { CallOptions } from '../protocol/backend.js'
import { planQuery } from './plan-query.js'
import type { ReadPlan } from './plan.types.js'
import { countItems, readItems, readPage } from './read-pages.js'
import type { Page } from './query.types.js'
import type { QueryState } from './query-state.js'

type Row = Record<string, unknown>

/** A query or scan that has not run: every method gives a new one, the last runs it. */
export class QueryImplementation {
  readonly #state: QueryState

  constructor(state: QueryState) {
    this.#state = Object.freeze(state)
    Object.freeze(this)
  }

  where(build: ConditionBuilder<Record<string, never>>): QueryImplementation {
    const { runtime, pattern, filter } = this.#state
    const added = buildCondition(runtime.references, build)
    const keys = new Set([...pattern.partition, ...pattern.sort].map((key) => key.name))
    for (const storedName of conditionAttributes(added))
      if (keys.has(storedName))
        throw new MonotableError(
          'repository.filter-on-key',
          `${runtime.model.name}, access pattern ${pattern.name}: ${storedName} is a key attribute of what is queried, and DynamoDB filters by others only: put it into the key of the query`,
          { entity: runtime.model.name, accessPattern: pattern.name, attribute: storedName },
        )
    return this.#with({ filter: allOf(filter, added) })
  }

  select(...paths: readonly string[]): QueryImplementation {
    return this.#with({ projection: buildProjection(this.#state.runtime.references, paths), paths })
  }

  ascending(): QueryImplementation {
    return this.#with({ isDescending: false })
  }

  descending(): QueryImplementation {
    return this.#with({ isDescending: true })
  }

  limit(items: number): QueryImplementation {
    return this.#with({ limit: this.#count('limit', items) })
  }

  readLimit(items: number): QueryImplementation {
    return this.#with({ readLimit: this.#count('readLimit', items) })
  }

  consistent(isConsistent: boolean): QueryImplementation {
    const { runtime, pattern } = this.#state
    if (isConsistent && pattern.isGlobal)
      throw new MonotableError(
        'repository.consistent',
        `${runtime.model.name}, access pattern ${pattern.name}: a global index has no consistent reads: query primary or a local index`,
        { entity: runtime.model.name, accessPattern: pattern.name },
      )
    return this.#with({ isConsistent })
  }

  from(cursor: string | undefined): QueryImplementation {
    return this.#with({ cursor })
  }

  page(options?: CallOptions): Promise<Page<Row>> {
    return readPage(this.#state, options)
  }

  items(options?: CallOptions): AsyncIterableIterator<Row> {
    return readItems(this.#state, options)
  }

  async all(options?: CallOptions): Promise<Row[]> {
    const items: Row[] = []
    for await (const item of this.items(options)) items.push(item)
    return items
  }

  async first(options?: CallOptions): Promise<Row | undefined> {
    for await (const item of readItems({ ...this.#state, limit: 1 }, options)) return item
    return undefined
  }

  count(options?: CallOptions): Promise<number> {
    return countItems(this.#state, options)
  }

  plan(): ReadPlan {
    return planQuery(this.#state)
  }

  #with(change: Partial<QueryState>): QueryImplementation {
    return new QueryImplementation({ ...this.#state, ...change })
  }

  #count(word: string, items: number): number {
    if (Number.isSafeInteger(items) && items >= 1) return items
    const { name } = this.#state.runtime.model
    throw new MonotableError(
      'repository.limit',
      `${name}: ${word} takes a whole number from 1, not ${items}`,
      {
        entity: name,
        limit: items,
      },
    )
  }
}
