import type { CallOptions } from '../protocol/backend.js'
import type { AnyEntity, PatternModel } from '../schema/index.js'
import { attempted } from './attempted.js'
import type { UntypedBatchOptions } from './batches/batch-options.js'
import { planCheck, planCheckAbsent, planClaim } from './writes/check-action.js'
import type { UntypedChanges } from './writes/change-nodes.js'
import type { CursorCodec } from './reads/cursor.js'
import type { DeleteOptions } from './writes/delete-action.js'
import { deleteAction } from './writes/delete-action.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { NotFoundError } from './errors.js'
import { DeletedItemsImplementation } from './reads/deleted-items.js'
import type { UntypedReadOptions } from './reads/get-item.js'
import { getItem } from './reads/get-item.js'
import type { ModifyOptions } from './writes/modify.js'
import { modifyItem, planModify } from './writes/modify.js'
import { planMove } from './writes/move.js'
import { planGet, planGetMany } from './plans/plan-get.js'
import { planDeleteMany, planPutMany } from './plans/planned-batch.js'
import type { PlannedRead } from './plans/planned-read.js'
import type { PlannedWrite } from './plans/planned-write.js'
import { planPurge } from './writes/purge-action.js'
import type { PutOptions } from './writes/put-action.js'
import { createAction, putOrCreateAction, replaceAction } from './writes/put-action.js'
import type { QueryImplementation } from './reads/query.js'
import { planReadDelete, planReadPut } from './writes/read-first.js'
import { planReindexedUpdate } from './writes/reindexed-update.js'
import { planRestore } from './writes/restore-action.js'
import { QueryStarter } from './reads/start-query.js'
import type { UpdateOptions } from './writes/update-action.js'
import { updateAction } from './writes/update-action.js'
import type { UpsertOptions } from './writes/upsert-action.js'
import { upsertAction } from './writes/upsert-action.js'
import { planWrite, runWrite } from './writes/unique-write.js'
import type { WriteAction } from './writes/write-action.js'
import type { WhereOption } from './writes/write-options.js'

type Row = Record<string, unknown>
type Query = (key: Values) => QueryImplementation

type GetManyOptions = UntypedReadOptions & UntypedBatchOptions
type PutManyOptions = PutOptions & UntypedBatchOptions

/** The writes of a repository, each as an action; what is done with it decides the mode: run, plan, attempt. */
interface Writer<TOutcome> {
  create(item: Values, options?: PutOptions & CallOptions): TOutcome
  put(item: Values, options?: PutOptions & CallOptions): TOutcome
  replace(item: Values, options?: PutOptions & CallOptions): TOutcome
  update(target: Values, changes: UntypedChanges, options?: UpdateOptions & CallOptions): TOutcome
  upsert(item: Values, options?: UpsertOptions & CallOptions): TOutcome
  delete(target: Values, options?: DeleteOptions & CallOptions): TOutcome
  restore(target: Values, options?: WhereOption & CallOptions): TOutcome
  purge(target: Values, options?: DeleteOptions & CallOptions): TOutcome
  move(item: Values, changes: Values, options?: CallOptions): TOutcome
  claim(item: Values, options?: CallOptions): TOutcome
  putMany(items: readonly Values[], options?: PutManyOptions): TOutcome
  deleteMany(keys: readonly Values[], options?: UntypedBatchOptions): TOutcome
}

type Change = (item: Row) => Row | undefined
type Attempted = ReturnType<typeof attempted<unknown>>

/** The same as plans, reads included. */
interface Planner extends Writer<PlannedWrite> {
  get(key: Values, options?: UntypedReadOptions): PlannedRead
  getMany(keys: readonly Values[], options?: GetManyOptions): PlannedRead
  modify(key: Values, change: Change, options?: ModifyOptions): PlannedWrite
  check(target: Values, where?: WhereOption['where'], options?: CallOptions): PlannedWrite
  checkAbsent(key: Values, options?: CallOptions): PlannedWrite
}

/** The same with expected failures as values. */
interface Attempter extends Writer<Attempted> {
  require(key: Values, options?: UntypedReadOptions): Attempted
  getMany(keys: readonly Values[], options?: GetManyOptions): Attempted
  modify(key: Values, change: Change, options?: ModifyOptions): Attempted
}

/** One entity's operations, as the untyped side of the seam has them. JavaScript callers give null for no options. */
export class RepositoryImplementation implements Writer<Promise<unknown>> {
  readonly entity: AnyEntity
  readonly query: Readonly<Record<string, Query>>
  readonly deleted: DeletedItemsImplementation
  readonly plan: Planner
  readonly attempt: Attempter
  readonly #runtime: EntityRuntime
  readonly #primary: QueryStarter

  constructor(
    entity: AnyEntity,
    runtime: EntityRuntime,
    others: readonly EntityRuntime[],
    cursors: CursorCodec,
  ) {
    this.entity = entity
    this.#runtime = runtime
    const { primary, patterns } = runtime.model
    const starterOf = (pattern: PatternModel) => new QueryStarter(runtime, pattern, others, cursors)
    this.#primary = starterOf(primary)
    this.query = Object.freeze(
      Object.fromEntries(
        [this.#primary, ...patterns.map(starterOf)].map((starter): [string, Query] => [
          starter.name,
          (key) => starter.query(key),
        ]),
      ),
    )
    this.deleted = new DeletedItemsImplementation(runtime, this.#primary)
    this.plan = planWriter(runtime)
    this.attempt = attemptWriter(this)
    Object.freeze(this)
  }

  get(key: Values, options?: UntypedReadOptions): Promise<Row | undefined> {
    return getItem(this.#runtime, key, options)
  }

  async require(key: Values, options?: UntypedReadOptions): Promise<Row> {
    const item = await getItem(this.#runtime, key, options)
    if (item !== undefined) return item
    throw new NotFoundError(this.#runtime.model.name, this.#runtime.keyValues(key), 'read')
  }

  async getMany(keys: readonly Values[], options?: GetManyOptions): Promise<unknown> {
    return planGetMany(this.#runtime, keys, options).run()
  }

  async putMany(items: readonly Values[], options?: PutManyOptions): Promise<unknown> {
    return planPutMany(this.#runtime, items, options ?? undefined).run()
  }

  async deleteMany(keys: readonly Values[], options?: UntypedBatchOptions): Promise<unknown> {
    return planDeleteMany(this.#runtime, keys, options ?? undefined).run()
  }

  async create(item: Values, options?: PutOptions & CallOptions): Promise<unknown> {
    return runWrite(createAction(this.#runtime, item, options ?? undefined), options)
  }

  async put(item: Values, options?: PutOptions & CallOptions): Promise<unknown> {
    if (options?.reindex === 'read') return planReadPut(this.#runtime, 'put', item, options).run()
    return runWrite(putOrCreateAction(this.#runtime, item, options ?? undefined), options)
  }

  async replace(item: Values, options?: PutOptions & CallOptions): Promise<unknown> {
    if (options?.reindex === 'read') return planReadPut(this.#runtime, 'replace', item, options).run()
    return runWrite(replaceAction(this.#runtime, item, options ?? undefined), options)
  }

  async update(
    target: Values,
    changes: UntypedChanges,
    options?: UpdateOptions & CallOptions,
  ): Promise<unknown> {
    if (options?.reindex === 'read') return planReindexedUpdate(this.#runtime, target, changes, options).run()
    return runWrite(updateAction(this.#runtime, target, changes, options ?? undefined), options)
  }

  async upsert(item: Values, options?: UpsertOptions & CallOptions): Promise<unknown> {
    return runWrite(upsertAction(this.#runtime, item, options ?? undefined), options)
  }

  async delete(target: Values, options?: DeleteOptions & CallOptions): Promise<unknown> {
    if (options?.reindex === 'read') return planReadDelete(this.#runtime, target, options).run()
    return runWrite(deleteAction(this.#runtime, target, options ?? undefined), options)
  }

  async restore(target: Values, options?: WhereOption & CallOptions): Promise<unknown> {
    return planRestore(this.#runtime, target, options ?? undefined).run()
  }

  async purge(target: Values, options?: DeleteOptions & CallOptions): Promise<unknown> {
    return planPurge(this.#runtime, target, options ?? undefined).run()
  }

  async move(item: Values, changes: Values, options?: CallOptions): Promise<unknown> {
    return planMove(this.#runtime, item, changes, options).run()
  }

  async claim(item: Values, options?: CallOptions): Promise<unknown> {
    return planClaim(this.#runtime, item, options).run()
  }

  modify(key: Values, change: Change, options?: ModifyOptions): Promise<Row | undefined> {
    return modifyItem(this.#runtime, key, change, options ?? undefined)
  }

  scan(): QueryImplementation {
    return this.#primary.scan()
  }
}

function planWriter(runtime: EntityRuntime): Planner {
  const plan = (action: WriteAction, options: CallOptions | undefined) => planWrite(action, options)
  return Object.freeze({
    create: (item: Values, options?: PutOptions & CallOptions) =>
      plan(createAction(runtime, item, options ?? undefined), options),
    put: (item: Values, options?: PutOptions & CallOptions) =>
      options?.reindex === 'read'
        ? planReadPut(runtime, 'put', item, options)
        : plan(putOrCreateAction(runtime, item, options ?? undefined), options),
    replace: (item: Values, options?: PutOptions & CallOptions) =>
      options?.reindex === 'read'
        ? planReadPut(runtime, 'replace', item, options)
        : plan(replaceAction(runtime, item, options ?? undefined), options),
    update: (target: Values, changes: UntypedChanges, options?: UpdateOptions & CallOptions) =>
      options?.reindex === 'read'
        ? planReindexedUpdate(runtime, target, changes, options)
        : plan(updateAction(runtime, target, changes, options ?? undefined), options),
    upsert: (item: Values, options?: UpsertOptions & CallOptions) =>
      plan(upsertAction(runtime, item, options ?? undefined), options),
    delete: (target: Values, options?: DeleteOptions & CallOptions) =>
      options?.reindex === 'read'
        ? planReadDelete(runtime, target, options)
        : plan(deleteAction(runtime, target, options ?? undefined), options),
    restore: (target: Values, options?: WhereOption & CallOptions) =>
      planRestore(runtime, target, options ?? undefined),
    purge: (target: Values, options?: DeleteOptions & CallOptions) =>
      planPurge(runtime, target, options ?? undefined),
    move: (item: Values, changes: Values, options?: CallOptions) => planMove(runtime, item, changes, options),
    claim: (item: Values, options?: CallOptions) => planClaim(runtime, item, options),
    check: (target: Values, where?: WhereOption['where'], options?: CallOptions) =>
      planCheck(runtime, target, where, options),
    checkAbsent: (key: Values, options?: CallOptions) => planCheckAbsent(runtime, key, options),
    putMany: (items: readonly Values[], options?: PutManyOptions) =>
      planPutMany(runtime, items, options ?? undefined),
    deleteMany: (keys: readonly Values[], options?: UntypedBatchOptions) =>
      planDeleteMany(runtime, keys, options ?? undefined),
    get: (key: Values, options?: UntypedReadOptions) => planGet(runtime, key, options),
    getMany: (keys: readonly Values[], options?: GetManyOptions) => planGetMany(runtime, keys, options),
    modify: (key: Values, change: Change, options?: ModifyOptions) =>
      planModify(runtime, key, change, options ?? undefined),
  })
}

function attemptWriter(repository: RepositoryImplementation): Attempter {
  return Object.freeze({
    create: (item: Values, options?: PutOptions & CallOptions) => attempted(repository.create(item, options)),
    put: (item: Values, options?: PutOptions & CallOptions) => attempted(repository.put(item, options)),
    replace: (item: Values, options?: PutOptions & CallOptions) =>
      attempted(repository.replace(item, options)),
    update: (target: Values, changes: UntypedChanges, options?: UpdateOptions & CallOptions) =>
      attempted(repository.update(target, changes, options)),
    upsert: (item: Values, options?: UpsertOptions & CallOptions) =>
      attempted(repository.upsert(item, options)),
    delete: (target: Values, options?: DeleteOptions & CallOptions) =>
      attempted(repository.delete(target, options)),
    restore: (target: Values, options?: WhereOption & CallOptions) =>
      attempted(repository.restore(target, options)),
    purge: (target: Values, options?: DeleteOptions & CallOptions) =>
      attempted(repository.purge(target, options)),
    move: (item: Values, changes: Values, options?: CallOptions) =>
      attempted(repository.move(item, changes, options)),
    claim: (item: Values, options?: CallOptions) => attempted(repository.claim(item, options)),
    putMany: (items: readonly Values[], options?: PutManyOptions) =>
      attempted(repository.putMany(items, options)),
    deleteMany: (keys: readonly Values[], options?: UntypedBatchOptions) =>
      attempted(repository.deleteMany(keys, options)),
    getMany: (keys: readonly Values[], options?: GetManyOptions) =>
      attempted(repository.getMany(keys, options)),
    require: (key: Values, options?: UntypedReadOptions) => attempted(repository.require(key, options)),
    modify: (key: Values, change: Change, options?: ModifyOptions) =>
      attempted(repository.modify(key, change, options)),
  })
}
