import { MonotableError } from '../core/errors.js'
import * as limits from '../protocol/limit-values.js'
import type { IndexDefinition, KeyAttributeDefinition, Table, TableDefinition } from './table.types.js'

/** A key attribute as the rest of the library sees it. */
export interface KeyAttribute {
  readonly name: string
  /** Known where the table states it, otherwise worked out from the entities that fill it. */
  readonly type: 'S' | 'N' | 'B' | undefined
}

type KeyDefinition = KeyAttributeDefinition | readonly KeyAttributeDefinition[] | undefined
type Refuse = (problem: string) => never

const isKeyList = (key: KeyDefinition): key is readonly KeyAttributeDefinition[] => Array.isArray(key)

/** The attributes of a key, in order; those of a native multi-attribute key take their type from the entities. */
export function keyAttributes(key: KeyDefinition): readonly KeyAttribute[] {
  if (key === undefined) return []
  const isNative = isKeyList(key)
  return (isNative ? key : [key]).map((attribute) =>
    typeof attribute === 'string' ? { name: attribute, type: isNative ? undefined : 'S' } : attribute,
  )
}

/**
 * Declares a table: its key attributes and indexes. Nothing is sent; `db.createTables()` creates it.
 *
 * @example
 * ```ts
 * const shop = defineTable({
 *   name: 'shop', partitionKey: 'pk', sortKey: 'sk',
 *   indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
 * })
 * // CreateTable { TableName: 'shop', KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, …], … }
 * ```
 *
 * @throws MonotableError `schema.table` where the definition breaks a rule or limit of DynamoDB.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function defineTable<const TDefinition extends TableDefinition>(
  definition: TDefinition,
): Table<TDefinition> {
  assertTable(definition)
  return Object.freeze({ name: definition.name, definition })
}

/** Whether a value has the form of a table: that of another copy of this package counts too. */
export function isTable(value: unknown): value is Table {
  const table = value as Partial<Table> | undefined | null
  return typeof table?.name === 'string' && typeof table.definition?.partitionKey !== 'undefined'
}

function assertTable(table: TableDefinition): void {
  const refuse: Refuse = (problem) => {
    const name = (table as TableDefinition | undefined)?.name
    throw new MonotableError('schema.table', `Table ${name}: ${problem}`, { table: name })
  }
  if (typeof table !== 'object' || table === null)
    refuse("give a definition: defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk' })")
  assertName(table.name, 'the table', limits.tableNameLengthMax, refuse)
  if (table.partitionKey === undefined) refuse('give it a partitionKey: the name of an attribute')
  if (isKeyList(table.partitionKey) || isKeyList(table.sortKey))
    refuse('each key of a table is one attribute; only global indexes have keys of several')
  const primary = [...keyAttributes(table.partitionKey), ...keyAttributes(table.sortKey)]
  assertKey(primary, 'its primary key', refuse)
  const indexes = Object.entries(table.indexes ?? {})
  const keys = indexes.flatMap(([name, index]) => assertIndex(name, index, table, refuse))
  assertOneTypeEach([...primary, ...keys], refuse)
  assertIndexCounts(indexes, refuse)
  const { timeToLive, entityAttribute = '_entity' } = table
  if (timeToLive !== undefined && (typeof timeToLive !== 'string' || timeToLive === ''))
    refuse('timeToLive needs the name of an attribute')
  if (entityAttribute !== false && (typeof entityAttribute !== 'string' || entityAttribute === ''))
    refuse('entityAttribute needs a name; false stands for none')
  if (timeToLive === entityAttribute)
    refuse(`${timeToLive} is the time to live and where an item names its entity: give each its own`)
  if (primary.some((key) => key.name === timeToLive && key.type !== 'N'))
    refuse(
      `${timeToLive} is a key attribute of the table, and its time to live, which is a number: give the expiry an attribute of its own`,
    )
  if ([...primary, ...keys].some((key) => key.name === entityAttribute))
    refuse(
      `${entityAttribute} is a key attribute and where an item names its entity: give entityAttribute another name`,
    )
}

function assertName(name: string, what: string, lengthMax: number, refuse: Refuse): void {
  const isValid = typeof name === 'string' && /^[\w.-]+$/.test(name)
  if (!isValid || name.length < limits.indexNameLengthMin || name.length > lengthMax)
    refuse(
      `${what} needs a name of ${limits.indexNameLengthMin} to ${lengthMax} characters out of a-z, A-Z, 0-9, '_', '-' and '.'`,
    )
}

/** The key attributes of an index, once it is found to be right. */
function assertIndex(
  name: string,
  index: IndexDefinition,
  table: TableDefinition,
  refuse: Refuse,
): readonly KeyAttribute[] {
  const place = `index ${name}`
  assertName(name, place, limits.tableNameLengthMax, refuse)
  assertProjection(index, place, refuse)
  if (index.local === true && table.sortKey === undefined)
    refuse(`${place}: a local index needs a table with a sort key`)
  if (index.local === true && 'partitionKey' in index)
    refuse(`${place}: a local index has the partition key of the table: leave partitionKey out`)
  const partition = keyAttributes(index.local === true ? table.partitionKey : index.partitionKey)
  const sort = keyAttributes(index.sortKey)
  if (partition.length < 1 || partition.length > limits.indexPartitionKeyAttributesMax)
    refuse(`${place}: a partition key has 1 to ${limits.indexPartitionKeyAttributesMax} attributes`)
  if (index.local === true && sort.length !== 1)
    refuse(`${place}: the sort key of a local index is one attribute`)
  if (sort.length > limits.indexSortKeyAttributesMax)
    refuse(`${place}: a sort key has at most ${limits.indexSortKeyAttributesMax} attributes`)
  assertKey([...partition, ...sort], place, refuse)
  return [...partition, ...sort]
}

function assertProjection({ projection = 'all' }: IndexDefinition, place: string, refuse: Refuse): void {
  if (projection === 'all' || projection === 'keys-only') return
  if (!Array.isArray(projection) || projection.length === 0)
    refuse(`${place}: projection is 'all', 'keys-only' or a list of stored attributes`)
  if (new Set(projection).size < projection.length) refuse(`${place}: projection names an attribute twice`)
}

function assertIndexCounts(indexes: readonly (readonly [string, IndexDefinition])[], refuse: Refuse): void {
  const locals = indexes.filter(([, index]) => index.local === true).length
  const globals = indexes.length - locals
  if (locals > limits.localIndexesPerTableMax)
    refuse(`it has ${locals} local indexes, DynamoDB allows ${limits.localIndexesPerTableMax}`)
  if (globals > limits.globalIndexesPerTableMax)
    refuse(`it has ${globals} global indexes, DynamoDB allows ${limits.globalIndexesPerTableMax}`)
  let projected = 0
  for (const [, { projection }] of indexes) if (Array.isArray(projection)) projected += projection.length
  if (projected > limits.projectedNonKeyAttributesMax)
    refuse(
      `its projections name ${projected} attributes, DynamoDB allows ${limits.projectedNonKeyAttributesMax} in all indexes together`,
    )
}

function assertKey(attributes: readonly KeyAttribute[], place: string, refuse: Refuse): void {
  const seen = new Set<string>()
  for (const { name, type } of attributes) {
    if (typeof name !== 'string' || name === '') refuse(`${place}: a key attribute needs a name`)
    if (new TextEncoder().encode(name).length > limits.keyAttributeNameSizeBytesMax)
      refuse(
        `${place}: the name of a key attribute has at most ${limits.keyAttributeNameSizeBytesMax} bytes, unlike ${name.slice(0, 20)}…`,
      )
    if (type !== undefined && type !== 'S' && type !== 'N' && type !== 'B')
      refuse(`${place}: key attribute ${name} has type S, N or B, not ${String(type)}`)
    if (seen.has(name)) refuse(`${place}: attribute ${name} stands in it twice`)
    seen.add(name)
  }
}

/** An attribute that several keys share has one type. */
function assertOneTypeEach(attributes: readonly KeyAttribute[], refuse: Refuse): void {
  const types = new Map<string, KeyAttribute['type']>()
  for (const { name, type } of attributes) {
    const known = types.get(name)
    if (known !== undefined && type !== undefined && known !== type)
      refuse(`key attribute ${name} has type ${known} in one key and ${type} in another`)
    types.set(name, known ?? type)
  }
}
