import type { MonotableError } from '../../core/errors.js'
import type { ConditionBuilder } from '../../expressions/index.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { Values } from '../entity-runtime.js'
import type { OptionedCall } from '../given-options.js'
import { givenOptions, givenPlanWord } from '../given-options.js'
import { planQuery } from '../plans/plan-query.js'
import type { ReadPlan } from '../plans/plan.types.js'
import { readExactly } from './exact-page.js'
import type { UntypedReadOptions } from './get-item.js'
import { HydratedQuery } from './hydrated-query.js'
import { onlyOf } from './only-item.js'
import type { UntypedExactOptions } from './exact-page.js'
import { assertCount, readError, subjectOf, withFilter } from './filter.js'
import type { UntypedParallelOptions } from './parallel-scan.js'
import { ParallelScan } from './parallel-scan.js'
import { queryReader } from './query-reader.js'
import { countItems, readAll, readItems, readPage } from './read-pages.js'
import type { ExactPage, Page } from './query.types.js'
import type { QueryState } from './query-state.js'
import { selectedPaths } from './selected-paths.js'
import { softDeleteOf } from '../writes/deleted-item.js'

type Row = Record<string, unknown>

/** A query or scan that has not run: every method gives a new one, the last runs it. */
export class QueryImplementation {
  readonly #state: QueryState

  constructor(state: QueryState) {
    this.#state = Object.freeze(state)
    Object.freeze(this)
  }

  where(build: ConditionBuilder<Record<string, never>>): QueryImplementation {
    return this.#with({ filter: withFilter(this.#state, build) })
  }

  select(...paths: readonly string[]): QueryImplementation {
    return this.#with({ projection: selectedPaths(this.#state, paths) })
  }

  /** The same over the deleted items that are kept. */
  ofDeleted(): QueryImplementation {
    const { attribute, parked } = softDeleteOf(this.#state.runtime, 'read')
    return this.#with({ isDeleted: true, marks: [attribute, ...parked.map(({ storedName }) => storedName)] })
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
    return this.#with({ limit: assertCount(this.#state, 'limit', items) })
  }

  readLimit(items: number): QueryImplementation {
    return this.#with({ readLimit: assertCount(this.#state, 'readLimit', items) })
  }

  consistent(isConsistent: boolean): QueryImplementation {
    if (typeof isConsistent !== 'boolean')
      throw this.#error(
        'repository.consistent',
        `consistent takes true or false, not ${String(isConsistent)}`,
        {},
      )
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

  async page(options?: CallOptions): Promise<Page<Row>> {
    return readPage(queryReader, this.#state, this.#given('page', options))
  }

  items(options?: CallOptions): AsyncIterableIterator<Row> {
    return readItems(queryReader, this.#state, this.#given('items', options))
  }

  async all(options?: CallOptions): Promise<Row[]> {
    return readAll(queryReader, this.#state, this.#given('all', options))
  }

  async first(options?: CallOptions): Promise<Row | undefined> {
    const given = this.#given('first', options)
    for await (const item of readItems(queryReader, { ...this.#state, limit: 1 }, given)) return item
    return undefined
  }

  async only(options?: CallOptions): Promise<Row | undefined> {
    const given = this.#given('only', options)
    return onlyOf(this.#state, await readAll(queryReader, { ...this.#state, limit: 2 }, given))
  }

  async exactly(items: number, options?: UntypedExactOptions): Promise<ExactPage<Row>> {
    const size = assertCount(this.#state, 'exactly', items)
    return readExactly(queryReader, this.#state, size, this.#given('exactly', options) ?? {})
  }

  parallel(options: UntypedParallelOptions): ParallelScan {
    if (this.#state.key !== undefined)
      throw this.#error(
        'repository.parallel',
        'only a scan is parallel: a query reads one partition, in order',
        {},
      )
    return new ParallelScan(this.#state, this.#given('parallel', options))
  }

  hydrate(options?: UntypedReadOptions): HydratedQuery {
    const { pattern, key } = this.#state
    if (key === undefined || !pattern.isGlobal || pattern.projectsAll)
      throw this.#error(
        'repository.hydrate',
        'hydrate is for a global index that does not hold whole items: leave it out',
        {},
      )
    return new HydratedQuery(this.#state, this.#given('hydrate', options)?.consistent === true)
  }

  async count(options?: CallOptions): Promise<number> {
    return countItems(queryReader, this.#state, this.#given('count', options))
  }

  plan(word?: 'count'): ReadPlan {
    return planQuery(this.#state, givenPlanWord(word, subjectOf(this.#state)))
  }

  #with(change: Partial<QueryState>): QueryImplementation {
    return new QueryImplementation({ ...this.#state, ...change })
  }

  #given<TOptions extends object>(call: OptionedCall, options: TOptions | undefined): TOptions | undefined {
    return options === undefined ? undefined : givenOptions(options, call, subjectOf(this.#state))
  }

  #error(code: string, problem: string, details: Values): MonotableError {
    return readError(this.#state, code, problem, details)
  }
}
