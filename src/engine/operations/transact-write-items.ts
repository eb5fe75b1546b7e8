import type { ItemCollectionMetrics } from '../../protocol/capacity.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { TransactWriteItemsOutput } from '../../protocol/transactions.js'
import { Meter } from '../capacity/consumed.js'
import { readUnits } from '../capacity/units.js'
import type { Engine } from '../engine.js'
import { messages } from '../messages.js'
import type { PreparedWrite } from '../writes/prepared-write.js'
import { applyWrite } from '../writes/prepared-write.js'
import { prepareTransaction } from '../writes/prepare-transaction.js'
import { collectionMetrics, meterWrite } from '../writes/write-report.js'
import { keyedAttributes } from '../writes/write-request.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { TransactWriteItemsRequest } from './transact-write-items.validate.js'
import { validateTransactWriteItems } from './transact-write-items.validate.js'

/** A transaction does everything twice: it prepares and commits. */
const transactionFactor = 2

export const transactWriteItems: Operation<'TransactWriteItems'> = defineOperation(
  validateTransactWriteItems,
  run,
)

function run(engine: Engine, request: TransactWriteItemsRequest): TransactWriteItemsOutput {
  const { tokens } = engine.state
  const now = engine.environment.clock.now()
  const { token } = request
  const known = token && tokens.fingerprintOf(token.text, now)
  if (known !== undefined) return repeated(engine, request, known)
  const prepared = prepareTransaction(engine, request.writes)
  prepared.forEach(applyWrite)
  if (token !== undefined) tokens.remember(token.text, token.fingerprint, now)
  return report(request, prepared)
}

/** A token that is known: nothing is written again, and what is consumed is the reading of what was written. */
function repeated(
  engine: Engine,
  { writes, token, capacity }: TransactWriteItemsRequest,
  known: string,
): TransactWriteItemsOutput {
  if (token?.fingerprint !== known) {
    throw new ServiceError('IdempotentParameterMismatchException', messages.tokenReused)
  }
  if (!capacity || capacity === 'NONE') return {}
  const meters = new Map<string, Meter>()
  for (const write of writes) {
    const table = engine.table(write.tableName)
    const key = table.schema.key.entryKeyOf(keyedAttributes(write))
    const stored = key && table.get(key)
    const meter = meters.get(write.tableName) ?? new Meter(write.tableName, capacity, 'ReadCapacityUnits')
    meter.addTable(transactionFactor * readUnits(stored?.sizeBytes ?? 0, true))
    meters.set(write.tableName, meter)
  }
  return { ConsumedCapacity: [...meters.values()].map((meter) => meter.report()) }
}

function report(
  { capacity, returnsMetrics }: TransactWriteItemsRequest,
  prepared: readonly PreparedWrite[],
): TransactWriteItemsOutput {
  const output: TransactWriteItemsOutput = {}
  if (capacity && capacity !== 'NONE') {
    const meters = new Map<string, Meter>()
    for (const write of prepared) {
      const { name } = write.table.schema
      const meter = meters.get(name) ?? new Meter(name, capacity, 'WriteCapacityUnits')
      meterWrite(meter, write, transactionFactor)
      meters.set(name, meter)
    }
    output.ConsumedCapacity = [...meters.values()].map((meter) => meter.report())
  }
  if (returnsMetrics) output.ItemCollectionMetrics = metricsByTable(prepared)
  return output
}

function metricsByTable(prepared: readonly PreparedWrite[]): Record<string, ItemCollectionMetrics[]> {
  const byTable: Record<string, ItemCollectionMetrics[]> = {}
  for (const write of prepared) {
    const metrics = collectionMetrics(write)
    const { name } = write.table.schema
    if (metrics !== undefined) byTable[name] = [...(byTable[name] ?? []), metrics]
  }
  return byTable
}
