import { MonotableError } from '../../core/errors.js'
import type { ConditionBuilder } from '../../expressions/index.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { Values } from '../entity-runtime.js'
import type { OptionedCall } from '../given-options.js'
import { givenOptions, givenPlanWord } from '../given-options.js'
import type { ReadPlan } from '../plans/plan.types.js'
import type { UntypedExactOptions } from '../reads/exact-page.js'
import { readExactly } from '../reads/exact-page.js'
import { assertCount, withFilter } from '../reads/filter.js'
import type { ExactPage } from '../reads/query.types.js'
import { countItems, readAll, readItems, readPage } from '../reads/read-pages.js'
import { selectedPaths } from '../reads/selected-paths.js'
import { collectionReader } from './collection-reader.js'
import type { CollectionState, Element, MemberState } from './collection-state.js'
import { groupsOf, type Groups } from './groups.js'
import { jointProjection } from './joint-projection.js'
import { planCollection } from './plan-collection.js'

interface CollectionPage {
  readonly items: Element[]
  readonly groups: Groups
  readonly cursor?: string
}

/** A query of a collection that has not run: every method gives a new one, the last runs it. */
export class CollectionQueryImplementation {
  readonly #state: CollectionState

  constructor(state: CollectionState) {
    this.#state = Object.freeze(state)
    Object.freeze(this)
  }

  where(entity: string, build: ConditionBuilder<Record<string, never>>): CollectionQueryImplementation {
    const { members, collection } = this.#state
    const member = this.#member(entity, 'repository.collection-filter')
    const { marker, table } = member.runtime.model
    if (marker === undefined || !member.pattern.projects(marker.attribute))
      throw this.#error(
        'repository.collection-filter',
        `nothing in ${marker === undefined ? `items of table ${table.name}` : `index ${member.pattern.index}`} names their entity, so that DynamoDB cannot tell whose filter is for which: filter what is returned`,
        { entity, collection },
      )
    const filter = withFilter(member, build)
    return this.#with({
      members: members.map((each) => (each === member ? { ...member, filter } : each)),
    })
  }

  select(paths: Readonly<Record<string, readonly string[] | undefined>>): CollectionQueryImplementation {
    const { members, until } = this.#state
    if (typeof paths !== 'object' || paths === null || Array.isArray(paths))
      throw this.#error(
        'repository.select',
        `select takes paths by entity, such as { ${members[0]?.name}: ['id'] }`,
        {},
      )
    if (until !== undefined)
      throw this.#error(
        'repository.select',
        'takeUntil is asked of what is selected: say select before takeUntil',
        {},
      )
    const selected = new Map(members.map((member) => [member.name, member]))
    for (const [entity, ofEntity] of Object.entries(paths)) {
      const member = this.#member(entity, 'repository.select')
      // No opinion (rule M5).
      if (ofEntity === undefined) continue
      if (!Array.isArray(ofEntity))
        throw this.#error('repository.select', `the paths of ${entity} are a list, such as ['id']`, {
          entity,
        })
      selected.set(entity, { ...member, projection: selectedPaths(member, ofEntity) })
    }
    return this.#with(jointProjection([...selected.values()]))
  }

  takeUntil(holds: (element: Element) => boolean): CollectionQueryImplementation {
    if (typeof holds !== 'function')
      throw this.#error(
        'repository.take-until',
        "takeUntil takes a function, such as ({ entity }) => entity === 'orders'",
        {},
      )
    const { until } = this.#state
    return this.#with({
      until: until === undefined ? holds : (element) => until(element) || holds(element),
    })
  }

  ascending(): CollectionQueryImplementation {
    return this.#with({ isDescending: false })
  }

  descending(): CollectionQueryImplementation {
    return this.#with({ isDescending: true })
  }

  limit(items: number): CollectionQueryImplementation {
    return this.#with({ limit: assertCount(this.#state, 'limit', items) })
  }

  readLimit(items: number): CollectionQueryImplementation {
    return this.#with({ readLimit: assertCount(this.#state, 'readLimit', items) })
  }

  consistent(isConsistent: boolean): CollectionQueryImplementation {
    if (typeof isConsistent !== 'boolean')
      throw this.#error(
        'repository.consistent',
        `consistent takes true or false, not ${String(isConsistent)}`,
        {},
      )
    if (isConsistent && this.#state.pattern.isGlobal)
      throw this.#error(
        'repository.consistent',
        'a global index has no consistent reads: read the table or a local index',
        {},
      )
    return this.#with({ isConsistent })
  }

  from(cursor: string | undefined): CollectionQueryImplementation {
    return this.#with({ cursor })
  }

  async page(options?: CallOptions): Promise<CollectionPage> {
    const { until, members } = this.#state
    const page = await readPage(collectionReader, this.#state, this.#given('page', options))
    const end = until === undefined ? -1 : page.items.findIndex(until)
    const items = end === -1 ? page.items : page.items.slice(0, end)
    const groups = groupsOf(members, items)
    return end === -1 && page.cursor !== undefined
      ? { items, groups, cursor: page.cursor }
      : { items, groups }
  }

  items(options?: CallOptions): AsyncIterableIterator<Element> {
    return this.#items(this.#given('items', options))
  }

  async *#items(options: CallOptions | undefined): AsyncIterableIterator<Element> {
    const { until } = this.#state
    for await (const element of readItems(collectionReader, this.#state, options)) {
      if (until?.(element) === true) return
      yield element
    }
  }

  async all(options?: CallOptions): Promise<Element[]> {
    return this.#all(this.#given('all', options))
  }

  async grouped(options?: CallOptions): Promise<Groups> {
    return groupsOf(this.#state.members, await this.#all(this.#given('grouped', options)))
  }

  async first(options?: CallOptions): Promise<Element | undefined> {
    const [first] = await this.#with({ limit: 1 }).#all(this.#given('first', options))
    return first
  }

  async exactly(items: number, options?: UntypedExactOptions): Promise<ExactPage<Element>> {
    if (this.#state.until !== undefined)
      throw this.#error(
        'repository.take-until',
        'takeUntil ends before a page is full: use items or all, or leave takeUntil out',
        {},
      )
    const size = assertCount(this.#state, 'exactly', items)
    return readExactly(collectionReader, this.#state, size, this.#given('exactly', options) ?? {})
  }

  async count(options?: CallOptions): Promise<number> {
    const given = this.#given('count', options)
    // What ends it is told of whole items alone.
    if (this.#state.until !== undefined) return (await this.#all(given)).length
    return countItems(collectionReader, this.#state, given)
  }

  plan(word?: 'count'): ReadPlan {
    return planCollection(this.#state, givenPlanWord(word, { collection: this.#state.collection }))
  }

  #given<TOptions extends object>(call: OptionedCall, options: TOptions | undefined): TOptions | undefined {
    return givenOptions(options, call, { collection: this.#state.collection })
  }

  async #all(options: CallOptions | undefined): Promise<Element[]> {
    if (this.#state.until === undefined) return readAll(collectionReader, this.#state, options)
    const all: Element[] = []
    for await (const element of this.#items(options)) all.push(element)
    return all
  }

  #member(entity: string, code: string): MemberState {
    const { members } = this.#state
    const member = members.find(({ name }) => name === entity)
    if (member !== undefined) return member
    const names = members.map(({ name }) => name).join(', ')
    throw this.#error(code, `it has no entity ${String(entity)}; it has ${names}`, { entity })
  }

  #with(change: Partial<CollectionState>): CollectionQueryImplementation {
    return new CollectionQueryImplementation({ ...this.#state, ...change })
  }

  #error(code: string, problem: string, details: Values): MonotableError {
    const { collection } = this.#state
    return new MonotableError(code, `Collection ${collection}: ${problem}`, { collection, ...details })
  }
}
