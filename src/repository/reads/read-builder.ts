import type { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { Values } from '../entity-runtime.js'
import type { OptionedCall, Subject } from '../given-options.js'
import { givenOptions } from '../given-options.js'
import type { UntypedExactOptions } from './exact-page.js'
import { readExactly } from './exact-page.js'
import { assertCount } from './filter.js'
import type { ExactPage } from './query.types.js'
import type { QueryState } from './query-state.js'
import type { Reader } from './read-batch.js'
import { countItems, readAll, readItems } from './read-pages.js'

/** A read that has not run, of one entity or of a collection: every method gives a new one, the last runs it. */
export abstract class ReadBuilder<TState extends QueryState, TElement> {
  readonly #reader: Reader<TState, TElement>
  readonly #state: TState

  constructor(reader: Reader<TState, TElement>, state: TState) {
    this.#reader = reader
    this.#state = Object.freeze(state)
    Object.freeze(this)
  }

  ascending(): this {
    return this.with({ isDescending: false })
  }

  descending(): this {
    if (this.#state.key === undefined)
      throw this.refusal('repository.scan-order', 'a scan has no order: query an access pattern', {})
    return this.with({ isDescending: true })
  }

  limit(items: number): this {
    return this.with({ limit: assertCount(this.#state, 'limit', items) })
  }

  readLimit(items: number): this {
    return this.with({ readLimit: assertCount(this.#state, 'readLimit', items) })
  }

  consistent(isConsistent: boolean): this {
    if (typeof isConsistent !== 'boolean')
      throw this.refusal(
        'repository.consistent',
        `consistent takes true or false, not ${String(isConsistent)}`,
        {},
      )
    if (isConsistent && this.#state.pattern.isGlobal)
      throw this.refusal(
        'repository.consistent',
        `a global index has no consistent reads: ${this.consistentInstead} or a local index`,
        {},
      )
    return this.with({ isConsistent })
  }

  from(cursor: string | undefined): this {
    return this.with({ cursor })
  }

  items(options?: CallOptions): AsyncIterableIterator<TElement> {
    return this.each(this.given('items', options))
  }

  async all(options?: CallOptions): Promise<TElement[]> {
    return this.every(this.given('all', options))
  }

  async first(options?: CallOptions): Promise<TElement | undefined> {
    const [first] = await this.with({ limit: 1 }).every(this.given('first', options))
    return first
  }

  async exactly(items: number, options?: UntypedExactOptions): Promise<ExactPage<TElement>> {
    const size = assertCount(this.#state, 'exactly', items)
    return readExactly(this.#reader, this.#state, size, this.given('exactly', options) ?? {})
  }

  async count(options?: CallOptions): Promise<number> {
    return countItems(this.#reader, this.#state, this.given('count', options))
  }

  protected get state(): TState {
    return this.#state
  }

  /** As what refusals of options name it. */
  protected abstract get subject(): Subject

  /** What has consistent reads where a global index has none, as messages advise it. */
  protected abstract get consistentInstead(): string

  protected abstract refusal(code: string, problem: string, details: Values): MonotableError

  protected each(options: CallOptions | undefined): AsyncIterableIterator<TElement> {
    return readItems(this.#reader, this.#state, options)
  }

  protected every(options: CallOptions | undefined): Promise<TElement[]> {
    return readAll(this.#reader, this.#state, options)
  }

  protected given<TOptions extends object>(
    call: OptionedCall,
    options: TOptions | undefined,
  ): TOptions | undefined {
    return options === undefined ? undefined : givenOptions(options, call, this.subject)
  }

  protected with(change: Partial<QueryState> | Partial<TState>): this {
    // Each kind of read is constructed with its state alone.
    const Own = this.constructor as new (state: TState) => this
    return new Own({ ...this.#state, ...change })
  }
}
