import { ServiceError } from '../../protocol/service-errors.js'
import type { Engine } from '../engine.js'
import { messages } from '../messages.js'
import type { TransactionToken } from './ongoing-transactions.js'
import { placesOfWrites, prepareTransaction } from './prepare-transaction.js'
import type { WriteRequest } from './write-request.js'

/**
 * Lets a transaction take its time: its items are held from now until `commit`, which looks and writes in one step, so
 * that transactions come one after the other in the order of their commits. Without a time set it commits at once.
 */
export function overlap<TOutput>(
  engine: Engine,
  writes: readonly WriteRequest[],
  token: TransactionToken | undefined,
  commit: () => TOutput,
): TOutput | Promise<TOutput> {
  if (engine.environment.transactionTime <= 0) return commit()
  return commitLater(engine, writes, token, commit)
}

// Async so that refusals reject; the items are held before anything is awaited.
async function commitLater<TOutput>(
  engine: Engine,
  writes: readonly WriteRequest[],
  token: TransactionToken | undefined,
  commit: () => TOutput,
): Promise<TOutput> {
  const { transactions, environment } = engine
  if (token !== undefined) transactions.assertTokenFree(token)
  const places = placesOfWrites(engine, writes)
  // Where one item is held, the reasons of all actions are found now, conditions included: this throws.
  if (places.some((place) => transactions.holds(place))) prepareTransaction(engine, writes)
  const end = transactions.begin(places, token)
  try {
    await environment.clock.sleep(environment.transactionTime)
  } finally {
    end()
  }
  for (const { table } of places) {
    // Deleted meanwhile, and perhaps created again.
    if (engine.table(table.schema.name).schema.id !== table.schema.id)
      throw new ServiceError('ResourceNotFoundException', messages.notFound)
  }
  return commit()
}
