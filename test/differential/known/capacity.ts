import type { Comparison, Touched } from '../comparison.js'
import type { Output } from '../contestant.js'
import type { GeneratedIndex } from '../generators/tables.js'
import type { Units } from './arithmetic.js'
import { indexedItems, indexSize, readUnits, sizeOf, writeUnits } from './arithmetic.js'
import type { KnownDifference } from './known-difference.js'
import { outputsOf } from './known-difference.js'
import { namesUnprojected } from './projections.js'

const guide = 'developer guide, capacity units'

/** The local answer with another capacity. */
function counting(compared: Comparison, local: unknown): Comparison {
  const [output] = outputsOf(compared) ?? [{}]
  const entries = Object.entries({ ...output, ConsumedCapacity: local }).filter(
    ([, value]) => value !== undefined,
  )
  return { ...compared, local: { output: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) } }
}

/** Both succeeded and differ in capacity. */
function capacities(compared: Comparison): readonly [unknown, unknown] | undefined {
  const outputs = outputsOf(compared)
  if (outputs === undefined) return undefined
  const [local, engine] = outputs.map((output) => output['ConsumedCapacity'])
  return JSON.stringify(local) === JSON.stringify(engine) ? undefined : [local, engine]
}

const emptyReads: KnownDifference = {
  name: 'capacity of a read that finds nothing: half a unit, one when consistent, where DynamoDB Local counts none',
  because: `${guide}: a read of nothing still counts the least that a read takes`,
  explain: (compared) => {
    const { request, engine, tables } = compared
    const pair = capacities(compared)
    if (pair === undefined || !/^(Query|Scan)$/.test(request.operation)) return undefined
    if (!('output' in engine) || engine.output['ScannedCount'] !== 0) return undefined
    const { ConsistentRead, IndexName, ReturnConsumedCapacity, TableName } = request.input
    const least = ConsistentRead === true ? 1 : 0.5
    const index = tables.flatMap(({ indexes }) => indexes).find(({ name }) => name === IndexName)
    const units: Units =
      index === undefined ? { table: least, global: {}, local: {} } : entryUnits(index, least)
    const none = JSON.stringify(report(String(TableName), ReturnConsumedCapacity, units, 0))
    return none === JSON.stringify(pair[0])
      ? counting(compared, report(String(TableName), ReturnConsumedCapacity, units, 1))
      : undefined
  },
}

const transactionUnits: KnownDifference = {
  name: 'capacity of a transaction is told as read or write units as well',
  because: 'observed on the service; API reference: members of ConsumedCapacity',
  explain: (compared) => {
    const pair = capacities(compared)
    const { operation } = compared.request
    if (pair === undefined || !operation.startsWith('Transact')) return undefined
    const plain = withoutKinds(pair[1])
    if (plain === undefined || JSON.stringify(plain) === JSON.stringify(pair[1])) return undefined
    const [, output] = outputsOf(compared) ?? [{}, {}]
    return { ...compared, engine: { output: { ...output, ConsumedCapacity: plain } } }
  },
}

/** Capacity without the members that say it again by kind; undefined where they say something else. */
function withoutKinds(capacity: unknown): unknown {
  if (Array.isArray(capacity)) return capacity.map(withoutKinds)
  if (typeof capacity !== 'object' || capacity === null) return capacity
  const { ReadCapacityUnits, WriteCapacityUnits, ...rest } = capacity as Output
  const said = [ReadCapacityUnits, WriteCapacityUnits].filter((units) => units !== undefined)
  if (said.some((units) => units !== rest['CapacityUnits'])) return undefined
  return Object.fromEntries(Object.entries(rest).map(([name, member]) => [name, withoutKinds(member)]))
}

const indexScans: KnownDifference = {
  name: 'capacity of the scan of an index: what it holds, and each item that is fetched, where DynamoDB Local counts whole items',
  because: `${guide}: the sizes of index entries, not of the items in the table`,
  explain: (compared) => {
    const { request, tables, stored } = compared
    const { ConsistentRead, IndexName, ReturnConsumedCapacity, TableName } = request.input
    const pair = capacities(compared)
    const table = tables.find(({ name }) => name === TableName)
    const index = table?.indexes.find(({ name }) => name === IndexName)
    if (pair === undefined || request.operation !== 'Scan' || table === undefined || index === undefined)
      return undefined
    const bytes = indexSize(table, index.name, stored)
    const units = Math.max(1, Math.ceil(bytes / 4096)) * (ConsistentRead === true ? 1 : 0.5)
    const fetches =
      index.isLocal &&
      (request.input['Select'] === 'ALL_ATTRIBUTES' || namesUnprojected(compared, 'ProjectionExpression'))
    const fetched = fetches ? indexedItems(table, index.name, stored) : []
    const expected = report(
      String(TableName),
      ReturnConsumedCapacity,
      {
        ...entryUnits(index, units),
        table: fetched.reduce((sum, item) => sum + readUnits(item, ConsistentRead === true), 0),
      },
      1,
    )
    return JSON.stringify(expected) === JSON.stringify(pair[1]) ? counting(compared, expected) : undefined
  },
}

const localQueries: KnownDifference = {
  name: 'capacity of the query of a local index for what it holds, where DynamoDB Local counts a fetch from the table',
  because: `${guide}: items are fetched for attributes that the index does not hold`,
  explain: (compared) => {
    const { request, tables, queried } = compared
    const { ConsistentRead, IndexName, ReturnConsumedCapacity, Select, TableName } = request.input
    const pair = capacities(compared)
    const index = tables
      .find(({ name }) => name === TableName)
      ?.indexes.find(({ name, isLocal }) => isLocal && name === IndexName)
    const fetches = Select === 'ALL_ATTRIBUTES' || namesUnprojected(compared, 'ProjectionExpression')
    if (pair === undefined || request.operation !== 'Query' || index === undefined || fetches)
      return undefined
    const bytes = queried.reduce((sum, entry) => sum + sizeOf(entry), 0)
    const units = Math.max(1, Math.ceil(bytes / 4096)) * (ConsistentRead === true ? 1 : 0.5)
    const expected = report(String(TableName), ReturnConsumedCapacity, entryUnits(index, units), 1)
    return JSON.stringify(expected) === JSON.stringify(pair[1]) ? counting(compared, expected) : undefined
  },
}

/** Units of an index alone. */
function entryUnits({ name, isLocal }: GeneratedIndex, units: number): Units {
  return isLocal
    ? { table: 0, global: {}, local: { [name]: units } }
    : { table: 0, global: { [name]: units }, local: {} }
}

const unasked: KnownDifference = {
  name: 'capacity of a deletion of nothing, which DynamoDB Local tells unasked',
  because:
    'API reference of ReturnConsumedCapacity, NONE: "No ConsumedCapacity details are included in the response"',
  explain: (compared) => {
    const { operation, input } = compared.request
    const pair = capacities(compared)
    const isAsked = (input['ReturnConsumedCapacity'] ?? 'NONE') !== 'NONE'
    if (operation !== 'DeleteItem' || isAsked || pair?.[1] !== undefined) return undefined
    return compared.touched.every(({ before }) => before === undefined)
      ? counting(compared, undefined)
      : undefined
  },
}

const byArithmetic: KnownDifference = {
  name: 'capacity by key: the larger of both items in KB, an index by what changes in it, the least for what is not there, and the table twice in a transaction',
  because: `${guide}: DynamoDB Local counts index entries that are not written, nothing for keys without items in a batch, deletions of nothing otherwise, and indexes twice in a transaction, too (observed on the service)`,
  explain: (compared) => {
    const { request, touched } = compared
    const asked = request.input['ReturnConsumedCapacity']
    const pair = capacities(compared)
    if (pair === undefined || touched.length === 0 || typeof asked !== 'string') return undefined
    const isList = Array.isArray(pair[1])
    const names = [...new Set(touched.map(({ table }) => table.name))].sort()
    const answers = [unitsOf, ...(isReplay(compared) ? [unitsOfReplay] : [])].map((count) => {
      const reports = names.map((name) => {
        const actions = touched.filter(({ table }) => table.name === name)
        return report(name, asked, sum(actions.map((one) => count(compared, one))), 1)
      })
      return isList ? inAnyOrder(reports) : reports[0]
    })
    const expected = answers.find((answer) => JSON.stringify(answer) === JSON.stringify(pair[1]))
    return expected === undefined ? undefined : counting(compared, expected)
  },
}

/** A transaction that has been done already reads its items, which stay as they are. */
function isReplay({ first = [], touched }: Comparison): boolean {
  return (
    first.length === touched.length &&
    touched.every(({ before, after }) => JSON.stringify(before) === JSON.stringify(after))
  )
}

/** The larger of the images of the first time, whatever has become of the item since. */
function unitsOfReplay({ first = [], touched }: Comparison, one: Touched): Units {
  const { before, after } = first[touched.indexOf(one)] ?? one
  const larger = sizeOf(before) > sizeOf(after) ? before : after
  return { table: readUnits(larger, true) * 2, global: {}, local: {} }
}

function unitsOf({ request }: Comparison, one: Touched): Units {
  const times = request.operation.startsWith('Transact') ? 2 : 1
  if (one.kind === 'Get') {
    const entry = (request.input['RequestItems'] as Output | undefined)?.[one.table.name] as
      Output | undefined
    const isConsistent = times === 2 || (entry ?? request.input)['ConsistentRead'] === true
    return { table: readUnits(one.before, isConsistent) * times, global: {}, local: {} }
  }
  const units = writeUnits(one)
  return { ...units, table: units.table * times }
}

function sum(all: readonly Units[]): Units {
  const add = (parts: readonly Units['global'][]) => {
    const total: Record<string, number> = {}
    for (const part of parts)
      for (const [name, units] of Object.entries(part)) total[name] = (total[name] ?? 0) + units
    return total
  }
  return {
    table: all.reduce((total, { table }) => total + table, 0),
    global: add(all.map(({ global }) => global)),
    local: add(all.map(({ local }) => local)),
  }
}

/** Units as ConsumedCapacity has them, members in order. */
function report(TableName: string, asked: unknown, { table, global, local }: Units, times: number): unknown {
  const each = (all: Units['global']) =>
    Object.fromEntries(
      Object.entries(all)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, units]) => [name, { CapacityUnits: units * times }]),
    )
  const total = [table, ...Object.values(global), ...Object.values(local)].reduce(
    (all, units) => all + units,
    0,
  )
  if (asked === 'NONE' || asked === undefined) return undefined
  if (asked === 'TOTAL') return { CapacityUnits: total * times, TableName }
  return {
    CapacityUnits: total * times,
    ...(Object.keys(global).length > 0 && { GlobalSecondaryIndexes: each(global) }),
    ...(Object.keys(local).length > 0 && { LocalSecondaryIndexes: each(local) }),
    Table: { CapacityUnits: table * times },
    TableName,
  }
}

function inAnyOrder(all: readonly unknown[]): unknown[] {
  return [...all].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
}

export const capacityDifferences: readonly KnownDifference[] = [
  transactionUnits,
  emptyReads,
  indexScans,
  localQueries,
  unasked,
  byArithmetic,
]
