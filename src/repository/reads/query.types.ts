import type { TypeMessage } from '../../core/types/message.types.js'
import type { Condition, ConditionOperators, Path, Projected } from '../../expressions/index.js'
import type { AnyEntityTypes } from '../../schema/index.js'
import type { BatchOptions, CallOptions } from '../call-options.types.js'
import type {
  AnyPattern,
  FilterReferences,
  IndexKeys,
  IsGlobal,
  IsPartial,
  PatternItem,
} from './pattern.types.js'
import type { ReadPlan } from '../plans/plan.types.js'

/**
 * The ways to query an entity: one function for each access pattern, and `primary` for the primary key. Their names come
 * first, so that a message about one that is not there begins with those that are.
 */
export type Queries<TNames extends keyof TTypes['patterns'], TTypes extends AnyEntityTypes> = {
  readonly [TPattern in TNames]: QueryFunction<TTypes, TPattern, TTypes['patterns'][TPattern]>
}

/**
 * Starts a query of one access pattern. The partition's attributes are all given; those of the sort key from the left,
 * the last of them as a value or a range.
 */
export type QueryFunction<TTypes extends AnyEntityTypes, TName, TPattern extends AnyPattern> = <
  TInput,
  TCall extends AnyQueryCall = QueryCall<
    TTypes['stored'],
    TTypes['attributes'],
    TPattern['index'],
    TName,
    TPattern['partition'] & keyof TTypes['stored'],
    TPattern['sort'],
    keyof TInput
  >,
>(
  key: { readonly [TAttribute in keyof TInput]: unknown } & TCall['key'],
) => Query<TTypes, TName, PatternItem<TTypes, TPattern>>

export interface AnyQueryCall {
  readonly key: {}
}

/** What a query takes, given the names in the call. */
export interface QueryCall<
  TStored,
  TAttributes,
  TIndex,
  TPattern,
  TPartition,
  TSort extends readonly unknown[],
  TGiven,
> {
  readonly key: {
    readonly [TName in (TPartition | TGiven) & PropertyKey]: TName extends TPartition
      ? TStored[TName & keyof TStored] & {}
      : Rung<TStored, TAttributes, TIndex, TPattern, TSort, TName, TGiven>
  } & {
    // What an editor offers beside the names that are given, and what some members of a union of rungs give.
    readonly [TName in Exclude<TSort[number], TGiven> & PropertyKey]?:
      | (TStored[TName & keyof TStored] & {})
      | RangeOf<TStored[TName & keyof TStored] & {}, TName, TAttributes, TIndex>
  }
}

/**
 * The value of one attribute of a sort key: a sentence where one before it was left out. An item that lacks it is not in
 * the index, so that there is nothing to ask for by its absence.
 */
type Rung<TStored, TAttributes, TIndex, TPattern, TSort, TName, TGiven> = TSort extends readonly [
  infer TFirst,
  ...infer TRest,
]
  ? TName extends TFirst
    ? TRest[number] & TGiven extends never
      ? | (TStored[TName & keyof TStored] & {})
        | RangeOf<TStored[TName & keyof TStored] & {}, TName, TAttributes, TIndex>
      : (TStored[TName & keyof TStored] & {}) | EarlyRange
    : TName extends TRest[number]
      ? TFirst extends TGiven
        ? Rung<TStored, TAttributes, TIndex, TPattern, TRest, TName, TGiven>
        : TypeMessage<`give ${TFirst & string} before ${TName & string}`>
      : NotKeyed<TPattern, TName>
  : NotKeyed<TPattern, TName>
type NotKeyed<TPattern, TName> =
  TypeMessage<`access pattern ${TPattern & string} is not keyed by ${TName & string}`>

type OnlyLast = TypeMessage<'only the last attribute that is given may have a range'>

/** Says where a range may not stand. */
interface EarlyRange {
  readonly gt?: OnlyLast
  readonly gte?: OnlyLast
  readonly lt?: OnlyLast
  readonly lte?: OnlyLast
  readonly between?: OnlyLast
  readonly beginsWith?: OnlyLast
}

/**
 * What the range of an attribute may be: where an enum has no order, a prefix of its texts alone. An attribute that is the
 * index's own key has the order of its texts, as DynamoDB has it.
 */
type RangeOf<TValue, TName, TAttributes, TIndex> = [TValue] extends [string]
  ? {} extends Record<TValue, unknown>
    ? Range<TValue>
    : TAttributes extends { readonly [TOrdered in TName & string]: { readonly keyOrder: unknown } }
      ? Range<TValue>
      : TName extends IndexKeys<TIndex>
        ? Range<TValue>
        : Unordered<TName>
  : Range<TValue>

/** Part of the texts of an enum that has no order. */
interface Unordered<TName> {
  readonly beginsWith?: string
  readonly gt?: NoOrder<TName>
  readonly gte?: NoOrder<TName>
  readonly lt?: NoOrder<TName>
  readonly lte?: NoOrder<TName>
  readonly between?: NoOrder<TName>
}
type NoOrder<TName> =
  TypeMessage<`${TName & string} is an enum without an order: give it keyOrder: 'declared', or ask for one value`>

/**
 * Part of a sort key's order: a lower bound, an upper one or both; `between`, which includes both; or for strings a prefix.
 * What a range may be is said in a type argument, which messages print.
 */
export type Range<TValue, TRule = TypeMessage<'give beginsWith, between, or one lower and one upper bound'>> =
  | From<TValue, TRule>
  | After<TValue, TRule>
  | Through<TValue, TRule>
  | Before<TValue, TRule>
  | Between<TValue, TRule>
  | Prefix<TValue, TRule>

interface From<TValue, TRule> extends UpTo<TValue, TRule> {
  readonly gte: TValue
  readonly gt?: TRule
}
interface After<TValue, TRule> extends UpTo<TValue, TRule> {
  readonly gt: TValue
  readonly gte?: TRule
}
interface UpTo<TValue, TRule> extends Unpaired<TValue, TRule> {
  readonly lt?: TValue
  readonly lte?: TValue
}
interface Through<TValue, TRule> extends Unpaired<TValue, TRule> {
  readonly lte: TValue
  readonly lt?: TRule
}
interface Before<TValue, TRule> extends Unpaired<TValue, TRule> {
  readonly lt: TValue
  readonly lte?: TRule
}
interface Unpaired<TValue, TRule> {
  readonly between?: TRule
  readonly beginsWith?: NoPrefix<TValue, TRule>
}
interface Between<TValue, TRule> extends Boundless<TRule> {
  /** Both bounds included. */
  readonly between: readonly [lower: TValue, upper: TValue]
  readonly beginsWith?: NoPrefix<TValue, TRule>
}
interface Prefix<TValue, TRule> extends Boundless<TRule> {
  readonly beginsWith: TValue extends string ? string : NoPrefix<TValue, TRule>
  readonly between?: TRule
}
interface Boundless<TRule> {
  readonly gt?: TRule
  readonly gte?: TRule
  readonly lt?: TRule
  readonly lte?: TRule
}
type NoPrefix<TValue, TRule> = TValue extends string ? TRule : TypeMessage<'only a string has a prefix'>

/** What stands for an access pattern in a scan; no access pattern has this name, which is none of an attribute. */
export type ScanName = '(scan)'

/** One page of a query: at most one request. */
export interface Page<TResult> {
  readonly items: TResult[]
  /**
   * Where the next page begins. Absent where nothing follows; where `limit` ended a page, DynamoDB does not tell whether
   * something does, and the page after the last item may be empty.
   */
  readonly cursor?: string
}

/** So many items as were asked for, or what there is, and the way on in both directions. */
export interface ExactPage<TResult> {
  readonly items: TResult[]
  /**
   * Where the page before this one ends, for `exactly(…, { before })`. Absent where nothing stands before, as far as is
   * known: at the beginning, or after reading backwards to it.
   */
  readonly before?: string
  /** Where the next page begins, for `exactly(…, { after })`. Absent where nothing follows. */
  readonly after?: string
}

/** Where a page of exactly so many items stands; at the beginning unless a cursor is given. */
export interface ExactOptions<TBefore> extends CallOptions {
  /** The page after this cursor. */
  readonly after?: string | undefined
  /** The page before this cursor, in the order of the query. */
  readonly before?: TBefore
}

/** How a scan is divided. */
export interface ParallelOptions extends CallOptions {
  /** Into how many parts the table is divided; a scan that is taken up again has the same number. */
  readonly segments: number
  /** How many requests are under way at a time at most; 8 by default. */
  readonly concurrency?: number
  /** Goes on where the scan that gave the cursor stood. */
  readonly from?: string | undefined
}

/**
 * A scan whose segments are read at a time. Items come in no order. It runs once; where the loop ends early, its
 * requests are aborted.
 */
export interface ParallelScan<TResult> extends AsyncIterableIterator<TResult> {
  /**
   * Where the scan stands: every item that was given is behind it, every other ahead. Undefined at the end. Take it once
   * the items that were given are dealt with, and give it as `from` to another scan of as many segments.
   */
  cursor(): Promise<string | undefined>
  /** What would be sent, and what it costs. */
  plan(): ReadPlan
}

/**
 * A query that has not run yet. Immutable: each method gives a new one, the last one runs it.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html
 */
export interface Query<TTypes extends AnyEntityTypes, TPattern, TResult> {
  /** Keeps the items for which the condition holds. DynamoDB reads, and charges for, the others too. */
  where(
    condition: (item: FilterReferences<TTypes, TPattern>, operators: ConditionOperators) => Condition,
  ): this
  /** Returns only these paths: `'status'`, `'address.city'`, `'lines[0].sku'`. */
  select<const TPath extends Path<TResult>>(
    ...paths: readonly TPath[]
  ): Query<TTypes, TPattern, Projected<TResult, TPath>>
  /** In the order of the sort key; this is the default. */
  ascending(): this
  /** Against the order of the sort key. */
  descending(
    this: TPattern extends ScanName ? TypeMessage<'a scan has no order: query an access pattern'> : unknown,
  ): this
  /** Returns at most so many items, after filtering. */
  limit(items: number): this
  /** Has each request read at most so many items, before filtering: DynamoDB's own `Limit`. */
  readLimit(items: number): this
  /** Reads what was written last; twice the capacity. */
  consistent(
    value: IsGlobal<TTypes, TPattern> extends true
      ? TypeMessage<`a global index has no consistent reads: query primary or a local index`>
      : boolean,
  ): this
  /** Goes on where the page that gave the cursor ended. */
  from(cursor: string | undefined): this
  /**
   * Fetches the items themselves, where the index does not hold them whole: each once more, by its key. Items that are
   * gone by then, or that the key of the query no longer finds, are left out; `where` is asked of the index alone.
   *
   * @example
   * ```ts
   * const sessions = await db.sessions.query.byUser({ userId: 'u1' }).limit(20).hydrate().all()
   * // Query { IndexName: 'gsi1', …, Limit: 20 }, then BatchGetItem { RequestItems: { app: { Keys: […] } } }
   * ```
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.Projections
   */
  hydrate(
    this: IsPartial<TTypes, TPattern> extends true
      ? unknown
      : TypeMessage<'hydrate is for a global index that does not hold whole items: leave it out'>,
    options?: HydrateOptions,
  ): HydratedQuery<TTypes['item']>
  /** Sends one request. */
  page(options?: CallOptions): Promise<Page<TResult>>
  /** Item by item, sending a request whenever one is needed. */
  items(options?: CallOptions): AsyncIterableIterator<TResult>
  /** Every item, over as many requests as it takes. */
  all(options?: CallOptions): Promise<TResult[]>
  /** The first item, or undefined. */
  first(options?: CallOptions): Promise<TResult | undefined>
  /**
   * The one item, or undefined where there is none.
   *
   * @throws MonotableError `repository.not-only` where there are more.
   */
  only(options?: CallOptions): Promise<TResult | undefined>
  /**
   * A page of exactly so many items, or of what there is, over as many requests as it takes, with cursors in both
   * directions. One item more is read, so that a page without `after` is the last.
   *
   * @example
   * ```ts
   * const page = await db.orders.query.byStatus({ status: 'paid' }).exactly(20)
   * // Query { …, Limit: 21 }, and again where expired items or a filter leave too few
   * const next = await db.orders.query.byStatus({ status: 'paid' }).exactly(20, { after: page.after })
   * const back = await db.orders.query.byStatus({ status: 'paid' }).exactly(20, { before: next.before })
   * // Query { …, ScanIndexForward: false, ExclusiveStartKey: … }
   * ```
   */
  exactly(
    items: number,
    options?: ExactOptions<
      TPattern extends ScanName
        ? TypeMessage<'a scan has no order: query an access pattern'>
        : string | undefined
    >,
  ): Promise<ExactPage<TResult>>
  /**
   * Reads the segments of a table at a time.
   *
   * @example
   * ```ts
   * for await (const order of db.orders.scan().parallel({ segments: 8, concurrency: 4 })) console.log(order)
   * // Scan { TableName: 'shop', …, Segment: 0, TotalSegments: 8 }, four such requests at a time
   * ```
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan
   */
  parallel(
    options: TPattern extends ScanName
      ? ParallelOptions
      : TypeMessage<'only a scan is parallel: a query reads one partition, in order'>,
  ): ParallelScan<TResult>
  /** How many items there are; none of them is transferred. */
  count(options?: CallOptions): Promise<number>
  /** What would be sent, and what it costs; with `'count'`, what `count` would send. */
  plan(word?: 'count'): ReadPlan
}

/** How the items themselves are read. */
export interface HydrateOptions {
  /** Reads what was written last, twice the capacity; where items stand is still told by the index. */
  readonly consistent?: boolean
}

/** A query of an index that fetches the items themselves. What it asks for is said before `hydrate`. */
export interface HydratedQuery<TItem> {
  /** One page of the index, one request to each shard, and what fetches its items. */
  page(options?: BatchOptions): Promise<Page<TItem>>
  /** Item by item, fetching as many as `limit` says or a hundred at a time. */
  items(options?: BatchOptions): AsyncIterableIterator<TItem>
  /** Every item: the index is read first, then the items are fetched, several requests at a time. */
  all(options?: BatchOptions): Promise<TItem[]>
  /** The first item that is still there, or undefined. */
  first(options?: BatchOptions): Promise<TItem | undefined>
  /**
   * The one item, or undefined where there is none.
   *
   * @throws MonotableError `repository.not-only` where there are more.
   */
  only(options?: BatchOptions): Promise<TItem | undefined>
  /** What a page would send, and what it costs. */
  plan(): ReadPlan
}
