import type { Result } from '../core/result.js'
import type { ConditionBuilder } from '../expressions/index.js'
import type { AnyEntity, AnyEntityTypes, Item, Key } from '../schema/index.js'
import type { TypeMessage } from '../core/types/message.types.js'
import type {
  BatchDeletes,
  BatchOptions,
  BatchPuts,
  GetManyOptions,
  GivenByBatch,
  PutManyOptions,
} from './batches/batches.types.js'
import type { ExpectedError } from './errors.js'
import type { GetPlan, WritePlan } from './plans/plan.types.js'
import type { CallOptions, Queries, Query, ScanName } from './reads/query.types.js'
import type { UnprocessedError } from './batches/unprocessed-error.js'
import type {
  AnyChangeValues,
  AnyUpdateCall,
  Changes,
  ChangeValues,
  UpdateCall,
} from './writes/update.types.js'

/** What an operation gives back: its value, a plan of it, or its value with expected failures as values. */
interface Given<TValue> {
  value: Promise<TValue>
  plan: WritePlan<TValue>
  attempt: Promise<Result<TValue, ExpectedError<NonNullable<TValue>>>>
}
type Mode = keyof Given<unknown>

export interface ReadOptions extends CallOptions {
  /** Reads what was written last; twice the capacity. */
  readonly consistent?: boolean
}

export interface WriteOptions<TTypes extends AnyEntityTypes> extends CallOptions {
  /** The write happens only where this holds. */
  readonly where?: ConditionBuilder<TTypes['stored']>
}

interface ReadFirst<TTypes extends AnyEntityTypes> extends WriteOptions<TTypes> {
  /** Reads the item first, to know its values of unique constraints; the write is conditional on them. */
  readonly reindex?: 'read' | undefined
}

export interface UpdateOptions<TTypes extends AnyEntityTypes, TDrop, TReindex> extends WriteOptions<TTypes> {
  /** Access patterns that the item leaves because their attributes are not all known. */
  readonly drop?: TDrop
  /** Reads the item first, to know the attributes that the indexes need; the write is conditional on them. */
  readonly reindex?: TReindex
}

export interface UpsertOptions<TTypes extends AnyEntityTypes, TAdd, TKeep> extends WriteOptions<TTypes> {
  /** Numbers and sets that are added to what is there, instead of set. */
  readonly add?: readonly Addable<TTypes, TAdd>[]
  /** Attributes that stay as they are where the item exists. */
  readonly keep?: readonly Unindexed<TTypes, TKeep>[]
}

type Addable<TTypes extends AnyEntityTypes, TName> = TName extends keyof TTypes['settable']
  ? NonNullable<TTypes['settable'][TName]> extends number | bigint | ReadonlySet<unknown>
    ? Unindexed<TTypes, TName>
    : TypeMessage<`${TName & string} is neither a number nor a set`>
  : Unindexed<TTypes, TName>

type Unindexed<TTypes extends AnyEntityTypes, TName> = TName extends keyof TTypes['settable']
  ? TName extends TTypes['keyNames']
    ? TypeMessage<`${TName & string} is part of the key: an upsert cannot add to it or keep it`>
    : TName extends TTypes['indexed'][keyof TTypes['indexed']]
      ? TypeMessage<`${TName & string} is part of an index: an upsert cannot add to it or keep it`>
      : TName
  : TypeMessage<`${TTypes['name']} has no attribute ${TName & string}`>

/** The writes of a repository: run, planned, or attempted. */
export interface Writes<TTypes extends AnyEntityTypes, TMode extends Mode> {
  create(item: TTypes['newItem'], options?: WriteOptions<TTypes>): Given<TTypes['item']>[TMode]
  put(
    item: TTypes['puts'],
    options?: ReadFirst<TTypes> & { readonly overwrite?: TTypes['overwrites'] },
  ): Given<TTypes['item']>[TMode]
  replace<TOverwrite extends TTypes['overwrites'] = false>(
    item: TTypes['newItem'] & TTypes['kept'] & (TOverwrite extends true ? unknown : TTypes['lock']),
    options?: ReadFirst<TTypes> & { readonly overwrite?: TOverwrite },
  ): Given<TTypes['item']>[TMode]
  update<
    TTarget extends TTypes['key'],
    TSet,
    TAdd,
    TAppend,
    TPrepend,
    TDelete,
    TRemove = never,
    const TDrop extends readonly (keyof TTypes['access'])[] = never,
    TReindex extends 'read' | undefined = undefined,
    TCall extends AnyUpdateCall<ChangeValues<TTypes> | AnyChangeValues> = UpdateCall<
      TTypes,
      TTarget,
      TSet,
      keyof TSet,
      keyof TAdd,
      keyof TAppend,
      keyof TPrepend,
      keyof TDelete,
      TRemove,
      TDrop,
      TReindex
    >,
  >(
    target: TTarget,
    changes: Changes<TTypes, TSet, TAdd, TAppend, TPrepend, TDelete, TRemove, TCall>,
    options?: UpdateOptions<TTypes, TDrop, TReindex>,
  ): Given<TTypes['item']>[TMode]
  upsert<const TAdd = never, const TKeep = never>(
    item: TTypes['upserts'],
    options?: UpsertOptions<TTypes, TAdd, TKeep>,
  ): Given<TTypes['item']>[TMode]
  delete<TReindex extends 'read' | undefined = undefined>(
    target: TTypes['deletes'] | TTypes['item'] | (TReindex extends 'read' ? TTypes['key'] : never),
    options?: WriteOptions<TTypes> & { readonly reindex?: TReindex },
  ): Given<TTypes['item'] | undefined>[TMode]
  move(
    item: TTypes['item'],
    changes: Partial<TTypes['key']>,
    options?: CallOptions,
  ): Given<TTypes['item']>[TMode]
  /**
   * Puts many items, twenty-five in a request, over whatever is there. Gives them as they are afterwards, in order.
   *
   * @example
   * ```ts
   * await db.sessions.putMany(sessions)
   * // BatchWriteItem { RequestItems: { web: [{ PutRequest: { Item: { pk: { S: 'SESSION#t1' }, … } } }, …] } }
   * ```
   *
   * What DynamoDB leaves unprocessed is sent again after pauses of at most 50 ms, doubled up to 5 s, jittered.
   *
   * @throws UnprocessedError for what is left over; everything else is written.
   * @throws MonotableError `repository.batch-item-twice`, before anything is sent.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
   */
  putMany<TOverwrite extends boolean = false>(
    items: BatchPuts<TTypes, TOverwrite>,
    options?: PutManyOptions<TOverwrite>,
  ): GivenByBatch<TTypes['item'][], TTypes['newItem']>[TMode]
  /**
   * Deletes many items by their keys, twenty-five in a request; where nothing is, nothing happens.
   *
   * @example
   * ```ts
   * await db.sessions.deleteMany([{ token: 't1' }, { token: 't2' }])
   * // BatchWriteItem { RequestItems: { web: [{ DeleteRequest: { Key: { pk: { S: 'SESSION#t1' } } } }, …] } }
   * ```
   *
   * @throws UnprocessedError for what is left over; everything else is deleted.
   * @throws MonotableError `repository.batch-item-twice`, before anything is sent.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
   */
  deleteMany<TKeys extends readonly TTypes['key'][]>(
    keys: BatchDeletes<TTypes, TKeys>,
    options?: BatchOptions,
  ): GivenByBatch<void, TTypes['key']>[TMode]
}

export interface ModifyOptions extends CallOptions {
  /** How often the change is tried in all; 10 by default. */
  readonly attempts?: number
}

/** The operations of a repository as plans. */
export interface Plans<TEntity extends AnyEntity> extends Writes<TEntity['~types'], 'plan'> {
  get(key: Key<TEntity>, options?: ReadOptions): GetPlan<Item<TEntity> | undefined>
  getMany(keys: readonly Key<TEntity>[], options?: GetManyOptions): GetPlan<(Item<TEntity> | undefined)[]>
  modify(
    key: Key<TEntity>,
    change: (item: Item<TEntity>) => Item<TEntity> | undefined,
    options?: ModifyOptions,
  ): WritePlan<Item<TEntity> | undefined>
}

/** The operations of a repository with expected failures as values (rule P2). */
export interface Attempts<TEntity extends AnyEntity> extends Writes<TEntity['~types'], 'attempt'> {
  getMany(
    keys: readonly Key<TEntity>[],
    options?: GetManyOptions,
  ): Promise<Result<(Item<TEntity> | undefined)[], Unread<TEntity>>>
  require(key: Key<TEntity>, options?: ReadOptions): Given<Item<TEntity>>['attempt']
  modify(
    key: Key<TEntity>,
    change: (item: Item<TEntity>) => Item<TEntity> | undefined,
    options?: ModifyOptions,
  ): Given<Item<TEntity> | undefined>['attempt']
}

type Unread<TEntity extends AnyEntity> = UnprocessedError<Key<TEntity>, (Item<TEntity> | undefined)[]>

/** One entity's operations. */
export interface Repository<TEntity extends AnyEntity> extends Writes<TEntity['~types'], 'value'> {
  readonly entity: TEntity
  get(key: Key<TEntity>, options?: ReadOptions): Promise<Item<TEntity> | undefined>
  require(key: Key<TEntity>, options?: ReadOptions): Promise<Item<TEntity>>
  /**
   * Reads many items by their keys, a hundred in a request; equal keys are asked for once. The answer is in the order of
   * the keys, with undefined where nothing is.
   *
   * @example
   * ```ts
   * const [first, second] = await db.orders.getMany([
   *   { customerId: 'c1', orderId: 'o1' },
   *   { customerId: 'c1', orderId: 'o2' },
   * ])
   * // BatchGetItem { RequestItems: { shop: { Keys: [{ pk: …, sk: … }, { pk: …, sk: … }] } } }
   * ```
   *
   * What DynamoDB leaves unprocessed is asked for again after pauses of at most 50 ms, doubled up to 5 s, jittered.
   *
   * @throws UnprocessedError for keys that are left over after all attempts; `details.found` is the rest.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
   */
  getMany(keys: readonly Key<TEntity>[], options?: GetManyOptions): Promise<(Item<TEntity> | undefined)[]>
  modify(
    key: Key<TEntity>,
    change: (item: Item<TEntity>) => Item<TEntity> | undefined,
    options?: ModifyOptions,
  ): Promise<Item<TEntity> | undefined>
  readonly query: Queries<keyof TEntity['~types']['patterns'], TEntity['~types']>
  scan(): Query<TEntity['~types'], ScanName, Item<TEntity>>
  readonly plan: Plans<TEntity>
  readonly attempt: Attempts<TEntity>
}
