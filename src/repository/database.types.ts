import type { Clock } from '../core/clock.js'
import type { Random } from '../core/random.js'
import type { Result } from '../core/result.js'
import type { TypeMessage } from '../core/types/message.types.js'
import type { Backend, CallOptions } from '../protocol/backend.js'
import type { CreateTableInput } from '../protocol/tables.js'
import type { AnyEntity } from '../schema/index.js'
import type { BatchMethods } from './batches/batches.types.js'
import type { CheckedCollections, Collections, Inferred } from './collections/collection.types.js'
import type { Hooks } from './hooks/hooks.types.js'
import type { CursorSeal } from './reads/cursor.js'
import type { ExpectedError } from './errors.js'
import type { WritePlan } from './plans/plan.types.js'
import type { Repository } from './repository.types.js'

export interface DatabaseOptions<TEntities, TCollections = {}> {
  /** What executes the operations: `memory()`, or an SDK client. */
  readonly backend: Backend
  /** The entities, by the names under which their repositories stand in the database. */
  readonly entities: keyof TEntities & TakenName extends never
    ? TEntities
    : Untaken<keyof TEntities, TEntities>
  /** Entities that one query reads together, by the names of the functions that start it. */
  readonly collections?: Inferred<TCollections> & CheckedCollections<NoInfer<TEntities>, TCollections>
  /** Names of the tables in this deployment, by their names in the schema. */
  readonly tables?: Readonly<Record<string, string>>
  /** Seals cursors, so that they reveal nothing and admit no change. */
  readonly cursors?: CursorSeal
  /** What looks on while requests are sent: a logger, a meter. See `docs/hooks.md`. */
  readonly hooks?: Hooks
  /** What tells the time of timestamps, versions and expiry; the machine's by default. */
  readonly clock?: Clock
  /** What jitters pauses; the runtime's by default. */
  readonly random?: Random
}

/** What a database has beside repositories. */
type TakenName = keyof DatabaseMethods | 'collections'

/** A sentence for each repository whose name is taken; of names that are not known yet none is. */
type Untaken<TNames, TEntities> = string extends TNames
  ? TEntities
  : {
      readonly [
        TName in TNames & TakenName
      ]: TypeMessage<`a database has ${TName} already: call the repository otherwise`>
    }

export interface TransactionOptions extends CallOptions {
  /** Makes retries of the same request idempotent for ten minutes; made by the library unless given. */
  readonly token?: string
}

/** What a transaction gives, under the caller's labels. */
export type TransactionResults<TPlans> = {
  readonly [TLabel in keyof TPlans]: TPlans[TLabel] extends WritePlan<infer TResult>
    ? TResult | undefined
    : never
}

export interface DatabaseMethods extends BatchMethods {
  /** Creates every table that does not exist, with its indexes and time to live, and waits until it is active. */
  createTables(): Promise<void>
  /** The requests of `createTables`. */
  tableInputs(): readonly CreateTableInput[]
  /**
   * Runs plans as one transaction: all of them happen, or none. Results and failures stand under the labels; of an
   * update by key the result is not known and undefined.
   */
  transact<TPlans extends Readonly<Record<string, WritePlan<unknown>>>>(
    plans: TPlans,
    options?: TransactionOptions,
  ): Promise<TransactionResults<TPlans>>
  /** The transaction as a plan. */
  planTransaction<TPlans extends Readonly<Record<string, WritePlan<unknown>>>>(
    plans: TPlans,
    options?: TransactionOptions,
  ): WritePlan<TransactionResults<TPlans>>
  /** The same with expected failures as values. */
  attemptTransaction<TPlans extends Readonly<Record<string, WritePlan<unknown>>>>(
    plans: TPlans,
    options?: TransactionOptions,
  ): Promise<Result<TransactionResults<TPlans>, ExpectedError>>
}

/** A repository for each entity, and what concerns them all. */
export type Database<
  TEntities extends { readonly [TName in keyof TEntities]: AnyEntity },
  TCollections = {},
> = {
  readonly [TName in keyof TEntities]: Repository<TEntities[TName]>
} & DatabaseMethods & {
    /** A function for each collection, which starts a query of it. */
    readonly collections: Collections<TEntities, TCollections>
  }
