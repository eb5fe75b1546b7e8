import type { CallOptions } from '../protocol/backend.js'
import type { AnyEntity, PatternModel } from '../schema/index.js'
import { attempted } from './attempted.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { NotFoundError } from './errors.js'
import type { OptionedCall } from './given-options.js'
import { givenOptions } from './given-options.js'
import { ownTarget } from './own-target.js'
import type { CursorCodec } from './reads/cursor.js'
import { DeletedItemsImplementation } from './reads/deleted-items.js'
import type { UntypedReadOptions } from './reads/get-item.js'
import { getItem } from './reads/get-item.js'
import type { QueryImplementation } from './reads/query.js'
import { QueryStarter } from './reads/start-query.js'
import { planGet, planGetMany } from './plans/plan-get.js'
import { planDeleteMany, planPutMany } from './plans/planned-batch.js'
import type { PlannedRead } from './plans/planned-read.js'
import { PlannedWrite } from './plans/planned-write.js'
import type { UntypedBatchOptions } from './batches/batch-options.js'
import type { UntypedChanges } from './writes/change-nodes.js'
import { planCheck, planCheckAbsent, planClaim } from './writes/check-action.js'
import type { DeleteOptions } from './writes/delete-action.js'
import { deleteAction } from './writes/delete-action.js'
import type { ModifyOptions } from './writes/modify.js'
import { modifyItem, planModify } from './writes/modify.js'
import { planMove } from './writes/move.js'
import { planPurge } from './writes/purge-action.js'
import type { PutOptions } from './writes/put-action.js'
import { createAction, putOrCreateAction, replaceAction } from './writes/put-action.js'
import { planReadDelete, planReadPut } from './writes/read-first.js'
import { planReindexedUpdate } from './writes/reindexed-update.js'
import { planRestore } from './writes/restore-action.js'
import { planWrite, runWrite } from './writes/unique-write.js'
import type { UpdateOptions } from './writes/update-action.js'
import { updateAction } from './writes/update-action.js'
import type { UpsertOptions } from './writes/upsert-action.js'
import { upsertAction } from './writes/upsert-action.js'
import type { WriteAction } from './writes/write-action.js'
import type { WhereOption } from './writes/write-options.js'

type Row = Record<string, unknown>
type Query = (key: Values, options?: unknown) => QueryImplementation

type GetManyOptions = UntypedReadOptions & UntypedBatchOptions
type PutManyOptions = PutOptions & UntypedBatchOptions

/** The writes of a repository; what is done with each decides the mode: run, plan, attempt. */
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
  modify(key: Values, change: Change, options?: ModifyOptions): TOutcome
  putMany(items: readonly Values[], options?: PutManyOptions): TOutcome
  deleteMany(keys: readonly Values[], options?: UntypedBatchOptions): TOutcome
}

type Change = (item: Row) => Row | undefined

/** The same as plans, reads included. */
interface Planner extends Writer<PlannedWrite> {
  get(key: Values, options?: UntypedReadOptions): PlannedRead
  getMany(keys: readonly Values[], options?: GetManyOptions): PlannedRead
  check(target: Values, where?: WhereOption['where'], options?: CallOptions): PlannedWrite
  checkAbsent(key: Values, options?: CallOptions): PlannedWrite
}

/** The same with expected failures as values, by name. */
type Attempter = Readonly<Record<string, (...given: unknown[]) => ReturnType<typeof attempted<unknown>>>>

const attempts = [
  'create',
  'put',
  'replace',
  'update',
  'upsert',
  'delete',
  'restore',
  'purge',
  'move',
  'claim',
  'modify',
  'putMany',
  'deleteMany',
  'getMany',
  'require',
] as const

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
          (key, options) => starter.query(key, options),
        ]),
      ),
    )
    this.deleted = new DeletedItemsImplementation(runtime, this.#primary)
    this.plan = planner(runtime)
    this.attempt = attempter(this)
    Object.freeze(this)
  }

  get(key: Values, options?: UntypedReadOptions): Promise<Row | undefined> {
    // Not async, nor are put and update: that would be one more promise around that of the request.
    try {
      return getItem(this.#runtime, key, this.#given('get', options))
    } catch (error) {
      return Promise.reject(error)
    }
  }

  async require(key: Values, options?: UntypedReadOptions): Promise<Row> {
    const item = await getItem(this.#runtime, key, this.#given('require', options))
    if (item !== undefined) return item
    throw new NotFoundError(this.#runtime.model.name, this.#runtime.keyValues(key), 'read')
  }

  async getMany(keys: readonly Values[], options?: GetManyOptions): Promise<unknown> {
    return this.plan.getMany(keys, options).run()
  }

  async putMany(items: readonly Values[], options?: PutManyOptions): Promise<unknown> {
    return this.plan.putMany(items, options).run()
  }

  async deleteMany(keys: readonly Values[], options?: UntypedBatchOptions): Promise<unknown> {
    return this.plan.deleteMany(keys, options).run()
  }

  async create(item: Values, options?: PutOptions & CallOptions): Promise<unknown> {
    return this.#run(createAction(this.#runtime, item, this.#given('create', options)), options)
  }

  put(item: Values, options?: PutOptions & CallOptions): Promise<unknown> {
    try {
      return this.#run(putStep(this.#runtime, 'put', item, this.#given('put', options)), options)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  async replace(item: Values, options?: PutOptions & CallOptions): Promise<unknown> {
    return this.#run(putStep(this.#runtime, 'replace', item, this.#given('replace', options)), options)
  }

  update(target: Values, changes: UntypedChanges, options?: UpdateOptions & CallOptions): Promise<unknown> {
    try {
      return this.#run(updateStep(this.#runtime, target, changes, this.#given('update', options)), options)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  async upsert(item: Values, options?: UpsertOptions & CallOptions): Promise<unknown> {
    return this.#run(upsertAction(this.#runtime, item, this.#given('upsert', options)), options)
  }

  async delete(target: Values, options?: DeleteOptions & CallOptions): Promise<unknown> {
    return this.#run(deleteStep(this.#runtime, target, this.#given('delete', options)), options)
  }

  async restore(target: Values, options?: WhereOption & CallOptions): Promise<unknown> {
    return this.plan.restore(target, options).run()
  }

  async purge(target: Values, options?: DeleteOptions & CallOptions): Promise<unknown> {
    return this.plan.purge(target, options).run()
  }

  async move(item: Values, changes: Values, options?: CallOptions): Promise<unknown> {
    return this.plan.move(item, changes, options).run()
  }

  async claim(item: Values, options?: CallOptions): Promise<unknown> {
    return this.plan.claim(item, options).run()
  }

  async modify(key: Values, change: Change, options?: ModifyOptions): Promise<unknown> {
    return modifyItem(this.#runtime, key, change, this.#given('modify', options))
  }

  scan(options?: unknown): QueryImplementation {
    return this.#primary.scan(options)
  }

  #given<TOptions extends object>(call: OptionedCall, options: TOptions | undefined): TOptions | undefined {
    return givenOptions(options, call, this.#runtime.subject)
  }

  #run(step: Step, options: CallOptions | undefined): Promise<unknown> {
    return step instanceof PlannedWrite ? step.run() : runWrite(step, options)
  }
}

/** A write as the action that one request carries out, or as the plan of several requests. */
type Step = WriteAction | PlannedWrite

function putStep(
  runtime: EntityRuntime,
  verb: 'put' | 'replace',
  item: Values,
  options: (PutOptions & CallOptions) | undefined,
): Step {
  if (options?.reindex === 'read') return planReadPut(runtime, verb, item, options)
  return verb === 'put' ? putOrCreateAction(runtime, item, options) : replaceAction(runtime, item, options)
}

function updateStep(
  runtime: EntityRuntime,
  target: Values,
  changes: UntypedChanges,
  options: (UpdateOptions & CallOptions) | undefined,
): Step {
  const own = ownTarget(runtime, target)
  return options?.reindex === 'read'
    ? planReindexedUpdate(runtime, own, changes, options)
    : updateAction(runtime, own, changes, options)
}

function deleteStep(
  runtime: EntityRuntime,
  target: Values,
  options: (DeleteOptions & CallOptions) | undefined,
): Step {
  const own = ownTarget(runtime, target)
  return options?.reindex === 'read'
    ? planReadDelete(runtime, own, options)
    : deleteAction(runtime, own, options)
}

function planner(runtime: EntityRuntime): Planner {
  const plan = (step: Step, options: CallOptions | undefined): PlannedWrite =>
    step instanceof PlannedWrite ? step : planWrite(step, options)
  const given = <TOptions extends object>(call: OptionedCall, options: TOptions | undefined) =>
    givenOptions(options, call, runtime.subject)
  return Object.freeze({
    create: (item, options) => plan(createAction(runtime, item, given('create', options)), options),
    put: (item, options) => plan(putStep(runtime, 'put', item, given('put', options)), options),
    replace: (item, options) => plan(putStep(runtime, 'replace', item, given('replace', options)), options),
    update: (target, changes, options) =>
      plan(updateStep(runtime, target, changes, given('update', options)), options),
    upsert: (item, options) => plan(upsertAction(runtime, item, given('upsert', options)), options),
    delete: (target, options) => plan(deleteStep(runtime, target, given('delete', options)), options),
    restore: (target, options) => planRestore(runtime, ownTarget(runtime, target), given('restore', options)),
    purge: (target, options) => planPurge(runtime, ownTarget(runtime, target), given('purge', options)),
    move: (item, changes, options) => planMove(runtime, item, changes, given('move', options)),
    claim: (item, options) => planClaim(runtime, item, given('claim', options)),
    modify: (key, change, options) => planModify(runtime, key, change, given('modify', options)),
    check: (target, where, options) =>
      planCheck(runtime, ownTarget(runtime, target), where, given('check', options)),
    checkAbsent: (key, options) => planCheckAbsent(runtime, key, given('checkAbsent', options)),
    putMany: (items, options) => planPutMany(runtime, items, given('putMany', options)),
    deleteMany: (keys, options) => planDeleteMany(runtime, keys, given('deleteMany', options)),
    get: (key, options) => planGet(runtime, key, given('get', options)),
    getMany: (keys, options) => planGetMany(runtime, keys, given('getMany', options)),
  } satisfies Planner)
}

function attempter(repository: RepositoryImplementation): Attempter {
  const attemptOf = (verb: (typeof attempts)[number]) => {
    const run = repository[verb] as (...given: unknown[]) => Promise<unknown>
    return (...given: unknown[]) => attempted(run.apply(repository, given))
  }
  return Object.freeze(Object.fromEntries(attempts.map((verb) => [verb, attemptOf(verb)])))
}
