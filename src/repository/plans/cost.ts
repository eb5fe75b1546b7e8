import type { AttributeMap } from '../../protocol/attribute-value.js'
import {
  itemSizeBytesMax,
  pageSizeBytesMax,
  partitionKeySizeBytesMax,
  readUnitBytes,
  sortKeySizeBytesMax,
  writeUnitBytes,
} from '../../protocol/limits.js'
import { keyAttributes } from '../../schema/index.js'
import type { EntityRuntime } from '../entity-runtime.js'
import { itemSizeBytes } from '../writes/item-size.js'
import type { CostRange, PlannedCost } from './plan.types.js'
import type { SentinelChange } from '../writes/sentinels.js'
import type { WriteAction } from '../writes/write-action.js'

const none: CostRange = { minimum: 0, maximum: 0 }
/** A sentinel has two keys, its own and its item's: of others, more is not known. */
const largestKeyUnits = Math.ceil((2 * (partitionKeySizeBytesMax + sortKeySizeBytesMax)) / writeUnitBytes)
const largestItemUnits = itemSizeBytesMax / writeUnitBytes

/** An index of the table, whether or not the entity means to be in it: DynamoDB goes by the attributes. */
interface TableIndex {
  readonly name: string
  readonly keys: readonly string[]
  projects(storedName: string): boolean
}

function indexesOf({ model: { table } }: EntityRuntime): readonly TableIndex[] {
  const { partitionKey, sortKey, indexes = {} } = table.definition
  const primary = [...keyAttributes(partitionKey), ...keyAttributes(sortKey)].map((key) => key.name)
  return Object.entries(indexes).map(([name, index]) => {
    const { projection = 'all' } = index
    const partition = keyAttributes(index.local === true ? partitionKey : index.partitionKey)
    const keys = [...partition, ...keyAttributes(index.sortKey)].map((key) => key.name)
    const named = new Set([...primary, ...keys, ...(typeof projection === 'string' ? [] : projection)])
    return { name, keys, projects: (storedName) => projection === 'all' || named.has(storedName) }
  })
}

/**
 * What a write costs when it succeeds, in write units of 1 KB: the larger of the item before and after, and for each
 * index what changes in it, once or, where an entry moves, twice.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function writeCost(action: WriteAction, factor: 1 | 2 = 1): PlannedCost {
  const { runtime, request, verb } = action
  // What only says what must hold changes no index.
  const isCheck = request.operation === 'UpdateItem' && request.input.UpdateExpression === undefined
  const indexes = isCheck ? [] : indexesOf(runtime)
  const item = request.operation === 'PutItem' ? request.input.Item : undefined
  const arithmetic = [tableArithmetic(item)]
  // Of a transaction, DynamoDB charges the table twice, and the indexes once.
  if (factor === 2) arithmetic.push('doubled: it is part of a transaction')
  let minimum = factor * (item === undefined ? 1 : units(itemSizeBytes(item)))
  let maximum = largestItemUnits * (factor + 2 * indexes.length)
  // What is created stands over nothing, unless that has expired and is still there.
  if (item !== undefined && (verb === 'create' || verb === 'move') && runtime.model.expiry === undefined) {
    for (const index of indexes) minimum += entryUnits(index, item, arithmetic)
    maximum = minimum
  } else
    for (const { name } of indexes)
      arithmetic.push(`index ${name}: 0, 1 or 2 writes, as the entry is left, changed or moved`)
  if (action.fallback !== undefined) {
    arithmetic.push('an expired item is replaced by a second request, and the first one is charged too')
    maximum += maximum + largestItemUnits
  }
  return { readUnits: none, writeUnits: { minimum, maximum }, arithmetic }
}

/** What it costs that a transaction writes or deletes a sentinel. */
export function sentinelCost({ runtime, unique, item }: SentinelChange): PlannedCost {
  const size = itemSizeBytes(item)
  const arithmetic = [
    `sentinel of unique constraint ${unique.name}: ${size} bytes, rounded up to 1 KB: ${units(size)}`,
  ]
  let sum = units(size)
  for (const index of indexesOf(runtime)) sum += entryUnits(index, item, arithmetic)
  arithmetic.push('doubled: it is part of a transaction')
  // Where another stood before it, or there is none to delete, the larger counts, or less.
  return {
    readUnits: none,
    writeUnits: { minimum: 2, maximum: 2 * (sum + largestKeyUnits * (1 + indexesOf(runtime).length)) },
    arithmetic,
  }
}

function tableArithmetic(item: AttributeMap | undefined): string {
  if (item === undefined)
    return 'table: the larger of the item before and after, rounded up to 1 KB: at least 1'
  const size = itemSizeBytes(item)
  return `table: ${size} bytes, rounded up to 1 KB: ${units(size)}; more if an item that it replaces is larger`
}

/** What the entry of a new item costs: nothing where the item lacks one of the key attributes. */
function entryUnits({ name, keys, projects }: TableIndex, item: AttributeMap, arithmetic: string[]): number {
  if (!keys.every((key) => item[key] !== undefined)) return 0
  const entry: AttributeMap = {}
  for (const [attribute, value] of Object.entries(item)) if (projects(attribute)) entry[attribute] = value
  const size = itemSizeBytes(entry)
  arithmetic.push(`index ${name}: ${size} bytes, rounded up to 1 KB: ${units(size)}`)
  return units(size)
}

const units = (sizeBytes: number): number => Math.max(1, Math.ceil(sizeBytes / writeUnitBytes))

/** What reading one item costs, in read units of 4 KB. */
export function getCost(isConsistent: boolean): PlannedCost {
  const unit = isConsistent ? 1 : 0.5
  return {
    readUnits: { minimum: unit, maximum: (itemSizeBytesMax / readUnitBytes) * unit },
    writeUnits: none,
    arithmetic: [
      `item size rounded up to 4 KB, ${isConsistent ? 'consistent' : 'halved because eventually consistent'}: at least ${unit}`,
    ],
  }
}

/** What a page of a query costs: all that is read of it together, before filtering, in each shard. */
export function pageCost(isConsistent: boolean, isEmpty: boolean, shards = 1): PlannedCost {
  if (isEmpty)
    return { readUnits: none, writeUnits: none, arithmetic: ['nothing can match: no request is sent'] }
  const unit = isConsistent ? 1 : 0.5
  return {
    readUnits: { minimum: unit * shards, maximum: undefined },
    writeUnits: none,
    arithmetic: [
      `${shards === 1 ? 'each page' : `each page of each of ${shards} shards`}: all that is read, before filtering, rounded up to 4 KB, ${isConsistent ? 'consistent' : 'halved because eventually consistent'}: at least ${unit}, at most ${((pageSizeBytesMax + itemSizeBytesMax) / readUnitBytes) * unit}`,
    ],
  }
}

/** The cost of a read with the write that depends on it; `minimum` is 0 for a write that may be left out. */
export function dependentCost(verb: string, read: PlannedCost, minimum: 0 | 1): PlannedCost {
  return sumOfCosts([
    read,
    {
      readUnits: none,
      writeUnits: { minimum, maximum: undefined },
      arithmetic: [
        `${verb}: the larger of the item before and after, rounded up to 1 KB, and its index entries${minimum === 0 ? '; nothing where the function gives undefined' : ''}`,
      ],
    },
  ])
}

/** The cost of a transaction that may be cancelled and sent again: DynamoDB charges each time. */
export function repeatedCost({ readUnits, writeUnits, arithmetic }: PlannedCost, tries: number): PlannedCost {
  const { minimum, maximum } = writeUnits
  return {
    readUnits,
    writeUnits: { minimum, maximum: maximum === undefined ? undefined : maximum * tries },
    arithmetic: [
      ...arithmetic,
      `up to ${tries} times, where what it would take away turns out not to be there`,
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
