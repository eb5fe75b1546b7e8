import type { TypeMessage } from '../../core/types/message.types.js'
import type { Condition, ConditionOperators, Path, Projected } from '../../expressions/index.js'
import type { AnyEntityTypes } from '../../schema/index.js'
import type { AnyPattern, FilterReferences, IsGlobal, PatternItem } from './pattern.types.js'
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
    TName,
    TPattern['partition'] & keyof TTypes['stored'],
    TPattern['sort'],
    keyof TInput
  >,
>(
  key: { readonly [TAttribute in keyof TInput]: unknown } & TCall['key'],
) => Query<TTypes, TName, PatternItem<TTypes, TPattern>>

interface AnyQueryCall {
  readonly key: {}
}

/** What a query takes, given the names in the call. */
interface QueryCall<TStored, TPattern, TPartition, TSort extends readonly unknown[], TGiven> {
  readonly key: {
    readonly [TName in (TPartition | TGiven) & PropertyKey]: TName extends TPartition
      ? TStored[TName & keyof TStored] & {}
      : Rung<TStored, TPattern, TSort, TName, TGiven>
  } & {
    // What an editor offers beside the names that are given.
    readonly [TName in Exclude<TSort[number], TGiven> & PropertyKey]?: Rung<
      TStored,
      TPattern,
      TSort,
      TName,
      TGiven
    >
  }
}

/**
 * The value of one attribute of a sort key: a sentence where one before it was left out. An item that lacks it is not in
 * the index, so that there is nothing to ask for by its absence.
 */
type Rung<TStored, TPattern, TSort, TName, TGiven> = TSort extends readonly [infer TFirst, ...infer TRest]
  ? TName extends TFirst
    ? TRest[number] & TGiven extends never
      ? (TStored[TName & keyof TStored] & {}) | Range<TStored[TName & keyof TStored] & {}>
      : (TStored[TName & keyof TStored] & {}) | EarlyRange
    : TName extends TRest[number]
      ? TFirst extends TGiven
        ? Rung<TStored, TPattern, TRest, TName, TGiven>
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

/** Part of a sort key's order: bounds, or for strings a prefix. */
export interface Range<TValue> {
  readonly gt?: TValue
  readonly gte?: TValue
  readonly lt?: TValue
  readonly lte?: TValue
  /** Both bounds included. */
  readonly between?: readonly [lower: TValue, upper: TValue]
  readonly beginsWith?: TValue extends string ? string : TypeMessage<'only a string has a prefix'>
}

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

/**
 * A query that has not run yet. Immutable: each method gives a new one, the last one runs it.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html
 */
export interface Query<TTypes extends AnyEntityTypes, TPattern, TResult> {
  /** Keeps the items for which the condition holds. DynamoDB reads, and charges for, the others too. */
  where(
    condition: (item: FilterReferences<TTypes, TPattern>, operators: ConditionOperators) => Condition,
  ): Query<TTypes, TPattern, TResult>
  /** Returns only these paths: `'status'`, `'address.city'`, `'lines[0].sku'`. */
  select<const TPath extends Path<TResult>>(
    ...paths: readonly TPath[]
  ): Query<TTypes, TPattern, Projected<TResult, TPath>>
  /** In the order of the sort key; this is the default. */
  ascending(): Query<TTypes, TPattern, TResult>
  /** Against the order of the sort key. */
  descending(
    this: TPattern extends ScanName ? TypeMessage<'a scan has no order: query an access pattern'> : unknown,
  ): Query<TTypes, TPattern, TResult>
  /** Returns at most so many items, after filtering. */
  limit(items: number): Query<TTypes, TPattern, TResult>
  /** Has each request read at most so many items, before filtering: DynamoDB's own `Limit`. */
  readLimit(items: number): Query<TTypes, TPattern, TResult>
  /** Reads what was written last; twice the capacity. */
  consistent(
    value: IsGlobal<TTypes, TPattern> extends true
      ? TypeMessage<`a global index has no consistent reads: query primary or a local index`>
      : boolean,
  ): Query<TTypes, TPattern, TResult>
  /** Goes on where the page that gave the cursor ended. */
  from(cursor: string | undefined): Query<TTypes, TPattern, TResult>
  /** Sends one request. */
  page(options?: CallOptions): Promise<Page<TResult>>
  /** Item by item, sending a request whenever one is needed. */
  items(options?: CallOptions): AsyncIterableIterator<TResult>
  /** Every item, over as many requests as it takes. */
  all(options?: CallOptions): Promise<TResult[]>
  /** The first item, or undefined. */
  first(options?: CallOptions): Promise<TResult | undefined>
  /** How many items there are; none of them is transferred. */
  count(options?: CallOptions): Promise<number>
  /** What would be sent, and what it costs; with `'count'`, what `count` would send. */
  plan(word?: 'count'): ReadPlan
}

export interface CallOptions {
  readonly signal?: AbortSignal
}
