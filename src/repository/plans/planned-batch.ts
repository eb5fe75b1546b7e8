import { MonotableError } from '../../core/errors.js'
import { deleteEntries, putEntries } from '../batches/batch-entries.js'
import type { UntypedBatchOptions } from '../batches/batch-options.js'
import { batchBounds } from '../batches/batch-options.js'
import type { BatchWriteEntry } from '../batches/batch-write.js'
import { BatchWrite } from '../batches/batch-write.js'
import { entityNames } from '../entity-names.js'
import type { Environment, EntityRuntime, Values } from '../entity-runtime.js'
import { PlannedWrite } from './planned-write.js'

/** Puts and deletes of one batch as a plan, and what the batch gives back. */
export class PlannedBatch extends PlannedWrite {
  override readonly kind = 'batch'
  /** How many items are written. */
  readonly items: number
  readonly #entries: readonly BatchWriteEntry[]
  readonly #resultOf: () => unknown

  constructor(
    environment: Environment,
    entries: readonly BatchWriteEntry[],
    resultOf: () => unknown,
    options: UntypedBatchOptions | undefined,
  ) {
    const batch = new BatchWrite(environment, entries, batchBounds(options))
    super({
      entities: entityNames(entries.map(({ action }) => action.runtime)),
      requests: () => batch.requests(),
      cost: () => batch.cost(),
      async send() {
        // Worked out first: what fails must fail before anything is written.
        const result = resultOf()
        await batch.run()
        return result
      },
      options,
    })
    this.items = entries.length
    this.#entries = entries
    this.#resultOf = resultOf
  }

  /** The writes of a plan and its result, for a batch of several plans. */
  static partOf(plan: unknown, label: string): BatchPart {
    if (typeof plan !== 'object' || plan === null || !(#entries in plan))
      throw new MonotableError(
        'repository.not-a-plan',
        `Batch, ${label}: expected a plan of puts or deletes, such as db.orders.plan.deleteMany(…)`,
        { label },
      )
    plan.assertUnused()
    return { entries: plan.#entries, resultOf: plan.#resultOf }
  }
}

interface BatchPart {
  readonly entries: readonly BatchWriteEntry[]
  readonly resultOf: () => unknown
}

/** What putting many items sends, and what it costs. */
export function planPutMany(
  runtime: EntityRuntime,
  items: readonly Values[],
  options?: UntypedBatchOptions & { readonly overwrite?: boolean | undefined },
): PlannedBatch {
  const entries = putEntries(runtime, items, options?.overwrite)
  const resultOf = () => entries.map(({ action }) => action.known())
  return new PlannedBatch(runtime.environment, entries, resultOf, options)
}

/** What deleting many items sends, and what it costs. */
export function planDeleteMany(
  runtime: EntityRuntime,
  keys: readonly Values[],
  options?: UntypedBatchOptions,
): PlannedBatch {
  return new PlannedBatch(runtime.environment, deleteEntries(runtime, keys), () => undefined, options)
}
