import type { AttributeMap } from '../protocol/attribute-value.js'
import { limits } from '../protocol/limits.js'
import type { EntityRuntime } from './entity-runtime.js'
import { itemSizeBytes } from './item-size.js'
import type { CostRange, PlannedCost } from './plan.types.js'
import type { WriteAction } from './write-action.js'

const none: CostRange = { minimum: 0, maximum: 0 }
const largestItemUnits = limits.itemSizeBytesMax / limits.writeUnitBytes

/**
 * What a write costs when it succeeds, in write units of 1 KB: the larger of the item before and after, and for each
 * index what changes in it, once or, where an entry moves, twice.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function writeCost(action: WriteAction, factor: 1 | 2 = 1): PlannedCost {
  const { runtime, request } = action
  const arithmetic: string[] = []
  const own =
    request.operation === 'PutItem' && request.input.Item !== undefined
      ? itemSizeBytes(request.input.Item)
      : undefined
  const minimum = own === undefined ? 1 : units(own)
  arithmetic.push(
    own === undefined
      ? 'table: the larger of the item before and after, rounded up to 1 KB: at least 1'
      : `table: ${own} bytes, rounded up to 1 KB: ${minimum}; more if the item that is overwritten is larger`,
  )
  const indexes = indexUnits(runtime, action, arithmetic)
  const total = { minimum: minimum + indexes.minimum, maximum: undefined as number | undefined }
  if (action.verb === 'create' && runtime.model.expiry === undefined) total.maximum = total.minimum
  else total.maximum = largestItemUnits * (1 + 2 * runtime.model.patterns.length)
  if (factor === 2) arithmetic.push('doubled: it is part of a transaction')
  return {
    readUnits: none,
    writeUnits: { minimum: total.minimum * factor, maximum: total.maximum * factor },
    arithmetic,
  }
}

function indexUnits(
  runtime: EntityRuntime,
  { verb, request }: WriteAction,
  arithmetic: string[],
): { minimum: number } {
  let minimum = 0
  for (const pattern of runtime.model.patterns) {
    const keys = [...pattern.partition, ...pattern.sort]
    const item = request.operation === 'PutItem' ? request.input.Item : undefined
    const isIn = item !== undefined && keys.every((key) => item[key.name] !== undefined)
    if (verb !== 'create' || !isIn) {
      if (item === undefined || isIn)
        arithmetic.push(`index ${pattern.index}: 0, 1 or 2 writes, as the entry is left, changed or moved`)
      continue
    }
    const entry: AttributeMap = {}
    for (const name in item) if (pattern.projects(name)) entry[name] = item[name] as AttributeMap[string]
    const size = itemSizeBytes(entry)
    arithmetic.push(`index ${pattern.index}: ${size} bytes, rounded up to 1 KB: ${units(size)}`)
    minimum += units(size)
  }
  return { minimum }
}

const units = (sizeBytes: number): number => Math.max(1, Math.ceil(sizeBytes / limits.writeUnitBytes))

/** What reading one item costs, in read units of 4 KB. */
export function getCost(isConsistent: boolean): PlannedCost {
  const unit = isConsistent ? 1 : 0.5
  return {
    readUnits: { minimum: unit, maximum: (limits.itemSizeBytesMax / limits.readUnitBytes) * unit },
    writeUnits: none,
    arithmetic: [
      `item size rounded up to 4 KB, ${isConsistent ? 'consistent' : 'halved because eventually consistent'}: at least ${unit}`,
    ],
  }
}

/** What a page of a query costs: all that is read of it together, before filtering. */
export function pageCost(isConsistent: boolean, isEmpty: boolean): PlannedCost {
  if (isEmpty)
    return { readUnits: none, writeUnits: none, arithmetic: ['nothing can match: no request is sent'] }
  const unit = isConsistent ? 1 : 0.5
  return {
    readUnits: { minimum: unit, maximum: undefined },
    writeUnits: none,
    arithmetic: [
      `each page: all that is read, before filtering, rounded up to 4 KB, ${isConsistent ? 'consistent' : 'halved because eventually consistent'}: at least ${unit}, at most ${((limits.pageSizeBytesMax + limits.itemSizeBytesMax) / limits.readUnitBytes) * unit}`,
    ],
  }
}

/** Several costs as one. */
export function sumOfCosts(costs: readonly PlannedCost[]): PlannedCost {
  const sum = (kind: 'readUnits' | 'writeUnits'): CostRange => ({
    minimum: costs.reduce((total, cost) => total + cost[kind].minimum, 0),
    maximum: costs.reduce<number | undefined>((total, cost) => {
      const { maximum } = cost[kind]
      return total === undefined || maximum === undefined ? undefined : total + maximum
    }, 0),
  })
  return {
    readUnits: sum('readUnits'),
    writeUnits: sum('writeUnits'),
    arithmetic: costs.flatMap((cost) => cost.arithmetic),
  }
}
