import type { Capacity, ConsumedCapacity, ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { IndexSchema } from '../tables/index-schema.js'

/** How a transaction reports its units beside their sum. */
export type UnitsKind = 'ReadCapacityUnits' | 'WriteCapacityUnits'

/** Counts the units that a request consumes on one table, and reports them in the detail that the request asks for. */
export class Meter {
  readonly #tableName: string
  readonly #detail: 'INDEXES' | 'TOTAL'
  readonly #kind: UnitsKind | undefined
  #tableUnits = 0
  readonly #globalUnits = new Map<string, number>()
  readonly #localUnits = new Map<string, number>()

  constructor(tableName: string, detail: 'INDEXES' | 'TOTAL', kind?: UnitsKind) {
    this.#tableName = tableName
    this.#detail = detail
    this.#kind = kind
  }

  addTable(units: number): void {
    this.#tableUnits += units
  }

  addIndex(index: IndexSchema, units: number): void {
    if (units === 0) return
    const counted = index.isGlobal ? this.#globalUnits : this.#localUnits
    counted.set(index.name, (counted.get(index.name) ?? 0) + units)
  }

  report(): ConsumedCapacity {
    const total = this.#tableUnits + sum(this.#globalUnits) + sum(this.#localUnits)
    const consumed: ConsumedCapacity = { TableName: this.#tableName, ...this.#capacity(total) }
    if (this.#detail === 'TOTAL') return consumed
    consumed.Table = this.#capacity(this.#tableUnits)
    if (this.#localUnits.size > 0) consumed.LocalSecondaryIndexes = this.#byName(this.#localUnits)
    if (this.#globalUnits.size > 0) consumed.GlobalSecondaryIndexes = this.#byName(this.#globalUnits)
    return consumed
  }

  #byName(units: ReadonlyMap<string, number>): Record<string, Capacity> {
    return Object.fromEntries([...units].map(([name, count]) => [name, this.#capacity(count)]))
  }

  #capacity(units: number): Capacity {
    return this.#kind === undefined ? { CapacityUnits: units } : { CapacityUnits: units, [this.#kind]: units }
  }
}

/** A meter where the request wants a report, nothing where it does not. */
export function meterFor(
  tableName: string,
  detail: ReturnConsumedCapacity | undefined,
  kind?: UnitsKind,
): Meter | undefined {
  if (!detail || detail === 'NONE') return undefined
  return new Meter(tableName, detail, kind)
}

/** The meters of a request on several tables, in the order in which the tables come up. */
export class TableMeters {
  readonly #detail: 'INDEXES' | 'TOTAL'
  readonly #kind: UnitsKind | undefined
  readonly #meters = new Map<string, Meter>()

  private constructor(detail: 'INDEXES' | 'TOTAL', kind: UnitsKind | undefined) {
    this.#detail = detail
    this.#kind = kind
  }

  /** Meters where the request wants a report, nothing where it does not. */
  static for(detail: ReturnConsumedCapacity | undefined, kind?: UnitsKind): TableMeters | undefined {
    return !detail || detail === 'NONE' ? undefined : new TableMeters(detail, kind)
  }

  of(tableName: string): Meter {
    const known = this.#meters.get(tableName)
    if (known !== undefined) return known
    const meter = new Meter(tableName, this.#detail, this.#kind)
    this.#meters.set(tableName, meter)
    return meter
  }

  report(): ConsumedCapacity[] {
    return [...this.#meters.values()].map((meter) => meter.report())
  }
}

function sum(units: ReadonlyMap<string, number>): number {
  let total = 0
  for (const count of units.values()) total += count
  return total
}
