import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type {
  ConsumedCapacity,
  ItemCollectionMetrics,
  ReturnConsumedCapacity,
} from '../../protocol/capacity.js'
import type { Meter, UnitsKind } from '../capacity/consumed.js'
import { TableMeters } from '../capacity/consumed.js'
import { writeUnits } from '../capacity/units.js'
import { cloneValue, getMember, setMember } from '../values/index.js'
import type { PreparedWrite } from './prepared-write.js'

const gigabyte = 1024 ** 3

/**
 * Counts what a write consumes: on the table for the larger of the two items, on each index for its own change. The
 * factor of a transaction is the table's alone.
 */
export function meterWrite(meter: Meter, write: PreparedWrite, factor = 1): void {
  const { table, previous, next } = write
  meter.addTable(factor * writeUnits(writtenSizeBytes(write)))
  if (previous === next) return
  for (const index of table.indexes) meter.addIndex(index.schema, index.writeUnitsOf(previous, next))
}

/** What a write is charged for: the larger of the item before and the item after it. */
export function writtenSizeBytes({ previous, next }: PreparedWrite): number {
  return Math.max(previous?.sizeBytes ?? 0, next?.sizeBytes ?? 0)
}

/** The size of the item collection after a write, undefined for tables whose collections have no limit. */
export function collectionMetrics({
  table,
  key,
  attributes,
}: PreparedWrite): ItemCollectionMetrics | undefined {
  if (!table.hasCollections) return undefined
  const lower = Math.floor(table.collectionSizeBytes(key) / gigabyte)
  const partitionKey: AttributeMap = {}
  for (const { name } of table.schema.key.partition) {
    setMember(partitionKey, name, cloneValue(getMember(attributes, name) as AttributeValue))
  }
  return { ItemCollectionKey: partitionKey, SizeEstimateRangeGB: [lower, lower + 1] }
}

/** What a request with several writes asks to be told about them. */
interface ReportRequest {
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

interface WritesReport {
  ConsumedCapacity?: ConsumedCapacity[]
  ItemCollectionMetrics?: Record<string, ItemCollectionMetrics[]>
}

/** Reports writes that were carried out, table by table. */
export function reportWrites(
  { capacity, returnsMetrics }: ReportRequest,
  prepared: readonly PreparedWrite[],
  { factor, kind }: { readonly factor: number; readonly kind?: UnitsKind },
): WritesReport {
  const report: WritesReport = {}
  const meters = TableMeters.for(capacity, kind)
  if (meters !== undefined) {
    for (const write of prepared) meterWrite(meters.of(write.tableName), write, factor)
    report.ConsumedCapacity = meters.report()
  }
  if (returnsMetrics) report.ItemCollectionMetrics = metricsByTable(prepared)
  return report
}

function metricsByTable(prepared: readonly PreparedWrite[]): Record<string, ItemCollectionMetrics[]> {
  const byTable = new Map<string, ItemCollectionMetrics[]>()
  for (const write of prepared) {
    // A check affects no collection.
    const metrics = write.kind === 'check' ? undefined : collectionMetrics(write)
    const { tableName } = write
    if (metrics !== undefined) byTable.set(tableName, [...(byTable.get(tableName) ?? []), metrics])
  }
  return Object.fromEntries(byTable)
}
