import { itemSizeBytesMax, readUnitBytes, transactionSizeBytesMax } from '../../protocol/limits.js'
import { getCost, sumOfCosts } from '../plans/cost.js'
import type { PlannedCost } from '../plans/plan.types.js'

/** What reading many items by their keys costs: each as if it were read alone. */
export function getsCost(consistent: number, eventual: number): PlannedCost {
  return sumOfCosts(
    [true, false].flatMap((isConsistent) => {
      const count = isConsistent ? consistent : eventual
      if (count === 0) return []
      return timesCost(getCost(isConsistent), count, count, `${count} items`)
    }),
  )
}

/** What it costs to read so many items, each as if it were read alone. */
export function timesCost(
  { readUnits, writeUnits, arithmetic }: PlannedCost,
  least: number,
  most: number,
  items: string,
): PlannedCost {
  const { minimum, maximum } = readUnits
  return {
    readUnits: { minimum: minimum * least, maximum: maximum === undefined ? undefined : maximum * most },
    writeUnits,
    arithmetic: arithmetic.map((line) => `${items}, each: ${line}`),
  }
}

/** What reading items in one transaction costs: each in whole read units of its own, doubled, 4 MB of them at most. */
export function transactGetCost(count: number): PlannedCost {
  const largest = Math.min(
    count * (itemSizeBytesMax / readUnitBytes),
    transactionSizeBytesMax / readUnitBytes + count,
  )
  return {
    readUnits: { minimum: 2 * count, maximum: 2 * largest },
    writeUnits: { minimum: 0, maximum: 0 },
    arithmetic: [`${count} items, each rounded up to 4 KB, doubled: it is a transaction`],
  }
}
