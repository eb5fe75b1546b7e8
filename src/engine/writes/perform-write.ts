import type {
  ConsumedCapacity,
  ItemCollectionMetrics,
  ReturnConsumedCapacity,
} from '../../protocol/capacity.js'
import { meterFor } from '../capacity/consumed.js'
import type { Engine } from '../engine.js'
import type { PreparedWrite } from './prepared-write.js'
import { applyWrite, keyOfWrite, prepareWrite } from './prepared-write.js'
import { collectionMetrics, meterWrite } from './write-report.js'
import type { WriteRequest } from './write-request.js'

interface SingleWrite {
  readonly write: WriteRequest
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

interface WriteReport {
  ConsumedCapacity?: ConsumedCapacity
  ItemCollectionMetrics?: ItemCollectionMetrics
}

/** Carries out a write that is a request of its own. */
export function performWrite(
  engine: Engine,
  { write, returnsMetrics, capacity }: SingleWrite,
): { prepared: PreparedWrite; report: WriteReport } {
  const table = engine.table(write.tableName)
  const key = keyOfWrite(table, write)
  if (engine.transactions.hasItems) engine.transactions.assertFree({ table, key })
  const prepared = prepareWrite(table, key, write)
  applyWrite(prepared)
  const report: WriteReport = {}
  const meter = meterFor(write.tableName, capacity)
  if (meter !== undefined) {
    meterWrite(meter, prepared)
    report.ConsumedCapacity = meter.report()
  }
  const metrics = returnsMetrics ? collectionMetrics(prepared) : undefined
  if (metrics !== undefined) report.ItemCollectionMetrics = metrics
  return { prepared, report }
}
