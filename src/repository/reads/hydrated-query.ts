import type { AttributeMap } from '../../protocol/attribute-value.js'
import { batchGetItemsMax } from '../../protocol/limits.js'
import { BatchGet, visibleRow } from '../batches/batch-get.js'
import type { UntypedBatchOptions } from '../batches/batch-options.js'
import { batchBounds } from '../batches/batch-options.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { OptionedCall } from '../given-options.js'
import { givenOptions, hydratedOptions } from '../given-options.js'
import { planHydrated } from '../plans/plan-hydrated.js'
import type { ReadPlan } from '../plans/plan.types.js'
import type { ReadEntry } from '../plans/planned-read.js'
import { subjectOf } from './filter.js'
import { gathered } from './gathered.js'
import { onlyOf } from './only-item.js'
import { queryIdentity, storedKeyOf } from './position.js'
import { readRequest } from './query-input.js'
import { queryReader } from './query-reader.js'
import type { Page } from './query.types.js'
import type { QueryState } from './query-state.js'
import type { Reader } from './read-batch.js'
import { readAll, readItems, readPage } from './read-pages.js'
import { isWithinKey } from './within-key.js'

type Row = Record<string, unknown>

/** Reads where the items of an index stand, and nothing else of them. */
const keyReader: Reader<QueryState, AttributeMap> = {
  ...queryReader,
  identity: (state) => JSON.stringify(['hydrate', queryIdentity(state)]),
  request: (state, now, range) => readRequest(state, now, range, 'owners'),
  read: (state, stored, now) => (queryReader.isCounted(state, stored, now) ? stored : undefined),
}

/** A query of an index that fetches the items themselves. */
export class HydratedQuery {
  readonly #state: QueryState
  readonly #isConsistent: boolean

  constructor(state: QueryState, isConsistent: boolean) {
    this.#state = { ...state, projection: undefined }
    this.#isConsistent = isConsistent
    Object.freeze(this)
  }

  async page(options?: UntypedBatchOptions): Promise<Page<Row>> {
    const given = this.#given('page', options)
    const { items, ...page } = await readPage(keyReader, this.#state, given)
    return { items: await this.#fetch(items, given), ...page }
  }

  items(options?: UntypedBatchOptions): AsyncIterableIterator<Row> {
    return this.#items(this.#given('items', options))
  }

  async all(options?: UntypedBatchOptions): Promise<Row[]> {
    const given = this.#given('all', options)
    if (this.#state.limit === undefined)
      return this.#fetch(await readAll(keyReader, this.#state, given), given)
    return gathered(this.#items(given))
  }

  async first(options?: UntypedBatchOptions): Promise<Row | undefined> {
    const [first] = await gathered(this.#upTo(1, this.#given('first', options)))
    return first
  }

  async only(options?: UntypedBatchOptions): Promise<Row | undefined> {
    return onlyOf(this.#state, await gathered(this.#upTo(2, this.#given('only', options))))
  }

  plan(): ReadPlan {
    return planHydrated(this.#state, this.#isConsistent)
  }

  #given(call: OptionedCall, options: UntypedBatchOptions | undefined): UntypedBatchOptions | undefined {
    return givenOptions(options, call, subjectOf(this.#state), hydratedOptions)
  }

  async *#items(options: UntypedBatchOptions | undefined): AsyncIterableIterator<Row> {
    if (this.#state.limit !== undefined) return yield* this.#upTo(this.#state.limit, options)
    let found: AttributeMap[] = []
    for await (const each of readItems(keyReader, this.#state, options)) {
      if (found.push(each) < batchGetItemsMax) continue
      yield* await this.#fetch(found, options)
      found = []
    }
    yield* await this.#fetch(found, options)
  }

  /** So many items, page by page: what is gone meanwhile does not count. */
  async *#upTo(most: number, options: UntypedBatchOptions | undefined): AsyncIterableIterator<Row> {
    let left = most
    let { cursor } = this.#state
    do {
      const state = { ...this.#state, limit: left, cursor }
      const page = await readPage(keyReader, state, options)
      const items = await this.#fetch(page.items, options)
      yield* items
      left -= items.length
      cursor = page.cursor
    } while (left > 0 && cursor !== undefined)
  }

  /** The items that stand there, in this order, without those that are gone or stand elsewhere by now. */
  async #fetch(found: readonly AttributeMap[], options: UntypedBatchOptions | undefined): Promise<Row[]> {
    if (found.length === 0) return []
    const { runtime, key, shards = key && [key] } = this.#state
    const entries = found.map((stored): ReadEntry => ({
      runtime,
      given: givenKey(runtime, stored),
      key: storedKeyOf(runtime, stored),
      isConsistent: this.#isConsistent,
    }))
    const batch = new BatchGet(runtime.environment, entries, batchBounds(options))
    return batch.run(
      (rows) => rows.filter((row) => row !== undefined),
      (entry, places) =>
        visibleRow(entry, places, (stored) => shards?.some((each) => isWithinKey(each, stored)) !== false),
    )
  }
}

function givenKey({ model: { primary }, keys }: EntityRuntime, stored: AttributeMap): Values {
  const given: Row = {}
  for (const key of [...primary.partition, ...primary.sort]) {
    const value = stored[key.name]
    if (value !== undefined) Object.assign(given, keys.read(key, value))
  }
  return given
}
