import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import { itemSizeBytesMax, transactionActionsMax, transactionSizeBytesMax } from '../../protocol/limits.js'
import type { ServiceErrorMembers } from '../../protocol/service-errors.js'
import { isServiceError } from '../../protocol/service-errors.js'
import type { TransactGetItemsInput } from '../../protocol/transactions.js'
import type { Environment } from '../entity-runtime.js'
import { send } from '../hooks/send.js'
import type { TransactionFailure } from '../errors.js'
import { TransactionCancelledError } from '../errors.js'
import { withoutTable } from '../missing-table.js'
import type { ReadEntry } from '../plans/planned-read.js'
import { rowOf } from './batch-get.js'
import { Places } from './places.js'

/** A key of a transaction under its label. */
interface LabelledEntry extends ReadEntry {
  readonly label: string
}

/** Items as they were at one moment (rule W5); equal keys are asked for once. */
export class TransactGet {
  readonly input: TransactGetItemsInput
  /** How many items are read. */
  readonly count: number
  readonly #environment: Environment
  readonly #entries: readonly LabelledEntry[]

  constructor(environment: Environment, entries: readonly LabelledEntry[]) {
    this.#environment = environment
    this.#entries = entries
    const { all } = new Places(entries)
    this.count = all.length
    assertCount(this.count)
    this.input = {
      TransactItems: all.map(({ runtime, key }) => ({ Get: { TableName: runtime.tableName, Key: key } })),
    }
  }

  /** What stands to reason before anything is read: DynamoDB bounds the size of all items together. */
  warnings(): readonly string[] {
    if (this.count * itemSizeBytesMax <= transactionSizeBytesMax) return []
    return [
      `DynamoDB refuses the transaction where the ${this.count} items together are larger than ${transactionSizeBytesMax} bytes`,
    ]
  }

  /** What is found for each entry, in their order. */
  async run(options: CallOptions | undefined): Promise<readonly (Record<string, unknown> | undefined)[]> {
    const places = new Places(this.#entries)
    try {
      const { Responses = [] } = await send(
        this.#environment,
        this.#entries,
        'TransactGetItems',
        this.input,
        options,
      )
      for (const [index, place] of places.all.entries()) place.found = Responses[index]?.Item
    } catch (error) {
      if (isServiceError(error, 'TransactionCanceledException'))
        throw new TransactionCancelledError(this.#failures(places, error), error)
      throw withoutTable(
        error,
        this.#entries.map(({ runtime }) => runtime),
      )
    }
    return this.#entries.map((entry) => rowOf(entry, places))
  }

  /** Under every label that asks for such an item; of a list the first one is told. */
  #failures(places: Places, cause: ServiceErrorMembers): TransactionFailure[] {
    const reasons = new Map(places.all.map((place, index) => [place, cause.CancellationReasons?.[index]]))
    const failures = new Map<string, TransactionFailure>()
    for (const entry of this.#entries) {
      const place = places.of(entry.runtime, entry.key)
      const { Code: reason = 'None', Message: message = reason } = (place && reasons.get(place)) ?? {}
      if (reason !== 'None' && !failures.has(entry.label))
        failures.set(entry.label, failureOf(entry, reason, message))
    }
    return [...failures.values()]
  }
}

function failureOf(
  { label, runtime, given }: LabelledEntry,
  reason: string,
  message: string,
): TransactionFailure {
  const { name: entity } = runtime.model
  const error = new MonotableError('repository.transaction-action', `${entity}: ${message}`, {
    entity,
    key: given,
    reason,
  })
  return { label, entity, reason, error }
}

function assertCount(count: number): void {
  if (count > 0 && count <= transactionActionsMax) return
  throw new MonotableError(
    'repository.transaction-size',
    count === 0
      ? 'The transaction reads nothing'
      : `The transaction reads ${count} items, DynamoDB allows ${transactionActionsMax}: split it, or use batchGet where they need not be of one moment`,
    { actions: count, limit: transactionActionsMax },
  )
}
