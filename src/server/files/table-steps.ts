import { tableThroughputUnitsMax } from '../../protocol/limits.js'
import type { JsonObject } from './call.js'
import { isObject, listOf } from './call.js'

/** The calls that make a table of a line. */
export interface TableSteps {
  /** What CreateTable takes. */
  readonly creation: JsonObject
  /** What UpdateTable takes, change after change, once the items are there. */
  readonly changes: readonly TableChange[]
}

export interface TableChange {
  readonly what: 'stream' | 'index' | 'throughput'
  readonly change: JsonObject
}

/** The steps to a table as somebody wishes it: items leave no records in its stream. */
export function seedSteps({ StreamSpecification, ...creation }: JsonObject): TableSteps {
  return {
    creation,
    changes: StreamSpecification === undefined ? [] : [{ what: 'stream', change: { StreamSpecification } }],
  }
}

/**
 * The steps to a table as it was. It may have got there by changes, and have what a new table may not: items that do not
 * fit the key of an index which is younger than they are, and more units than a table is created with.
 */
export function snapshotSteps(table: JsonObject): TableSteps {
  const { creation, changes } = seedSteps(table)
  const { GlobalSecondaryIndexes, AttributeDefinitions, ProvisionedThroughput, ...rest } = creation
  const keys = new Set([rest, ...listOf(rest['LocalSecondaryIndexes'])].flatMap(keyNames))
  const units = isObject(ProvisionedThroughput) ? ProvisionedThroughput : {}
  const isRaised = Object.values(units).some((each) => each !== startingUnits(each))
  return {
    creation: {
      ...rest,
      AttributeDefinitions: listOf(AttributeDefinitions).filter((each) => keys.has(nameOf(each))),
      ProvisionedThroughput: isRaised
        ? Object.fromEntries(Object.entries(units).map(([member, each]) => [member, startingUnits(each)]))
        : ProvisionedThroughput,
    },
    changes: [
      ...(isRaised ? [{ what: 'throughput', change: { ProvisionedThroughput } } as const] : []),
      ...listOf(GlobalSecondaryIndexes).map((Create) => ({
        what: 'index' as const,
        change: { AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] },
      })),
      ...changes,
    ],
  }
}

function startingUnits(units: unknown): unknown {
  return typeof units === 'number' ? Math.min(units, tableThroughputUnitsMax) : units
}

function keyNames(declared: unknown): unknown[] {
  return isObject(declared) ? listOf(declared['KeySchema']).map(nameOf) : []
}

function nameOf(attribute: unknown): unknown {
  return isObject(attribute) ? attribute['AttributeName'] : undefined
}
