import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { PatternModel } from '../../schema/index.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { QueryState } from '../reads/query-state.js'

/** One entity of a collection. */
export interface Member {
  /** The name of its repository. */
  readonly name: string
  readonly runtime: EntityRuntime
  /** Its access pattern over what the collection reads. */
  readonly pattern: PatternModel
}

/** What of a value was asked for: all of it, or what lies below by stored names and indexes. */
export type Part = 'whole' | Map<string | number, Part>

/** One entity within a query of a collection: what is asked of its own items. */
export interface MemberState extends QueryState, Member {
  /** Where it has selected something: what of its items is for it, by stored names; others may have asked for more. */
  readonly share?: ReadonlyMap<string, Part>
}

/** An item of one of the entities. */
export interface MemberElement {
  readonly entity: string
  readonly item: Record<string, unknown>
}

/** An item of no entity that the database knows. */
export interface UnknownElement {
  readonly entity: undefined
  /** Its primary key as it is stored. */
  readonly key: AttributeMap
  /** What it names as its entity; undefined where it names none. */
  readonly storedEntity: string | undefined
}

export type Element = MemberElement | UnknownElement

/**
 * Everything that a query of a collection says. Runtime, access pattern and key are those of the first member, the key
 * with a range that spans what is asked of all.
 */
export interface CollectionState extends QueryState {
  readonly collection: string
  readonly members: readonly MemberState[]
  /** Whether an entity of the table has unique constraints, whose sentinels are no items. */
  readonly hasSentinels: boolean
  /** Whether what is asked of the members lies apart in the sort key, so that what lies between is read too. */
  readonly isApart: boolean
  readonly until: ((element: Element) => boolean) | undefined
}
