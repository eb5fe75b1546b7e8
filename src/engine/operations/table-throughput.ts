import { accountThroughputUnitsMax, tableThroughputUnitsMax } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { Engine } from '../engine.js'
import { messages } from '../messages.js'
import type { TableSettings } from '../tables/settings.js'
import type { Table } from '../tables/table.js'

const members = [
  ['ReadCapacityUnits', 'reads'],
  ['WriteCapacityUnits', 'writes'],
] as const

/** Throws when a new table is to have more units, with those of its global indexes, than a table may have. */
export function assertTableThroughput({ environment }: Engine, name: string, settings: TableSettings): void {
  const limit = tableThroughputUnitsMax
  for (const [member, of] of members) {
    const units = unitsOf(settings, of)
    if (units <= limit) continue
    const message = messages.throughputAboveTable(member, units, name, environment.region, limit)
    throw new ServiceError('LimitExceededException', message)
  }
}

/** Throws when a table is to have more units than it has, and more than the account has left. */
export function assertAccountThroughput(engine: Engine, settings: TableSettings, table?: Table): void {
  const limit = accountThroughputUnitsMax
  for (const [member, of] of members) {
    const units = unitsOf(settings, of)
    if (units <= (table === undefined ? 0 : unitsOf(table.settings, of))) continue
    const others = engine.knownTables().filter((each) => each !== table)
    const all = others.reduce((sum, each) => sum + unitsOf(each.settings, of), units)
    if (all <= limit) continue
    const message = messages.throughputAboveAccount(member, all, engine.environment.region, limit)
    throw new ServiceError('LimitExceededException', message)
  }
}

function unitsOf(settings: TableSettings, of: 'reads' | 'writes'): number {
  return [settings, ...settings.indexes.values()].reduce((sum, { throughput }) => sum + throughput[of], 0)
}
