import { MonotableError } from '../../core/errors.js'
import type { ConditionBuilder } from '../../expressions/index.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { Values } from '../entity-runtime.js'
import type { Subject } from '../given-options.js'
import { givenPlanWord } from '../given-options.js'
import type { ReadPlan } from '../plans/plan.types.js'
import type { UntypedExactOptions } from '../reads/exact-page.js'
import { withFilter } from '../reads/filter.js'
import type { ExactPage } from '../reads/query.types.js'
import { gathered } from '../reads/gathered.js'
import { ReadBuilder } from '../reads/read-builder.js'
import { readPage } from '../reads/read-pages.js'
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

/** A query of a collection. */
export class CollectionQueryImplementation extends ReadBuilder<CollectionState, Element> {
  constructor(state: CollectionState) {
    super(collectionReader, state)
  }

  where(entity: string, build: ConditionBuilder<Record<string, never>>): this {
    const { members, collection } = this.state
    const member = this.#member(entity, 'repository.collection-filter')
    const { marker, table } = member.runtime.model
    if (marker === undefined || !member.pattern.projects(marker.attribute))
      throw this.refusal(
        'repository.collection-filter',
        `nothing in ${marker === undefined ? `items of table ${table.name}` : `index ${member.pattern.index}`} names their entity, so that DynamoDB cannot tell whose filter is for which: filter what is returned`,
        { entity, collection },
      )
    const filter = withFilter(member, build)
    return this.with({
      members: members.map((each) => (each === member ? { ...member, filter } : each)),
    })
  }

  select(paths: Readonly<Record<string, readonly string[] | undefined>>): this {
    const { members, until } = this.state
    if (typeof paths !== 'object' || paths === null || Array.isArray(paths))
      throw this.refusal(
        'repository.select',
        `select takes paths by entity, such as { ${members[0]?.name}: ['id'] }`,
        {},
      )
    if (until !== undefined)
      throw this.refusal(
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
        throw this.refusal('repository.select', `the paths of ${entity} are a list, such as ['id']`, {
          entity,
        })
      selected.set(entity, { ...member, projection: selectedPaths(member, ofEntity) })
    }
    return this.with(jointProjection([...selected.values()]))
  }

  takeUntil(holds: (element: Element) => boolean): this {
    if (typeof holds !== 'function')
      throw this.refusal(
        'repository.take-until',
        "takeUntil takes a function, such as ({ entity }) => entity === 'orders'",
        {},
      )
    const { until } = this.state
    return this.with({
      until: until === undefined ? holds : (element) => until(element) || holds(element),
    })
  }

  async page(options?: CallOptions): Promise<CollectionPage> {
    const { until, members } = this.state
    const page = await readPage(collectionReader, this.state, this.given('page', options))
    const end = until === undefined ? -1 : page.items.findIndex(until)
    const items = end === -1 ? page.items : page.items.slice(0, end)
    const groups = groupsOf(members, items)
    return end === -1 && page.cursor !== undefined
      ? { items, groups, cursor: page.cursor }
      : { items, groups }
  }

  async grouped(options?: CallOptions): Promise<Groups> {
    return groupsOf(this.state.members, await this.every(this.given('grouped', options)))
  }

  override async exactly(items: number, options?: UntypedExactOptions): Promise<ExactPage<Element>> {
    if (this.state.until !== undefined)
      throw this.refusal(
        'repository.take-until',
        'takeUntil ends before a page is full: use items or all, or leave takeUntil out',
        {},
      )
    return super.exactly(items, options)
  }

  override async count(options?: CallOptions): Promise<number> {
    // What ends it is told of whole items alone.
    if (this.state.until !== undefined) return (await this.every(this.given('count', options))).length
    return super.count(options)
  }

  plan(word?: 'count'): ReadPlan {
    return planCollection(this.state, givenPlanWord(word, this.subject))
  }

  #member(entity: string, code: string): MemberState {
    const { members } = this.state
    const member = members.find(({ name }) => name === entity)
    if (member !== undefined) return member
    const names = members.map(({ name }) => name).join(', ')
    throw this.refusal(code, `it has no entity ${String(entity)}; it has ${names}`, { entity })
  }

  protected override async *each(options: CallOptions | undefined): AsyncIterableIterator<Element> {
    const { until } = this.state
    for await (const element of super.each(options)) {
      if (until?.(element) === true) return
      yield element
    }
  }

  protected override every(options: CallOptions | undefined): Promise<Element[]> {
    return this.state.until === undefined ? super.every(options) : gathered(this.each(options))
  }

  protected override get subject(): Subject {
    return { collection: this.state.collection }
  }

  protected override get consistentInstead(): string {
    return 'read the table'
  }

  protected override refusal(code: string, problem: string, details: Values): MonotableError {
    const { collection } = this.state
    return new MonotableError(code, `Collection ${collection}: ${problem}`, { collection, ...details })
  }
}
