import { MonotableError } from '../core/errors.js'
import { limits } from '../protocol/limits.js'
import type { IndexDefinition, KeyAttributeDefinition, Table, TableDefinition } from './table.types.js'

/** A key attribute as the rest of the library sees it. */
export interface KeyAttribute {
  readonly name: string
  /** Known where the table states it, otherwise worked out from the entities that fill it. */
  readonly type: 'S' | 'N' | 'B' | undefined
}

const asList = (
  key: KeyAttributeDefinition | readonly KeyAttributeDefinition[] | undefined,
): readonly KeyAttributeDefinition[] => (key === undefined ? [] : isKeyList(key) ? key : [key])

const isKeyList = (
  key: KeyAttributeDefinition | readonly KeyAttributeDefinition[],
): key is readonly KeyAttributeDefinition[] => Array.isArray(key)

/** The attributes of a key, in order; those of a native multi-attribute key take their type from the entities. */
export function keyAttributes(
  key: KeyAttributeDefinition | readonly KeyAttributeDefinition[] | undefined,
): readonly KeyAttribute[] {
  const isNative = key !== undefined && isKeyList(key)
  return asList(key).map((attribute) =>
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

function assertTable(table: TableDefinition): void {
  const refuse = (problem: string): never => {
    throw new MonotableError('schema.table', `Table ${table.name}: ${problem}`, { table: table.name })
  }
  if (typeof table.name !== 'string' || table.name === '') refuse('give it a name')
  if (!table.partitionKey) refuse('give it a partitionKey: the name of an attribute')
  const primary = [...keyAttributes(table.partitionKey), ...keyAttributes(table.sortKey)]
  assertKeyNames(primary, 'its primary key', refuse)
  const indexes = Object.entries(table.indexes ?? {})
  for (const [name, index] of indexes) assertIndex(name, index, table, refuse)
  const locals = indexes.filter(([, index]) => index.local === true).length
  if (locals > limits.localIndexesPerTableMax)
    refuse(`it has ${locals} local indexes, DynamoDB allows ${limits.localIndexesPerTableMax}`)
  if (indexes.length - locals > limits.globalIndexesPerTableMax)
    refuse(
      `it has ${indexes.length - locals} global indexes, DynamoDB allows ${limits.globalIndexesPerTableMax}`,
    )
}

function assertIndex(
  name: string,
  index: IndexDefinition,
  table: TableDefinition,
  refuse: (problem: string) => never,
): void {
  if (name.length < limits.indexNameLengthMin) refuse(`index ${name}: a name has 3 to 255 characters`)
  if (index.local === true) {
    if (table.sortKey === undefined) refuse(`index ${name}: a local index needs a table with a sort key`)
    return assertKeyNames(keyAttributes(index.sortKey), `index ${name}`, refuse)
  }
  const partition = keyAttributes(index.partitionKey)
  const sort = keyAttributes(index.sortKey)
  if (partition.length < 1 || partition.length > limits.indexPartitionKeyAttributesMax)
    refuse(`index ${name}: a partition key has 1 to ${limits.indexPartitionKeyAttributesMax} attributes`)
  if (sort.length > limits.indexSortKeyAttributesMax)
    refuse(`index ${name}: a sort key has at most ${limits.indexSortKeyAttributesMax} attributes`)
  assertKeyNames([...partition, ...sort], `index ${name}`, refuse)
}

function assertKeyNames(
  attributes: readonly KeyAttribute[],
  place: string,
  refuse: (problem: string) => never,
): void {
  const seen = new Set<string>()
  for (const { name } of attributes) {
    if (typeof name !== 'string' || name === '') refuse(`${place}: a key attribute needs a name`)
    if (seen.has(name)) refuse(`${place}: attribute ${name} stands in it twice`)
    seen.add(name)
  }
}
