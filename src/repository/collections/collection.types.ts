import type { TypeMessage } from '../../core/types/message.types.js'
import type { Condition, ConditionOperators, Path, Projected } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { AnyEntity, AnyEntityTypes } from '../../schema/index.js'
import type { ReadPlan } from '../plans/plan.types.js'
import type { AnyPattern, FilterReferences, IsGlobal, PatternItem } from '../reads/pattern.types.js'
import type { CallOptions } from '../call-options.types.js'
import type { AnyQueryCall, ExactOptions, ExactPage, QueryCall } from '../reads/query.types.js'

/** What a collection is declared as: entities of one table that share partitions of it, or of one of its indexes. */
export interface CollectionDefinition {
  /** The names of their repositories. */
  readonly entities: readonly string[]
  /** The index that is read; the table itself unless one is named. */
  readonly index?: string
}

/** Lets a type be inferred from a place, and leaves the checking of the place to others. */
export type Inferred<TType> = unknown extends TType ? TType : {}

/** A declaration, with a sentence in place of what is wrong in it. */
export type CheckedCollections<TEntities, TCollections> = {
  readonly [TName in keyof TCollections]: TCollections[TName] extends CollectionDefinition
    ? CheckedCollection<
        TEntities,
        TCollections[TName]['entities'],
        TCollections[TName]['entities'][0],
        IndexOf<TCollections[TName]>
      >
    : CollectionDefinition
}

interface CheckedCollection<TEntities, TNames, TFirst, TIndex> {
  readonly entities: {
    readonly [TPlace in keyof TNames]: CheckedMember<TEntities, TNames[TPlace], TFirst, TIndex>
  }
  readonly index?: keyof TypesAt<TEntities, TFirst>['table']['indexes']
}

type CheckedMember<TEntities, TName, TFirst, TIndex> = TName extends keyof TEntities
  ? [PatternName<TypesAt<TEntities, TName>, TIndex>] extends [never]
    ? TypeMessage<`${TName & string} has no access pattern over index ${TIndex & string}`>
    : [PartitionAt<TEntities, TName, TIndex>, PartitionAt<TEntities, TFirst, TIndex>] extends [
          PartitionAt<TEntities, TFirst, TIndex>,
          PartitionAt<TEntities, TName, TIndex>,
        ]
      ? TName
      : TypeMessage<`${TName & string} and ${TFirst & string} fill the partition key from different attributes`>
  : keyof TEntities

type TypesAt<TEntities, TName> = TEntities[TName & keyof TEntities] extends AnyEntity
  ? TEntities[TName & keyof TEntities]['~types']
  : never

type PartitionAt<TEntities, TName, TIndex> = PatternOver<TypesAt<TEntities, TName>, TIndex>['partition']

type IndexOf<TCollection> = TCollection extends { readonly index: infer TIndex } ? TIndex : undefined

/** The access pattern of an entity over an index; `primary` where none is named. */
type PatternName<TTypes extends AnyEntityTypes, TIndex> = TIndex extends string
  ? {
      [TPattern in keyof TTypes['access']]: TTypes['access'][TPattern] extends { index: TIndex }
        ? TPattern
        : never
    }[keyof TTypes['access']]
  : 'primary'

type PatternOver<TTypes extends AnyEntityTypes, TIndex> = TTypes['patterns'][PatternName<TTypes, TIndex> &
  keyof TTypes['patterns']]

/** The functions that start queries of collections, by name. */
export type Collections<TEntities, TCollections> = {
  readonly [TName in keyof TCollections]: TCollections[TName] extends CollectionDefinition
    ? CollectionFunction<
        TName,
        {
          [TMember in TCollections[TName]['entities'][number] & keyof TEntities]: TypesAt<TEntities, TMember>
        },
        IndexOf<TCollections[TName]>
      >
    : never
}

// oxlint-disable-next-line typescript/no-explicit-any -- looked up by property once the entities are known
type AnyMembers = { [TName in string]: any }

/**
 * Starts a query of a collection. The partition's attributes are all given; of the sort key those that every entity has
 * at the left of its template, the last of them as a value or a range.
 */
export type CollectionFunction<TName, TMembers extends AnyMembers, TIndex> = <
  TInput,
  TCall extends AnyQueryCall = CollectionCall<TName, TMembers, TIndex, keyof TInput>,
>(
  key: { readonly [TAttribute in keyof TInput]: unknown } & TCall['key'],
) => CollectionQuery<TMembers, TIndex>

type CollectionCall<TName, TMembers extends AnyMembers, TIndex, TGiven> = QueryCall<
  Shared<TMembers>,
  TMembers[keyof TMembers]['attributes'],
  PatternOver<TMembers[keyof TMembers], TIndex>['index'],
  TName,
  // The hole of a shard is no attribute, and the library's to fill.
  PatternOver<TMembers[keyof TMembers], TIndex>['partition'] & keyof Shared<TMembers>,
  CommonHoles<PatternOver<TMembers[keyof TMembers], TIndex>['sort']>,
  TGiven
>

/** What attributes are that fit every entity. */
type Shared<TMembers extends AnyMembers> = {
  [TName in keyof TMembers]: (stored: TMembers[TName]['stored']) => void
}[keyof TMembers] extends (stored: infer TStored) => void
  ? TStored
  : never

/** The names at the left of every one of several sort keys. */
type CommonHoles<TSorts> = [TSorts] extends [readonly [infer TFirst, ...infer TRest]]
  ? IsOne<TFirst> extends true
    ? [TFirst, ...CommonHoles<TRest>]
    : []
  : []
type IsOne<TName, TAll = TName> = TName extends unknown ? ([TAll] extends [TName] ? true : false) : never

/** The items of each entity, as what is read holds them; narrowed where paths are selected. */
type CollectionRows<TMembers extends AnyMembers, TIndex> = {
  readonly [TName in keyof TMembers]: ItemOver<TMembers[TName], TIndex>
}

/** An item of one of the entities of a collection: which, by the name of its repository, and the item. */
export type CollectionItem<TMembers extends AnyMembers, TIndex, TRows = CollectionRows<TMembers, TIndex>> = {
  [TName in keyof TRows]: {
    readonly entity: TName
    readonly item: TRows[TName]
  }
}[keyof TRows]

type ItemOver<TTypes extends AnyEntityTypes, TIndex> =
  PatternOver<TTypes, TIndex> extends infer TPattern extends AnyPattern
    ? PatternItem<TTypes, TPattern>
    : never

/** An item in the partition that is of no entity of the database. */
export interface UnknownItem {
  readonly entity: undefined
  /** Its primary key as it is stored. */
  readonly key: AttributeMap
  /** What it names as its entity; undefined where it names none. */
  readonly storedEntity: string | undefined
}

/** Items by the names of their repositories, each in key order; beside them those of no known entity. */
export type CollectionGroups<
  TMembers extends AnyMembers,
  TIndex,
  TRows = CollectionRows<TMembers, TIndex>,
> = {
  readonly [TName in keyof TRows]: TRows[TName][]
} & { readonly unknown: UnknownItem[] }

/** What is selected of each entity. */
type CollectionPaths<TRows> = {
  readonly [TName in keyof TRows]?: readonly [Path<TRows[TName]>, ...Path<TRows[TName]>[]]
}

/** A sentence for each name that is none of an entity of the collection. */
type OnlyNames<TGiven, TNames> = {
  readonly [
    TName in Exclude<TGiven, TNames> & PropertyKey
  ]: TypeMessage<`the collection has no entity ${TName & string}`>
}

/** Entities that are not named keep all that they have. */
type SelectedRows<TRows, TPaths> = {
  readonly [TName in keyof TRows]: TName extends keyof TPaths
    ? TPaths[TName] extends readonly (infer TPath extends string)[]
      ? Projected<TRows[TName], TPath>
      : TRows[TName]
    : TRows[TName]
}

/** One page of a collection: one request. */
export interface CollectionPage<TElement, TGroups> {
  /** In key order, whosever they are. */
  readonly items: TElement[]
  /** The same by entity. */
  readonly groups: TGroups
  /** Where the next page begins; absent where nothing follows. */
  readonly cursor?: string
}

/** Whether one of the entities would be read from a global index. */
type IsGlobalOver<TMembers extends AnyMembers, TIndex> = TIndex extends string
  ? {
      [TName in keyof TMembers]: IsGlobal<TMembers[TName], PatternName<TMembers[TName], TIndex>>
    }[keyof TMembers]
  : false

/**
 * A query of a collection that has not run yet. Immutable: each method gives a new one, the last one runs it.
 *
 * @example
 * ```ts
 * const { customers, orders } = await db.collections.customerOrders({ customerId: 'c1' }).grouped()
 * // Query { TableName: 'shop', KeyConditionExpression: '#a = :a', … }
 * ```
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html
 */
export interface CollectionQuery<
  TMembers extends AnyMembers,
  TIndex,
  TRows = CollectionRows<TMembers, TIndex>,
  TElement = CollectionItem<TMembers, TIndex, TRows> | UnknownItem,
  TGroups = CollectionGroups<TMembers, TIndex, TRows>,
> {
  /** Keeps those items of one entity for which the condition holds, and all of the others. */
  where<TName extends keyof TMembers>(
    entity: TName,
    condition: (
      item: FilterReferences<TMembers[TName], PatternName<TMembers[TName], TIndex>>,
      operators: ConditionOperators,
    ) => Condition,
  ): CollectionQuery<TMembers, TIndex, TRows>
  /**
   * Returns only these paths of the items of the entities that are named, and all of the others'. Where every entity is
   * named, nothing else is transferred.
   *
   * @example
   * ```ts
   * const page = await db.collections.customerOrders({ customerId: 'c1' })
   *   .select({ customers: ['name'], orders: ['status', 'lines[0].sku'] })
   *   .page()
   * // Query { …, ProjectionExpression: '#n, #s, lines[0].sku, pk, sk, #entity' }
   * ```
   */
  select<const TPaths extends object & CollectionPaths<TRows>>(
    paths: TPaths & OnlyNames<keyof TPaths, keyof TRows>,
  ): CollectionQuery<TMembers, TIndex, SelectedRows<TRows, TPaths>>
  /** Ends before the first item for which this holds; nothing is read after the request that gave it. */
  takeUntil(holds: (element: TElement) => boolean): CollectionQuery<TMembers, TIndex, TRows>
  /** In the order of the sort key; this is the default. */
  ascending(): CollectionQuery<TMembers, TIndex, TRows>
  /** Against the order of the sort key. */
  descending(): CollectionQuery<TMembers, TIndex, TRows>
  /** Returns at most so many items, of all entities together, after filtering. */
  limit(items: number): CollectionQuery<TMembers, TIndex, TRows>
  /** Has each request read at most so many items, before filtering: DynamoDB's own `Limit`. */
  readLimit(items: number): CollectionQuery<TMembers, TIndex, TRows>
  /** Reads what was written last; twice the capacity. */
  consistent(
    value: IsGlobalOver<TMembers, TIndex> extends false
      ? boolean
      : TypeMessage<`a global index has no consistent reads: read the table or a local index`>,
  ): CollectionQuery<TMembers, TIndex, TRows>
  /** Goes on where the page that gave the cursor ended. */
  from(cursor: string | undefined): CollectionQuery<TMembers, TIndex, TRows>
  /** Sends one request. */
  page(options?: CallOptions): Promise<CollectionPage<TElement, TGroups>>
  /** Item by item in key order, sending a request whenever one is needed. */
  items(options?: CallOptions): AsyncIterableIterator<TElement>
  /** Every item in key order, over as many requests as it takes. */
  all(options?: CallOptions): Promise<TElement[]>
  /** Every item by its entity. */
  grouped(options?: CallOptions): Promise<TGroups>
  /** The first item, or undefined. */
  first(options?: CallOptions): Promise<TElement | undefined>
  /** A page of exactly so many items, or of what there is, with cursors in both directions. */
  exactly(items: number, options?: ExactOptions<string | undefined>): Promise<ExactPage<TElement>>
  /** How many items there are, of all entities and of none; only what tells whose they are is transferred. */
  count(options?: CallOptions): Promise<number>
  /** What would be sent, and what it costs; with `'count'`, what `count` would send. */
  plan(word?: 'count'): ReadPlan
}
