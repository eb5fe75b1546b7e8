import { ServiceError } from '../../protocol/service-errors.js'
import type { TransactWriteItemsOutput } from '../../protocol/transactions.js'
import { TableMeters } from '../capacity/consumed.js'
import { readUnits, transactionFactor } from '../capacity/units.js'
import type { Engine } from '../engine.js'
import { messages } from '../messages.js'
import type { Remembered } from '../writes/idempotency-tokens.js'
import { overlap } from '../writes/overlap.js'
import { applyWrite } from '../writes/prepared-write.js'
import { prepareTransaction } from '../writes/prepare-transaction.js'
import { reportWrites, writtenSizeBytes } from '../writes/write-report.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { TransactWriteItemsRequest } from './transact-write-items.validate.js'
import { validateTransactWriteItems } from './transact-write-items.validate.js'

export const transactWriteItems: Operation<'TransactWriteItems'> = defineOperation(
  validateTransactWriteItems,
  transactWrites,
)

/** Carries writes out together, or not at all. */
export function transactWrites(
  engine: Engine,
  request: TransactWriteItemsRequest,
): TransactWriteItemsOutput | Promise<TransactWriteItemsOutput> {
  const { token, writes } = request
  const known = token && engine.state.tokens.find(token.text, engine.environment.clock.now())
  if (known !== undefined) return repeated(request, known)
  return overlap(engine, writes, token, () => commit(engine, request))
}

function commit(engine: Engine, request: TransactWriteItemsRequest): TransactWriteItemsOutput {
  const prepared = prepareTransaction(engine, request.writes)
  for (const write of prepared) applyWrite(write)
  const { token } = request
  if (token !== undefined) {
    engine.state.tokens.remember(token.text, {
      fingerprint: token.fingerprint,
      at: engine.environment.clock.now(),
      sizes: prepared.map((write) => ({ tableName: write.tableName, sizeBytes: writtenSizeBytes(write) })),
    })
  }
  return reportWrites(request, prepared, { factor: transactionFactor, kind: 'WriteCapacityUnits' })
}

/** A token that is known: nothing is written again, and what is consumed is the reading of what was written. */
function repeated(
  { token, capacity }: TransactWriteItemsRequest,
  known: Remembered,
): TransactWriteItemsOutput {
  if (token?.fingerprint !== known.fingerprint) {
    throw new ServiceError('IdempotentParameterMismatchException', messages.tokenReused)
  }
  const meters = TableMeters.for(capacity, 'ReadCapacityUnits')
  if (meters === undefined) return {}
  for (const { sizeBytes, tableName } of known.sizes) {
    meters.of(tableName).addTable(transactionFactor * readUnits(sizeBytes, true))
  }
  return { ConsumedCapacity: meters.report() }
}
