import { limits } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { Engine } from '../engine.js'
import { messages } from '../messages.js'
import type { TableSettings } from '../tables/settings.js'

/** Throws when a table is to have more units, those of its global indexes included, than a table may have. */
export function assertTableThroughput({ environment }: Engine, table: string, settings: TableSettings): void {
  const all = [settings, ...settings.indexes.values()].map(({ throughput }) => throughput)
  const limit = limits.tableThroughputUnitsMax
  for (const [member, of] of [
    ['ReadCapacityUnits', 'reads'],
    ['WriteCapacityUnits', 'writes'],
  ] as const) {
    const units = all.reduce((sum, throughput) => sum + throughput[of], 0)
    if (units <= limit) continue
    throw new ServiceError(
      'LimitExceededException',
      messages.throughputAboveTable(member, units, table, environment.region, limit),
    )
  }
}
