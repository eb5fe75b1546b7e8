import { MonotableError } from '../../core/errors.js'
import type { ConditionBuilder } from '../../expressions/index.js'
import { allOf, buildCondition, buildProjection, conditionAttributes } from '../../expressions/index.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { Values } from '../entity-runtime.js'
import { planQuery } from '../plans/plan-query.js'
import type { ReadPlan } from '../plans/plan.types.js'
import { selectedNames } from './projected-row.js'
import { countItems, readAll, readItems, readPage } from './read-pages.js'
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
    const { runtime, pattern, filter, key } = this.#state
    if (typeof build !== 'function')
      throw this.#error(
        'expressions.not-a-condition',
        "where takes a function, such as (o, { eq }) => eq(o.status, 'paid')",
        {},
      )
    const added = buildCondition(runtime.references, build)
    const keys = new Set([...pattern.partition, ...pattern.sort].map(({ name }) => name))
    for (const storedName of conditionAttributes(added)) {
      if (key !== undefined && keys.has(storedName))
        throw this.#error(
          'repository.filter-on-key',
          `${storedName} is a key attribute of what is queried, and DynamoDB filters by others only: put it into the key of the query`,
          { attribute: storedName },
        )
      // A local index fetches what is selected, and not what a filter is about.
      if (!pattern.projects(storedName))
        throw this.#error(
          'repository.not-projected',
          `index ${pattern.index} does not project ${storedName}, so that no filter can be about it: project it, or filter what is returned`,
          { attribute: storedName },
        )
    }
    return this.#with({ filter: allOf(filter, added) })
  }

  select(...paths: readonly string[]): QueryImplementation {
    const { runtime, pattern } = this.#state
    if (paths.length === 0) throw this.#error('repository.select', 'select needs a path, such as id', {})
    const projection = buildProjection(runtime.references, paths)
    for (const name of pattern.isGlobal ? selectedNames(projection.places) : []) {
      const field = runtime.model.byName.get(name)
      const isInKeys = pattern.holes.has(name) || runtime.model.primary.holes.has(name)
      if (isInKeys || (field !== undefined && pattern.projects(field.storedName))) continue
      throw this.#error(
        'repository.not-projected',
        `index ${pattern.index} does not project ${name}, and no key holds it: project it, or read the item by its key`,
        { attribute: name },
      )
    }
    return this.#with({ projection })
  }

  ascending(): QueryImplementation {
    return this.#with({ isDescending: false })
  }

  descending(): QueryImplementation {
    if (this.#state.key === undefined)
      throw this.#error('repository.scan-order', 'a scan has no order: query an access pattern', {})
    return this.#with({ isDescending: true })
  }

  limit(items: number): QueryImplementation {
    return this.#with({ limit: this.#count('limit', items) })
  }

  readLimit(items: number): QueryImplementation {
    return this.#with({ readLimit: this.#count('readLimit', items) })
  }

  consistent(isConsistent: boolean): QueryImplementation {
    if (isConsistent && this.#state.pattern.isGlobal)
      throw this.#error(
        'repository.consistent',
        'a global index has no consistent reads: query primary or a local index',
        {},
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

  all(options?: CallOptions): Promise<Row[]> {
    return readAll(this.#state, options)
  }

  async first(options?: CallOptions): Promise<Row | undefined> {
    for await (const item of readItems({ ...this.#state, limit: 1 }, options)) return item
    return undefined
  }

  count(options?: CallOptions): Promise<number> {
    return countItems(this.#state, options)
  }

  plan(word?: 'count'): ReadPlan {
    return planQuery(this.#state, word)
  }

  #with(change: Partial<QueryState>): QueryImplementation {
    return new QueryImplementation({ ...this.#state, ...change })
  }

  #count(word: string, items: number): number {
    if (Number.isSafeInteger(items) && items >= 1 && items <= countMax) return items
    throw this.#error(
      'repository.limit',
      `${word} takes a whole number from 1 to ${countMax}, not ${String(items)}`,
      { limit: items },
    )
  }

  #error(code: string, problem: string, details: Values): MonotableError {
    const { runtime, pattern } = this.#state
    const entity = runtime.model.name
    return new MonotableError(code, `${entity}, access pattern ${pattern.name}: ${problem}`, {
      entity,
      accessPattern: pattern.name,
      ...details,
    })
  }
}

/** `Limit` is a 32-bit integer. */
const countMax = 2 ** 31 - 1
