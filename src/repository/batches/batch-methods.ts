import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import { attempted } from '../attempted.js'
import type { Environment } from '../entity-runtime.js'
import { givenOptions } from '../given-options.js'
import { PlannedBatch } from '../plans/planned-batch.js'
import { PlannedRead } from '../plans/planned-read.js'
import { PlannedWrite } from '../plans/planned-write.js'
import { transactGetCost } from './batch-cost.js'
import { BatchGet } from './batch-get.js'
import type { UntypedBatchOptions } from './batch-options.js'
import { batchBounds } from './batch-options.js'
import { TransactGet } from './transact-get.js'

type Plans = Readonly<Record<string, unknown>>
type Row = Record<string, unknown> | undefined

type Method<TOptions, TResult> = (plans: Plans, options?: TOptions) => TResult

/** What a database does with several plans of reads, or of puts and deletes, together. */
export interface BatchMethods {
  readonly batchGet: Method<UntypedBatchOptions, Promise<unknown>>
  readonly planBatchGet: Method<UntypedBatchOptions, PlannedRead>
  readonly attemptBatchGet: Method<UntypedBatchOptions, Promise<unknown>>
  readonly batchWrite: Method<UntypedBatchOptions, Promise<unknown>>
  readonly planBatchWrite: Method<UntypedBatchOptions, PlannedBatch>
  readonly attemptBatchWrite: Method<UntypedBatchOptions, Promise<unknown>>
  readonly transactGet: Method<CallOptions, Promise<unknown>>
  readonly planTransactGet: Method<CallOptions, PlannedRead>
  readonly attemptTransactGet: Method<CallOptions, Promise<unknown>>
}

export function batchMethods(environment: Environment): BatchMethods {
  const planBatchGet = (plans: Plans, options?: UntypedBatchOptions): PlannedRead =>
    planReads(environment, plans, options)
  const planTransactGet = (plans: Plans, options?: CallOptions): PlannedRead =>
    planSnapshot(environment, plans, options)
  const planBatchWrite = (plans: Plans, options?: UntypedBatchOptions): PlannedBatch =>
    planWrites(environment, plans, options)
  const batchGet = async (plans: Plans, options?: UntypedBatchOptions) => planBatchGet(plans, options).run()
  const transactGet = async (plans: Plans, options?: CallOptions) => planTransactGet(plans, options).run()
  const batchWrite = async (plans: Plans, options?: UntypedBatchOptions) =>
    planBatchWrite(plans, options).run()
  return {
    batchGet,
    planBatchGet,
    attemptBatchGet: (plans: Plans, options?: UntypedBatchOptions) => attempted(batchGet(plans, options)),
    batchWrite,
    planBatchWrite,
    attemptBatchWrite: (plans: Plans, options?: UntypedBatchOptions) => attempted(batchWrite(plans, options)),
    transactGet,
    planTransactGet,
    attemptTransactGet: (plans: Plans, options?: CallOptions) => attempted(transactGet(plans, options)),
  }
}

function planReads(
  environment: Environment,
  plans: Plans,
  options: UntypedBatchOptions | undefined,
): PlannedRead {
  const { entries, entities, shape } = labelledReads(environment, plans, 'Batch')
  const batch = new BatchGet(environment, entries, batchBounds(givenOptions(options, 'batchGet', {})))
  return new PlannedRead({
    entities,
    requests: () => batch.requests(),
    cost: () => batch.cost(),
    send: () => batch.run(shape),
  })
}

function planSnapshot(environment: Environment, plans: Plans, options: CallOptions | undefined): PlannedRead {
  const given = givenOptions(options, 'transactGet', {})
  const { entries, entities, shape } = labelledReads(environment, plans, 'Transaction')
  const snapshot = new TransactGet(environment, entries)
  return new PlannedRead({
    entities,
    requests: () => [{ operation: 'TransactGetItems', input: snapshot.input, when: 'always' }],
    cost: () => transactGetCost(snapshot.count),
    warnings: snapshot.warnings(),
    send: async () => shape(await snapshot.run(given)),
  })
}

/** The keys of several plans in one list, and the way back to the labels. */
function labelledReads(environment: Environment, plans: Plans, what: string) {
  const reads = entriesOf(plans, what).map(([label, plan]) => {
    const { entries, isMany } = PlannedRead.keysOf(plan, label, what)
    for (const { runtime } of entries) assertOwn(environment, runtime.environment, label, what)
    return { label, isMany, entries: entries.map((entry) => ({ ...entry, label })) }
  })
  const entries = reads.flatMap((read) => read.entries)
  const shape = (rows: readonly Row[]) => {
    let start = 0
    return Object.fromEntries(
      reads.map(({ label, isMany, entries: { length } }) => {
        const own = rows.slice(start, start + length)
        start += length
        return [label, isMany ? own : own[0]]
      }),
    )
  }
  return { entries, entities: [...new Set(entries.map(({ runtime }) => runtime.model.name))], shape }
}

function planWrites(
  environment: Environment,
  plans: Plans,
  options: UntypedBatchOptions | undefined,
): PlannedBatch {
  const given = givenOptions(options, 'batchWrite', {})
  const parts = entriesOf(plans, 'Batch').map(([label, plan]) => {
    const { entries, resultOf } = PlannedBatch.partOf(plan, label)
    for (const { action } of entries) assertOwn(environment, action.runtime.environment, label, 'Batch')
    return { label, resultOf, entries: entries.map((entry) => ({ ...entry, label })) }
  })
  const batch = new PlannedBatch(
    environment,
    parts.flatMap(({ entries }) => entries),
    () => Object.fromEntries(parts.map(({ label, resultOf }) => [label, resultOf()])),
    given,
  )
  for (const plan of Object.values(plans)) PlannedWrite.use(plan)
  return batch
}

function entriesOf(plans: Plans, what: string): [string, unknown][] {
  if (typeof plans === 'object' && plans !== null) return Object.entries(plans)
  throw new MonotableError(
    'repository.not-a-plan',
    `${what}: expected an object with plans under labels, such as { order: db.orders.plan.get(…) }, not ${String(plans)}`,
    {},
  )
}

function assertOwn(environment: Environment, other: Environment, label: string, what: string): void {
  if (environment === other) return
  throw new MonotableError(
    'repository.not-a-plan',
    `${what}, ${label}: the plan is of another database: make it with the repositories of this one`,
    { label },
  )
}
