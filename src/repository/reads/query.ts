import type { MonotableError } from '../../core/errors.js'
import type { ConditionBuilder } from '../../expressions/index.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { Values } from '../entity-runtime.js'
import type { Subject } from '../given-options.js'
import { givenPlanWord } from '../given-options.js'
import { planPages } from '../plans/plan-query.js'
import type { ReadPlan } from '../plans/plan.types.js'
import { softDeleteOf } from '../writes/deleted-item.js'
import { readError, subjectOf, withFilter } from './filter.js'
import type { UntypedReadOptions } from './get-item.js'
import { HydratedQuery } from './hydrated-query.js'
import { onlyOf } from './only-item.js'
import type { UntypedParallelOptions } from './parallel-scan.js'
import { ParallelScan } from './parallel-scan.js'
import { queryReader } from './query-reader.js'
import type { Page } from './query.types.js'
import type { QueryState } from './query-state.js'
import { ReadBuilder } from './read-builder.js'
import { readPage } from './read-pages.js'
import { selectedPaths } from './selected-paths.js'

type Row = Record<string, unknown>

/** A query or scan of one entity. */
export class QueryImplementation extends ReadBuilder<QueryState, Row> {
  constructor(state: QueryState) {
    super(queryReader, state)
  }

  where(build: ConditionBuilder<Record<string, never>>): this {
    return this.with({ filter: withFilter(this.state, build) })
  }

  select(...paths: readonly string[]): this {
    return this.with({ projection: selectedPaths(this.state, paths) })
  }

  /** The same over the deleted items that are kept. */
  ofDeleted(): this {
    const { attribute, parked } = softDeleteOf(this.state.runtime, 'read')
    return this.with({ isDeleted: true, marks: [attribute, ...parked.map(({ storedName }) => storedName)] })
  }

  async page(options?: CallOptions): Promise<Page<Row>> {
    return readPage(queryReader, this.state, this.given('page', options))
  }

  async only(options?: CallOptions): Promise<Row | undefined> {
    return onlyOf(this.state, await this.with({ limit: 2 }).every(this.given('only', options)))
  }

  parallel(options: UntypedParallelOptions): ParallelScan {
    if (this.state.key !== undefined)
      throw this.refusal(
        'repository.parallel',
        'only a scan is parallel: a query reads one partition, in order',
        {},
      )
    return new ParallelScan(this.state, this.given('parallel', options))
  }

  hydrate(options?: UntypedReadOptions): HydratedQuery {
    const { pattern, key } = this.state
    if (key === undefined || !pattern.isGlobal || pattern.projectsAll)
      throw this.refusal(
        'repository.hydrate',
        'hydrate is for a global index that does not hold whole items: leave it out',
        {},
      )
    return new HydratedQuery(this.state, this.given('hydrate', options)?.consistent === true)
  }

  plan(word?: 'count'): ReadPlan {
    const isCount = givenPlanWord(word, this.subject) === 'count'
    return planPages(queryReader, this.state, isCount ? queryReader.wantedForCount(this.state) : 'items')
  }

  protected override get subject(): Subject {
    return subjectOf(this.state)
  }

  protected override get consistentInstead(): string {
    return 'query primary'
  }

  protected override refusal(code: string, problem: string, details: Values): MonotableError {
    return readError(this.state, code, problem, details)
  }
}
