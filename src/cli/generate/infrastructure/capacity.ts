import type { ProvisionedThroughput } from '../../../protocol/tables.js'
import { CommandError } from '../../command-error.js'
import type { Capacity, TableDeployment } from '../../config/index.js'

/** What a table or index can read and write each second. */
export interface Capacities {
  readonly read: Capacity
  readonly write: Capacity
}

/** The capacities of a table and of its global indexes. */
export interface IndexCapacities {
  readonly table: Capacities
  of(index: string): Capacities
}

/** A capacity that Application Auto Scaling moves between bounds. */
export interface Scaling {
  /** The index; undefined for the table. */
  readonly index: string | undefined
  readonly direction: 'Read' | 'Write'
  readonly bounds: Exclude<Capacity, number>
}

/** The capacities of a table that pays by capacity. */
export function capacitiesOf(
  table: string,
  { billing }: TableDeployment,
  indexes: readonly string[],
): IndexCapacities | undefined {
  const others = billing?.indexes ?? {}
  for (const name of Object.keys(others))
    if (!indexes.includes(name))
      throw new CommandError(
        `tables.${table}.billing.indexes names ${name}, which is no global index of the table; it has ${indexes.join(', ') || 'none'}`,
      )
  if (billing?.mode !== 'provisioned') return undefined
  const { read, write, indexes: own = {} } = billing
  const of = (index: string): Capacities => ({ read, write, ...own[index] })
  for (const { read: reads, write: writes } of [{ read, write }, ...indexes.map(of)])
    for (const capacity of [reads, writes]) assertCapacity(table, capacity)
  return { table: { read, write }, of }
}

function assertCapacity(table: string, capacity: Capacity): void {
  const refuse = (problem: string): never => {
    throw new CommandError(`tables.${table}.billing: ${problem}`)
  }
  if (typeof capacity === 'number') {
    if (!(Number.isInteger(capacity) && capacity >= 1)) refuse('a capacity is a whole number of at least 1')
    return
  }
  const { min, max, targetPercent } = capacity
  if (!(Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max >= min))
    refuse('min and max are whole numbers of at least 1, and max is not below min')
  if (!(targetPercent >= 20 && targetPercent <= 90)) refuse('targetPercent is from 20 to 90')
}

/** What a table begins with: of a scaled capacity the lower bound. */
export function provisionedOf({ read, write }: Capacities): ProvisionedThroughput {
  return { ReadCapacityUnits: least(read), WriteCapacityUnits: least(write) }
}

const least = (capacity: Capacity): number => (typeof capacity === 'number' ? capacity : capacity.min)

/** Every capacity that is scaled, of the table and then of its indexes. */
export function scalingsOf(capacities: IndexCapacities, indexes: readonly string[]): readonly Scaling[] {
  return [undefined, ...indexes].flatMap((index) => {
    const { read, write } = index === undefined ? capacities.table : capacities.of(index)
    return (
      [
        ['Read', read],
        ['Write', write],
      ] as const
    ).flatMap(([direction, bounds]) => (typeof bounds === 'number' ? [] : [{ index, direction, bounds }]))
  })
}
