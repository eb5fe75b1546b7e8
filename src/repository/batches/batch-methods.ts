import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import { attempted } from '../attempted.js'
import type { TransactionOptions } from '../database.types.js'
import { entityNames } from '../entity-names.js'
import type { Environment } from '../entity-runtime.js'
import { givenOptions } from '../given-options.js'
import { planBatchGet } from '../plans/plan-get.js'
import { PlannedBatch } from '../plans/planned-batch.js'
import { PlannedRead } from '../plans/planned-read.js'
import { PlannedWrite } from '../plans/planned-write.js'
import type { LabelledAction } from '../writes/transaction.js'
import { planTransaction, transactionOf } from '../writes/transaction.js'
import { transactGetCost } from './batch-cost.js'
import { BatchGet } from './batch-get.js'
import type { UntypedBatchOptions } from './batch-options.js'
import { batchBounds } from './batch-options.js'
import { TransactGet } from './transact-get.js'

type Plans = Readonly<Record<string, unknown>>
type Row = Record<string, unknown> | undefined

/** One way to run several plans together: at once, as a plan, and with expected failures as values. */
interface Together<TOptions, TPlan> {
  run(plans: Plans, options?: TOptions): Promise<unknown>
  plan(plans: Plans, options?: TOptions): TPlan
  attempt(plans: Plans, options?: TOptions): Promise<unknown>
}

/** What a database does with several plans at once. */
export interface BatchMethods {
  readonly transact: Together<TransactionOptions, PlannedWrite>
  readonly batchGet: Together<UntypedBatchOptions, PlannedRead>
  readonly batchWrite: Together<UntypedBatchOptions, PlannedBatch>
  readonly transactGet: Together<CallOptions, PlannedRead>
}

export function batchMethods(environment: Environment): BatchMethods {
  return {
    transact: together(environment, 'transact', planTransact),
    batchGet: together(environment, 'batchGet', planReads),
    batchWrite: together(environment, 'batchWrite', planWrites),
    transactGet: together(environment, 'transactGet', planSnapshot),
  }
}

function together<TOptions extends object, TPlan extends { run(): Promise<unknown> }>(
  environment: Environment,
  call: keyof BatchMethods,
  planOf: (environment: Environment, plans: Plans, options: TOptions | undefined) => TPlan,
): Together<TOptions, TPlan> {
  const plan = (plans: Plans, options?: TOptions): TPlan =>
    planOf(environment, plans, givenOptions(options, call, {}))
  const run = async (plans: Plans, options?: TOptions) => plan(plans, options).run()
  return { run, plan, attempt: (plans, options) => attempted(run(plans, options)) }
}

function planTransact(
  environment: Environment,
  plans: Plans,
  options: TransactionOptions | undefined,
): PlannedWrite {
  const labelled = entriesOf(plans, 'A transaction takes an object', 'create')
  const actions: LabelledAction[] = []
  for (const [label, plan] of labelled)
    for (const action of PlannedWrite.actionsOf(plan, label)) {
      assertOwn(environment, action.runtime.environment, label, 'Transaction')
      actions.push({ label, action })
    }
  const transaction = transactionOf(environment, actions, options?.token)
  for (const [, plan] of labelled) PlannedWrite.use(plan)
  return planTransaction(transaction, options)
}

function planReads(
  environment: Environment,
  plans: Plans,
  options: UntypedBatchOptions | undefined,
): PlannedRead {
  const { entries, entities, shape } = labelledReads(environment, plans, 'Batch')
  return planBatchGet(new BatchGet(environment, entries, batchBounds(options)), entities, shape)
}

function planSnapshot(environment: Environment, plans: Plans, options: CallOptions | undefined): PlannedRead {
  const { entries, entities, shape } = labelledReads(environment, plans, 'Transaction')
  const snapshot = new TransactGet(environment, entries)
  return new PlannedRead({
    entities,
    requests: () => [{ operation: 'TransactGetItems', input: snapshot.input, when: 'always' }],
    cost: () => transactGetCost(snapshot.count),
    warnings: snapshot.warnings(),
    send: async () => shape(await snapshot.run(options)),
  })
}

/** The keys of several plans in one list, and the way back to the labels. */
function labelledReads(environment: Environment, plans: Plans, what: string) {
  const reads = entriesOf(plans, `${what}: expected an object`, 'get').map(([label, plan]) => {
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
  return { entries, entities: entityNames(entries.map(({ runtime }) => runtime)), shape }
}

function planWrites(
  environment: Environment,
  plans: Plans,
  options: UntypedBatchOptions | undefined,
): PlannedBatch {
  const labelled = entriesOf(plans, 'Batch: expected an object', 'get')
  const parts = labelled.map(([label, plan]) => {
    const { entries, resultOf } = PlannedBatch.partOf(plan, label)
    for (const { action } of entries) assertOwn(environment, action.runtime.environment, label, 'Batch')
    return { label, resultOf, entries: entries.map((entry) => ({ ...entry, label })) }
  })
  const batch = new PlannedBatch(
    environment,
    parts.flatMap(({ entries }) => entries),
    () => Object.fromEntries(parts.map(({ label, resultOf }) => [label, resultOf()])),
    options,
  )
  for (const [, plan] of labelled) PlannedWrite.use(plan)
  return batch
}

function entriesOf(plans: Plans, expected: string, verb: string): [string, unknown][] {
  if (typeof plans === 'object' && plans !== null) return Object.entries(plans)
  throw new MonotableError(
    'repository.not-a-plan',
    `${expected} with plans under labels, such as { order: db.orders.plan.${verb}(…) }, not ${String(plans)}`,
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
