import type { Result } from '../../core/result.js'
import type { TypeMessage } from '../../core/types/message.types.js'
import type { AnyEntityTypes } from '../../schema/index.js'
import type { BatchOptions, CallOptions } from '../call-options.types.js'
import type { TransactionCancelledError } from '../errors.js'
import type { BatchPlan, GetPlan, RunnableReadPlan } from '../plans/plan.types.js'
import type { UnprocessedError } from './unprocessed-error.js'

export interface GetManyOptions extends BatchOptions {
  /** Reads what was written last; twice the capacity. */
  readonly consistent?: boolean
}

export interface PutManyOptions<TOverwrite> extends BatchOptions {
  /** Writes over whatever is there; on a versioned entity with a version that no reader can hold. */
  readonly overwrite?: TOverwrite
}

/** Names that are known: those of an entity that may be any are not. */
type Names<TRecord> = string extends keyof TRecord ? never : keyof TRecord

/** What a batch puts: on a versioned entity only where it says that it overwrites. */
export type BatchPuts<TTypes extends AnyEntityTypes, TOverwrite> =
  Names<TTypes['unique']> extends never ? UnlockedPuts<TTypes, TOverwrite> : Unread<TTypes>

/** Says that a batch cannot keep unique constraints: DynamoDB makes no conditions and no transaction of it. */
type Unread<TTypes extends AnyEntityTypes> =
  TypeMessage<`a batch cannot keep unique constraint ${keyof TTypes['unique'] & string}: write items one by one`>

type UnlockedPuts<TTypes extends AnyEntityTypes, TOverwrite> = TOverwrite extends true
  ? readonly (TTypes['newItem'] & TTypes['kept'])[]
  : unknown extends TTypes['lock']
    ? Names<Kept<TTypes>> extends never
      ? readonly (TTypes['newItem'] & TTypes['kept'])[]
      : TypeMessage<`${TTypes['name']} keeps deleted items, which a batch would write over: say overwrite: true, or put items one by one`>
    : TypeMessage<`${TTypes['name']} has a version, which a batch cannot check: say overwrite: true, or put items one by one`>

/** What a batch deletes: keys, and no items that were read with their version. */
export type BatchDeletes<TTypes extends AnyEntityTypes, TKeys extends readonly unknown[]> = [
  (Names<TTypes['lock']> & keyof TKeys[number]) | Names<TTypes['unique']> | Names<Kept<TTypes>>,
] extends [never]
  ? TKeys
  : Names<Kept<TTypes>> extends never
    ? Names<TTypes['unique']> extends never
      ? TypeMessage<`${TTypes['name']} has a version, which a batch cannot check: pass keys alone, or delete items one by one`>
      : Unread<TTypes>
    : TypeMessage<`${TTypes['name']} keeps deleted items, and a batch cannot mark them: delete items one by one, or purge them`>

/** An object with the attribute by which items are known as deleted, if there is one. */
type Kept<TTypes extends AnyEntityTypes> = { [TName in TTypes['softDelete'] & string]: unknown }

/** What plans give, under the caller's labels. */
export type PlanResults<TPlans> = {
  readonly [TLabel in keyof TPlans]: TPlans[TLabel] extends { run(): Promise<infer TResult> }
    ? TResult
    : never
}

type GetPlans = Readonly<Record<string, GetPlan<unknown>>>
type BatchPlans = Readonly<Record<string, BatchPlan<unknown>>>

/** What a database does with several plans of reads, or of puts and deletes, together. */
export interface BatchMethods {
  /**
   * Reads items of any entities and tables by their keys, a hundred in a request; equal keys are asked for once. Results
   * stand under the labels, undefined where nothing is. They need not be of one moment: see `transactGet`.
   *
   * @example
   * ```ts
   * const { order, customers } = await db.batchGet({
   *   order: db.orders.plan.get({ customerId: 'c1', orderId: 'o1' }),
   *   customers: db.customers.plan.getMany([{ customerId: 'c1' }, { customerId: 'c2' }]),
   * })
   * // BatchGetItem { RequestItems: { shop: { Keys: [{ pk: …, sk: … }, …] } } }
   * ```
   *
   * @throws UnprocessedError for what is left over after all attempts; `details.found` is the rest.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
   */
  batchGet<TPlans extends GetPlans>(plans: TPlans, options?: BatchOptions): Promise<PlanResults<TPlans>>
  /** The batch as a plan. */
  planBatchGet<TPlans extends GetPlans>(
    plans: TPlans,
    options?: BatchOptions,
  ): RunnableReadPlan<PlanResults<TPlans>>
  /** The same with expected failures as values. */
  attemptBatchGet<TPlans extends GetPlans>(
    plans: TPlans,
    options?: BatchOptions,
  ): Promise<Result<PlanResults<TPlans>, UnprocessedError<unknown, PlanResults<TPlans>>>>
  /**
   * Puts and deletes items of any entities and tables, twenty-five in a request. It is no transaction: any of them may be
   * done and others not. Each is idempotent, so the whole may be sent again.
   *
   * @example
   * ```ts
   * await db.batchWrite({
   *   made: db.customers.plan.putMany(customers),
   *   gone: db.sessions.plan.deleteMany(keys),
   * })
   * // BatchWriteItem { RequestItems: { shop: [{ PutRequest: … }, …], web: [{ DeleteRequest: … }, …] } }
   * ```
   *
   * @throws UnprocessedError for what is left over after all attempts; everything else is done.
   * @throws MonotableError `repository.batch-item-twice`, before anything is sent.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
   */
  batchWrite<TPlans extends BatchPlans>(plans: TPlans, options?: BatchOptions): Promise<PlanResults<TPlans>>
  /** The batch as a plan. */
  planBatchWrite<TPlans extends BatchPlans>(
    plans: TPlans,
    options?: BatchOptions,
  ): BatchPlan<PlanResults<TPlans>>
  /** The same with expected failures as values. */
  attemptBatchWrite<TPlans extends BatchPlans>(
    plans: TPlans,
    options?: BatchOptions,
  ): Promise<Result<PlanResults<TPlans>, UnprocessedError>>
  /**
   * Reads up to a hundred items of any entities and tables as they were at one moment, for twice the capacity of
   * consistent reads. Results stand under the labels, undefined where nothing is.
   *
   * @example
   * ```ts
   * const { order, customer } = await db.transactGet({
   *   order: db.orders.plan.get({ customerId: 'c1', orderId: 'o1' }),
   *   customer: db.customers.plan.get({ customerId: 'c1' }),
   * })
   * // TransactGetItems { TransactItems: [{ Get: { TableName: 'shop', Key: … } }, { Get: … }] }
   * ```
   *
   * @throws TransactionCancelledError where one of the items is being written by a transaction, under its label.
   * @throws MonotableError `repository.transaction-size`, before anything is sent.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
   */
  transactGet<TPlans extends GetPlans>(plans: TPlans, options?: CallOptions): Promise<PlanResults<TPlans>>
  /** The transaction as a plan. */
  planTransactGet<TPlans extends GetPlans>(
    plans: TPlans,
    options?: CallOptions,
  ): RunnableReadPlan<PlanResults<TPlans>>
  /** The same with expected failures as values. */
  attemptTransactGet<TPlans extends GetPlans>(
    plans: TPlans,
    options?: CallOptions,
  ): Promise<Result<PlanResults<TPlans>, TransactionCancelledError>>
}
