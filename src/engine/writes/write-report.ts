import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type { ItemCollectionMetrics } from '../../protocol/capacity.js'
import type { Meter } from '../capacity/consumed.js'
import { writeUnits } from '../capacity/units.js'
import { cloneValue, getMember, setMember } from '../values/index.js'
import type { PreparedWrite } from './prepared-write.js'

const gigabyte = 1024 ** 3

/** Counts what a write consumes: on the table for the larger of the two items, on each index for its own change. */
export function meterWrite(meter: Meter, { table, previous, next }: PreparedWrite, factor = 1): void {
  meter.addTable(factor * writeUnits(Math.max(previous?.sizeBytes ?? 0, next?.sizeBytes ?? 0)))
  if (previous === next) return
  for (const index of table.indexes) meter.addIndex(index.schema, factor * index.writeUnitsOf(previous, next))
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
