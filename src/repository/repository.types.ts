import type { Result } from '../core/result.js'
import type {
  ChangedReferences,
  ConditionBuilder,
  UpdateAction,
  UpdateOperators,
} from '../expressions/index.js'
import type { AnyEntity, AnyEntityTypes, Item, Key, NotKept } from '../schema/index.js'
import type { TypeMessage } from '../core/types/message.types.js'
import type { BatchDeletes, BatchPuts, GetManyOptions, PutManyOptions } from './batches/batches.types.js'
import type { BatchOptions, CallOptions } from './call-options.types.js'
import type { ExpectedError } from './errors.js'
import type { BatchPlan, GetPlan, LonePlan, WritePlan } from './plans/plan.types.js'
import type { DeletedItems } from './reads/deleted-items.types.js'
import type { Queries, Query, ScanName } from './reads/query.types.js'
import type { UnprocessedError } from './batches/unprocessed-error.js'
import type {
  AnyChangeValues,
  AnyUpdateCall,
  ChangeValues,
  Refusals,
  Removed,
  UpdateCall,
} from './writes/update.types.js'

/** What the writes give back: values, plans of them, or values with expected failures as values; each worked out once. */
interface Values<TTypes extends AnyEntityTypes> {
  item: Promise<TTypes['item']>
  deleted: Promise<TTypes['deleted'] | undefined>
  itemReadFirst: Promise<TTypes['item']>
  deletedReadFirst: Promise<TTypes['deleted'] | undefined>
  items: Promise<TTypes['item'][]>
  nothing: Promise<void>
}
interface WritePlans<TTypes extends AnyEntityTypes> {
  item: WritePlan<TTypes['item']>
  deleted: WritePlan<TTypes['deleted'] | undefined>
  itemReadFirst: LonePlan<ReadsFirst, TTypes['item']>
  deletedReadFirst: LonePlan<ReadsFirst, TTypes['deleted'] | undefined>
  items: BatchPlan<TTypes['item'][]>
  nothing: BatchPlan<void>
}
interface Results<TTypes extends AnyEntityTypes> {
  item: Attempt<TTypes['item']>
  deleted: Attempt<TTypes['deleted'] | undefined>
  itemReadFirst: Attempt<TTypes['item']>
  deletedReadFirst: Attempt<TTypes['deleted'] | undefined>
  items: Promise<Result<TTypes['item'][], UnprocessedError<TTypes['newItem']>>>
  nothing: Promise<Result<void, UnprocessedError<TTypes['key']>>>
}
type ReadsFirst =
  TypeMessage<'it reads first, which no transaction can: pass the item you read, without reindex'>
interface AnyGiven {
  item: unknown
  deleted: unknown
  itemReadFirst: unknown
  deletedReadFirst: unknown
  items: unknown
  nothing: unknown
}
type Attempt<TValue> = Promise<Result<TValue, ExpectedError<NonNullable<TValue>>>>

export interface ReadOptions extends CallOptions {
  /** Reads what was written last; twice the capacity. */
  readonly consistent?: boolean
}

export interface WriteOptions<TTypes extends AnyEntityTypes> extends CallOptions {
  /** The write happens only where this holds. */
  readonly where?: ConditionBuilder<TTypes['stored']>
}

/** A deleted item, or a key: what has other attributes and no time of a deletion is not deleted. */
type Deleted<TTypes extends AnyEntityTypes, TAllowed> = TAllowed extends TTypes['deleted']
  ? TAllowed
  : TAllowed extends TTypes['key']
    ? Bare<
        TypeMessage<`${TTypes['name']} is not deleted: give its key alone, or what delete or deleted.get gave`>,
        TTypes['key'],
        Exclude<keyof TTypes['item'], TTypes['keyNames']>
      >
    : TAllowed
type Bare<TRule, TKey, TOthers extends PropertyKey> = TKey & { readonly [TName in TOthers]?: TRule }

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
  readonly keep?: readonly (TKeep extends TAdd
    ? TypeMessage<`${TKeep & string} is added to: it cannot stay as it is`>
    : Unindexed<TTypes, TKeep>)[]
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
export interface Writes<TTypes extends AnyEntityTypes, TGiven extends AnyGiven> {
  /**
   * Writes an item that must not exist yet, and gives it as it is stored, with defaults, version and timestamps.
   *
   * @example
   * ```ts
   * const order = await db.orders.create({ customerId: 'c1', orderId: 'o1', status: 'placed' })
   * // PutItem { Item: { pk: …, sk: …, status: { S: 'placed' }, version: { N: '1' } }, ConditionExpression: 'attribute_not_exists(pk)' }
   * ```
   *
   * @throws ItemExistsError with the stored item; NotUniqueError; MonotableError `schema.*`, `keys.*` for what it cannot hold.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
   */
  create(item: TTypes['newItem'], options?: WriteOptions<TTypes>): TGiven['item']
  /**
   * Writes an item over whatever is there. Of an entity with a version: the item that was read, only if it is unchanged, a new
   * one only where there is none, and anything with `overwrite: true`.
   *
   * @example
   * ```ts
   * await db.orders.put({ ...order, status: 'paid' })
   * // PutItem { Item: …, ConditionExpression: 'version = :0 …' }
   * ```
   *
   * @throws VersionConflictError where the item that was read has changed; ConditionFailedError where `where` does not hold.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
   */
  put(
    item: TTypes['puts'],
    options?: ReadFirst<TTypes> & { readonly overwrite?: TTypes['overwrites'] },
  ): TGiven['item']
  /**
   * Writes an item over one that must exist: the one that was read, where the entity has a version.
   *
   * @example
   * ```ts
   * await db.orders.replace({ ...order, note: undefined })
   * // PutItem { Item: …, ConditionExpression: 'attribute_exists(pk) AND version = :0' }
   * ```
   *
   * @throws NotFoundError, VersionConflictError, ConditionFailedError.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
   */
  replace<TOverwrite extends TTypes['overwrites'] = false>(
    item: TTypes['newItem'] & TTypes['kept'] & (TOverwrite extends true ? unknown : TTypes['lock']),
    options?: ReadFirst<TTypes> & { readonly overwrite?: TOverwrite },
  ): TGiven['item']
  /**
   * Changes attributes of an item that must exist, and gives it as it is afterwards. With the item that was read, only if it is
   * unchanged; with its key, whatever version it has. Index keys are written anew where their attributes change, for which all
   * of their attributes have to be known.
   *
   * @example
   * ```ts
   * await db.orders.update(order, { set: { status: 'paid' }, add: { totalCents: 100 } })
   * // UpdateItem { Key: …, UpdateExpression: 'SET … ADD …', ConditionExpression: 'attribute_exists(pk) AND version = :0' }
   * ```
   *
   * @throws NotFoundError, VersionConflictError with the stored item and what differs, ConditionFailedError.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
   */
  update<
    TTarget extends TTypes['key'],
    TSet,
    TAdd extends PropertyKey = never,
    TElements extends PropertyKey = never,
    TRemove = never,
    const TDrop extends readonly (keyof TTypes['access'])[] = never,
    TReindex extends 'read' | undefined = undefined,
    TCall extends AnyUpdateCall<ChangeValues<TTypes> | AnyChangeValues> = UpdateCall<
      TTypes,
      TTarget,
      TSet,
      keyof TSet,
      TAdd,
      TElements,
      TRemove,
      TDrop,
      TReindex
    >,
  >(
    target: TTarget,
    // The names are inferred from the call; what their values may be is looked up in `TCall`, so that nothing is compared
    // while names are still being inferred. Written in place: a type of its own has each of its arguments worked out anew.
    changes: {
      /** New values. */
      readonly set?: { readonly [TName in keyof TSet]: unknown } & TCall['values']['set']
      /** Added to numbers (0 where there is none); elements added to sets. */
      readonly add?: { readonly [TName in TAdd]: unknown } & TCall['values']['add']
      // The names of the next three go together: nothing that is checked tells them apart, and each list costs every call.
      /** Elements put at the end of lists. */
      readonly append?: { readonly [TName in TElements]?: unknown } & TCall['values']['append']
      /** Elements put at the beginning of lists. */
      readonly prepend?: { readonly [TName in TElements]?: unknown } & TCall['values']['prepend']
      /** Elements taken out of sets. */
      readonly delete?: { readonly [TName in TElements]?: unknown } & TCall['values']['delete']
      /** Optional attributes to take away. */
      readonly remove?: readonly Removed<TTypes, TRemove, TCall['missing']>[]
      /** Everything else that the update language can say, nested places included. */
      readonly apply?: (
        item: ChangedReferences<TTypes['stored']>,
        operators: UpdateOperators<Refusals<TTypes, TCall['missing']>>,
      ) => readonly UpdateAction[]
    },
    options?: UpdateOptions<TTypes, TDrop, TReindex>,
  ): TGiven[TReindex extends 'read' ? 'itemReadFirst' : 'item']
  /**
   * Sets the attributes of an item, which is created where there is none; `add` adds to what is there, `keep` leaves it.
   *
   * @example
   * ```ts
   * await db.counters.upsert({ page: 'home', visits: 1 }, { add: ['visits'] })
   * // UpdateItem { Key: …, UpdateExpression: 'SET … ADD visits :0' }
   * ```
   *
   * @throws ConditionFailedError where `where` does not hold.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
   */
  upsert<const TAdd = never, const TKeep = never>(
    item: TTypes['upserts'],
    options?: UpsertOptions<TTypes, TAdd, TKeep>,
  ): TGiven['item']
  /**
   * Deletes an item and gives what was there; with the item that was read, only if it is unchanged. Where nothing is, nothing
   * is refused, unless `where` has to hold of it.
   *
   * @example
   * ```ts
   * await db.orders.delete({ customerId: 'c1', orderId: 'o1' })
   * // DeleteItem { Key: { pk: …, sk: … }, ReturnValues: 'ALL_OLD' }
   * ```
   *
   * @throws VersionConflictError, ConditionFailedError.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
   */
  delete<TReindex extends 'read' | undefined = undefined>(
    target: TTypes['deletes'] | TTypes['item'] | (TReindex extends 'read' ? TTypes['key'] : never),
    options?: WriteOptions<TTypes> & { readonly reindex?: TReindex },
  ): TGiven[TReindex extends 'read' ? 'deletedReadFirst' : 'deleted']
  /**
   * Has a deleted item back, in every index that it was in. Of the item that was read, or that `delete` gave, only if it is
   * unchanged; of its key whatever version it has, by a read and a write that is conditional on what was read. For entities
   * with `softDelete`.
   *
   * @example
   * ```ts
   * const deleted = await db.orders.delete(order)
   * await db.orders.restore(deleted)
   * // UpdateItem { Key: …, UpdateExpression: 'REMOVE deletedAt …', ConditionExpression: 'attribute_exists(deletedAt) …' }
   * await db.orders.restore({ customerId: 'c1', orderId: 'o1' })
   * // GetItem { ConsistentRead: true, … }, then the same
   * ```
   *
   * @throws NotFoundError, NotDeletedError, VersionConflictError, ConditionFailedError.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
   */
  restore(target: Deleted<TTypes, TTypes['restores']>, options?: WriteOptions<TTypes>): TGiven['item']
  /**
   * Takes a deleted item away for good, with its unique values, and gives what was there; the item that was read only if it is
   * unchanged. Where nothing is, nothing is refused; an item that is not deleted is. For entities with `softDelete`.
   *
   * @example
   * ```ts
   * await db.orders.purge({ customerId: 'c1', orderId: 'o1' })
   * // DeleteItem { Key: …, ConditionExpression: 'attribute_not_exists(pk) OR attribute_exists(deletedAt)' }
   * ```
   *
   * @throws NotDeletedError, VersionConflictError, ConditionFailedError.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
   */
  purge<TReindex extends 'read' | undefined = undefined>(
    target:
      | Deleted<TTypes, TTypes['purges']>
      | (TReindex extends 'read' ? Deleted<TTypes, TTypes['restores']> : never),
    options?: WriteOptions<TTypes> & { readonly reindex?: TReindex },
  ): TGiven[TReindex extends 'read' ? 'deletedReadFirst' : 'deleted']
  /**
   * Gives an item another primary key: it is written there, where nothing may be, and deleted here, in one transaction.
   *
   * @example
   * ```ts
   * await db.bookings.move(booking, { roomId: 'r2' })
   * // TransactWriteItems { TransactItems: [{ Put: … }, { Delete: … }] }
   * ```
   *
   * @throws ItemExistsError where the place is taken, VersionConflictError where the item has changed.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
   */
  move(item: TTypes['item'], changes: Partial<TTypes['key']>, options?: CallOptions): TGiven['item']
  /**
   * Has an item hold its unique values that was stored before its entity had the constraint: writes the sentinels that are not
   * there, if the item is as it was read, and gives it. What it holds already stays, so that it may be called for every item.
   *
   * @example
   * ```ts
   * for await (const user of db.users.scan().items()) await db.users.claim(user)
   * // TransactWriteItems { TransactItems: [{ ConditionCheck: … }, { Put: { Item: { pk: { S: 'UNIQUE#EMAIL#…' }, … } } }] }
   * ```
   *
   * @throws NotUniqueError where another item has a value, VersionConflictError where the item has changed.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
   */
  claim(item: TTypes['claims'], options?: CallOptions): TGiven['item']
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
  ): TGiven['items']
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
  ): TGiven['nothing']
}

export interface ModifyOptions extends CallOptions {
  /**
   * How often the change is tried in all; 50 by default, with which 50 writers of one item at once all come through.
   * Pauses between are random, of at most 10 ms at first, doubled up to 500 ms: with all 50 tries some 12 s.
   */
  readonly attempts?: number
}

/** The operations of a repository as plans. */
export interface Plans<TEntity extends AnyEntity> extends Writes<
  TEntity['~types'],
  WritePlans<TEntity['~types']>
> {
  get(key: Key<TEntity>, options?: ReadOptions): GetPlan<Item<TEntity> | undefined>
  getMany(keys: readonly Key<TEntity>[], options?: GetManyOptions): GetPlan<(Item<TEntity> | undefined)[]>
  modify(
    key: Key<TEntity>,
    change: (item: Readonly<Item<TEntity>>) => Item<TEntity> | undefined,
    options?: ModifyOptions,
  ): LonePlan<ReadsFirst, Item<TEntity> | undefined>
  /**
   * Part of a transaction that changes nothing: the item has to be there, as it was read where it is passed in, and the
   * condition has to hold of it.
   *
   * @example
   * ```ts
   * await db.transact({
   *   account: db.accounts.plan.check({ accountId: 'a1' }, (o, { eq }) => eq(o.status, 'open')),
   *   entry: db.ledger.plan.create(entry),
   * })
   * // TransactWriteItems { TransactItems: [{ ConditionCheck: { Key: …, ConditionExpression: … } }, { Put: … }] }
   * ```
   *
   * Where it fails, the failure under its label is a NotFoundError, a VersionConflictError or a ConditionFailedError, with
   * what is stored.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConditionCheck.html
   */
  check(
    target: Key<TEntity> | Item<TEntity>,
    where?: ConditionBuilder<TEntity['~types']['stored']>,
    options?: CallOptions,
  ): WritePlan<void>
  /**
   * Part of a transaction that changes nothing: there must be no item with the key.
   *
   * @example
   * ```ts
   * await db.transact({ free: db.seats.plan.checkAbsent(seat), hold: db.holds.plan.create(hold) })
   * // TransactWriteItems { TransactItems: [{ ConditionCheck: { ConditionExpression: 'attribute_not_exists(pk)' } }, { Put: … }] }
   * ```
   *
   * Where it fails, the failure under its label is an ItemExistsError, with what is stored.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConditionCheck.html
   */
  checkAbsent(key: Key<TEntity>, options?: CallOptions): WritePlan<void>
}

/** The operations of a repository with expected failures as values (rule P2). */
export interface Attempts<TEntity extends AnyEntity> extends Writes<
  TEntity['~types'],
  Results<TEntity['~types']>
> {
  getMany(
    keys: readonly Key<TEntity>[],
    options?: GetManyOptions,
  ): Promise<Result<(Item<TEntity> | undefined)[], Unread<TEntity>>>
  require(key: Key<TEntity>, options?: ReadOptions): Attempt<Item<TEntity>>
  modify(
    key: Key<TEntity>,
    change: (item: Readonly<Item<TEntity>>) => Item<TEntity> | undefined,
    options?: ModifyOptions,
  ): Attempt<Item<TEntity> | undefined>
}

type Unread<TEntity extends AnyEntity> = UnprocessedError<Key<TEntity>, (Item<TEntity> | undefined)[]>

/** One entity's operations. */
export interface Repository<TEntity extends AnyEntity> extends Writes<
  TEntity['~types'],
  Values<TEntity['~types']>
> {
  readonly entity: TEntity
  /**
   * Reads an item by its key; undefined where nothing is, or its time has passed.
   *
   * @example
   * ```ts
   * await db.orders.get({ customerId: 'c1', orderId: 'o1' })
   * // GetItem { Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } } }
   * ```
   *
   * @throws MonotableError `marshalling.*` for a stored item that does not fit the schema.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
   */
  get(key: Key<TEntity>, options?: ReadOptions): Promise<Item<TEntity> | undefined>
  /**
   * The same for an item that must be there.
   *
   * @throws NotFoundError.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
   */
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
  /**
   * Reads an item, applies a function to it, and writes what changed if the item is still as it was read; otherwise begins
   * again, after a pause, up to `attempts` times. Nothing is written where the function gives undefined.
   *
   * @example
   * ```ts
   * await db.rooms.modify({ roomId: 'r1' }, (room) => ({ ...room, seats: room.seats + 1 }))
   * // GetItem { ConsistentRead: true, … }, then PutItem { Item: …, ConditionExpression: '… version = :0' }
   * ```
   *
   * @throws NotFoundError; VersionConflictError after the last attempt.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
   */
  modify(
    key: Key<TEntity>,
    change: (item: Readonly<Item<TEntity>>) => Item<TEntity> | undefined,
    options?: ModifyOptions,
  ): Promise<Item<TEntity> | undefined>
  /**
   * Queries by access pattern: `primary`, and those that the entity declares. Sort-key attributes are given from the left; the
   * last may be a range.
   *
   * @example
   * ```ts
   * await db.orders.query.byStatus({ status: 'paid', placedAt: { gte: since } }).limit(20).page()
   * // Query { IndexName: 'gsi1', KeyConditionExpression: …, Limit: 20 }
   * ```
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
   */
  readonly query: Queries<keyof TEntity['~types']['patterns'], TEntity['~types']>
  /**
   * Reads the whole table for items of this entity: what a query can do costs less.
   *
   * @example
   * ```ts
   * for await (const order of db.orders.scan().items()) console.log(order.orderId)
   * // Scan { FilterExpression: … }
   * ```
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
   */
  scan(): Query<TEntity['~types'], ScanName, Item<TEntity>>
  /** Reads the items that are deleted and kept, for entities with `softDelete`. */
  readonly deleted: [TEntity['~types']['softDelete']] extends [never]
    ? NotKept<TEntity['~types']['name']>
    : DeletedItems<TEntity['~types']>
  /**
   * The operations as plans: their requests and cost, to be run once, alone or in a transaction.
   */
  readonly plan: Plans<TEntity>
  /**
   * The operations with the failures that a caller may expect as values: `{ ok, value }` or `{ ok, error }`.
   */
  readonly attempt: Attempts<TEntity>
}
