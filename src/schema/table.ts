import { MonotableError } from '../core/errors.js'
import { nearNames } from '../core/near-names.js'
import type { KeyRole } from '../keys/index.js'
import {
  globalIndexesPerTableMax,
  indexPartitionKeyAttributesMax,
  indexSortKeyAttributesMax,
  keyAttributeNameSizeBytesMax,
  localIndexesPerTableMax,
  projectedNonKeyAttributesMax,
  tableNameLengthMax,
  tableNameLengthMin,
} from '../protocol/limits.js'
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

/** The key attributes of a table and of its indexes; a local index has the partition key of the table. */
export function tableKeys({ definition }: Table): {
  readonly partition: readonly KeyAttribute[]
  readonly sort: readonly KeyAttribute[]
} {
  const keys = [definition, ...Object.values(definition.indexes ?? {})]
  return {
    partition: keys.flatMap((key) => keyAttributes(key.partitionKey)),
    sort: keys.flatMap((key) => keyAttributes(key.sortKey)),
  }
}

/** The form that an attribute has in keys: that of a sort key where it is one anywhere, so that its order is kept there. */
export function keyRoles(table: Table): (attribute: KeyAttribute) => KeyRole {
  const sortKeys = new Set(tableKeys(table).sort.map(({ name }) => name))
  return ({ name }) => (sortKeys.has(name) ? 'sort' : 'partition')
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
  assertMembers(table, tableMembers, refuse)
  assertName(table.name, 'the table', refuse)
  if (table.partitionKey === undefined) refuse('give it a partitionKey: the name of an attribute')
  if (isKeyList(table.partitionKey) || isKeyList(table.sortKey))
    refuse('each key of a table is one attribute; only global indexes have keys of several')
  const primary = [...keyAttributes(table.partitionKey), ...keyAttributes(table.sortKey)]
  assertKey(primary, (problem) => refuse(`its primary key: ${problem}`))
  const indexes = table.indexes ?? {}
  const keys = [
    ...primary,
    ...Object.entries(indexes).flatMap(([name, index]) => assertIndex(name, index, table, refuse)),
  ]
  assertOneTypeEach(keys, refuse)
  assertIndexCounts(Object.values(indexes), refuse)
  const { timeToLive, entityAttribute = '_entity' } = table
  if (timeToLive !== undefined && !isNonEmpty(timeToLive)) refuse('timeToLive needs the name of an attribute')
  if (entityAttribute !== false && !isNonEmpty(entityAttribute))
    refuse('entityAttribute needs a name; false stands for none')
  if (timeToLive === entityAttribute)
    refuse(`${timeToLive} is the time to live and where an item names its entity: give each its own`)
  if (primary.some((key) => key.name === timeToLive && key.type !== 'N'))
    refuse(
      `${timeToLive} is a key attribute of the table, and its time to live, which is a number: give the expiry an attribute of its own`,
    )
  if (keys.some((key) => key.name === entityAttribute))
    refuse(
      `${entityAttribute} is a key attribute and where an item names its entity: give entityAttribute another name`,
    )
}

const tableMembers = ['name', 'partitionKey', 'sortKey', 'indexes', 'timeToLive', 'stream', 'entityAttribute']
const indexMembers = ['local', 'partitionKey', 'sortKey', 'projection']

/** A definition is inferred as it is written, so that the compiler lets pass what it does not know. */
function assertMembers(definition: object, members: readonly string[], refuse: Refuse): void {
  const unknown = Object.keys(definition).find((name) => !members.includes(name))
  if (unknown === undefined) return
  const [near] = nearNames(unknown, members)
  const meant = near === undefined ? '' : ` (did you mean ${near}?)`
  refuse(`${unknown} means nothing here${meant}; it has ${members.join(', ')}`)
}

const isNonEmpty = (name: unknown): name is string => typeof name === 'string' && name !== ''

function assertName(name: unknown, what: string, refuse: Refuse): void {
  const isValid = typeof name === 'string' && /^[\w.-]+$/.test(name)
  if (!isValid || name.length < tableNameLengthMin || name.length > tableNameLengthMax)
    refuse(
      `${what} needs a name of ${tableNameLengthMin} to ${tableNameLengthMax} characters out of a-z, A-Z, 0-9, '_', '-' and '.'`,
    )
}

/** The key attributes of an index, once it is found to be right. */
function assertIndex(
  name: string,
  index: IndexDefinition,
  table: TableDefinition,
  refuseTable: Refuse,
): readonly KeyAttribute[] {
  assertName(name, `index ${name}`, refuseTable)
  const refuse: Refuse = (problem) => refuseTable(`index ${name}: ${problem}`)
  assertMembers(index, indexMembers, refuse)
  assertProjection(index, refuse)
  const isLocal = index.local === true
  if (isLocal && table.sortKey === undefined) refuse('a local index needs a table with a sort key')
  if (isLocal && 'partitionKey' in index)
    refuse('a local index has the partition key of the table: leave partitionKey out')
  const partition = keyAttributes((isLocal ? table : index).partitionKey)
  const sort = keyAttributes(index.sortKey)
  if (partition.length < 1 || partition.length > indexPartitionKeyAttributesMax)
    refuse(`a partition key has 1 to ${indexPartitionKeyAttributesMax} attributes`)
  if (isLocal && sort.length !== 1) refuse('the sort key of a local index is one attribute')
  if (sort.length > indexSortKeyAttributesMax)
    refuse(`a sort key has at most ${indexSortKeyAttributesMax} attributes`)
  const key = [...partition, ...sort]
  assertKey(key, refuse)
  return key
}

function assertProjection({ projection = 'all' }: IndexDefinition, refuse: Refuse): void {
  if (projection === 'all' || projection === 'keys-only') return
  if (!Array.isArray(projection) || projection.length === 0)
    refuse("projection is 'all', 'keys-only' or a list of stored attributes")
  if (new Set(projection).size < projection.length) refuse('projection names an attribute twice')
}

function assertIndexCounts(indexes: readonly IndexDefinition[], refuse: Refuse): void {
  const assertCount = (count: number, what: string, countMax: number): void => {
    if (count > countMax) refuse(`it has ${count} ${what} indexes, DynamoDB allows ${countMax}`)
  }
  const locals = indexes.filter((index) => index.local === true).length
  assertCount(locals, 'local', localIndexesPerTableMax)
  assertCount(indexes.length - locals, 'global', globalIndexesPerTableMax)
  const projected = indexes.flatMap(({ projection = [] }) =>
    typeof projection === 'string' ? [] : projection,
  ).length
  if (projected > projectedNonKeyAttributesMax)
    refuse(
      `its projections name ${projected} attributes, DynamoDB allows ${projectedNonKeyAttributesMax} in all indexes together`,
    )
}

function assertKey(attributes: readonly KeyAttribute[], refuse: Refuse): void {
  const seen = new Set<string>()
  for (const { name, type } of attributes) {
    if (!isNonEmpty(name)) refuse('a key attribute needs a name')
    if (new TextEncoder().encode(name).length > keyAttributeNameSizeBytesMax)
      refuse(
        `the name of a key attribute has at most ${keyAttributeNameSizeBytesMax} bytes, unlike ${name.slice(0, 20)}…`,
      )
    if (type !== undefined && !['S', 'N', 'B'].includes(type))
      refuse(`key attribute ${name} has type S, N or B, not ${String(type)}`)
    if (seen.has(name)) refuse(`attribute ${name} stands in it twice`)
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
