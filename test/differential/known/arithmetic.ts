import type { Touched } from '../comparison.js'
import type { GeneratedTable } from '../generators/tables.js'
import type { Wire, WireMap } from '../generators/values.js'

/** Units by where they are consumed, as the developer guide counts them. */
export interface Units {
  readonly table: number
  readonly global: Readonly<Record<string, number>>
  readonly local: Readonly<Record<string, number>>
}

interface DeclaredIndex {
  readonly IndexName: string
  readonly KeySchema: readonly { readonly AttributeName: string }[]
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] }
}

const kilobytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024))

/** A write counts the larger of the two items, and each index what changes in it. */
export function writeUnits({ table, before, after }: Touched): Units {
  const indexes = (member: string): Record<string, number> =>
    Object.fromEntries(
      ((table.create[member] ?? []) as readonly DeclaredIndex[])
        .map((index): [string, number] => [index.IndexName, indexUnits(table, index, before, after)])
        .filter(([, units]) => units > 0),
    )
  return {
    table: kilobytes(Math.max(sizeOf(before), sizeOf(after))),
    global: indexes('GlobalSecondaryIndexes'),
    local: indexes('LocalSecondaryIndexes'),
  }
}

/** A read counts 4 KB a unit, half of it when eventually consistent, and the least where nothing is found. */
export function readUnits(item: WireMap | undefined, isConsistent: boolean): number {
  return Math.max(1, Math.ceil(sizeOf(item) / 4096)) * (isConsistent ? 1 : 0.5)
}

/** The bytes that an index holds of all the items of its table. */
export function indexSize(table: GeneratedTable, name: string, stored: readonly WireMap[]): number {
  const index = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes']
    .flatMap((member) => (table.create[member] ?? []) as readonly DeclaredIndex[])
    .find((one) => one.IndexName === name)
  if (index === undefined) return 0
  return stored.reduce((sum, item) => sum + sizeOf(entryOf(table, index, item)), 0)
}

/** The items of which an index holds something. */
export function indexedItems(
  table: GeneratedTable,
  name: string,
  stored: readonly WireMap[],
): readonly WireMap[] {
  return stored.filter((item) => indexSize(table, name, [item]) > 0)
}

/** An entry that moves is deleted and put; one that stays counts when what it projects changes. */
function indexUnits(
  table: GeneratedTable,
  index: DeclaredIndex,
  before: WireMap | undefined,
  after: WireMap | undefined,
): number {
  const [left, right] = [entryOf(table, index, before), entryOf(table, index, after)]
  if (left === undefined || right === undefined)
    return left === right ? 0 : kilobytes(sizeOf(left) + sizeOf(right))
  const keyOf = (entry: WireMap) => JSON.stringify(index.KeySchema.map((part) => entry[part.AttributeName]))
  if (keyOf(left) !== keyOf(right)) return kilobytes(sizeOf(left)) + kilobytes(sizeOf(right))
  return sameEntry(left, right) ? 0 : kilobytes(Math.max(sizeOf(left), sizeOf(right)))
}

function sameEntry(left: WireMap, right: WireMap): boolean {
  const text = (entry: WireMap) => JSON.stringify(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
  return text(left) === text(right)
}

/** What the index holds of an item, undefined where it holds nothing. */
function entryOf(
  table: GeneratedTable,
  index: DeclaredIndex,
  item: WireMap | undefined,
): WireMap | undefined {
  const keys = index.KeySchema.map((part) => part.AttributeName)
  if (item === undefined || keys.some((key) => item[key] === undefined)) return undefined
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection
  const named = new Set([...keys, table.partition.name, table.sort?.name ?? '', ...NonKeyAttributes])
  return ProjectionType === 'ALL'
    ? item
    : Object.fromEntries(Object.entries(item).filter(([name]) => named.has(name)))
}

export function sizeOf(item: WireMap | undefined): number {
  return Object.entries(item ?? {}).reduce(
    (sum, [name, wire]) => sum + Buffer.byteLength(name) + valueSize(wire),
    0,
  )
}

function valueSize(wire: Wire): number {
  const [[type, value]] = Object.entries(wire) as [[string, unknown]]
  if (type === 'S') return Buffer.byteLength(value as string)
  if (type === 'B') return Buffer.from(value as string, 'base64').length
  if (type === 'N') return numberSize(value as string)
  if (type === 'M') return 3 + Object.keys(value as WireMap).length + sizeOf(value as WireMap)
  if (type === 'L') return 3 + (value as Wire[]).reduce((sum, member) => sum + 1 + valueSize(member), 0)
  if (/^[SNB]S$/.test(type))
    return (value as string[]).reduce((sum, member) => sum + valueSize({ [type.charAt(0)]: member }), 0)
  return 1
}

/** A byte for two digits, which stand in pairs around the point, one for the exponent and one for the sign below zero. */
function numberSize(text: string): number {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const even = (digits: string, pad: 'padEnd' | 'padStart') =>
    digits[pad](Math.ceil(digits.length / 2) * 2, '0')
  const pairs = (even(whole, 'padStart') + even(fraction, 'padEnd')).replace(/^(00)+|(00)+$/g, '')
  if (pairs === '') return 1
  return pairs.length / 2 + 1 + (text.startsWith('-') ? 1 : 0)
}
