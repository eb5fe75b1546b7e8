import { Buffer } from 'node:buffer'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { Backend } from '../../protocol/backend.js'
import { compiledEntity } from '../../marshalling/index.js'
import { CommandError } from '../command-error.js'
import type { OpenDatabase, SchemaModule } from '../schema-module/index.js'
import { isPlainObject, objectFromJson } from '../values/from-json.js'
import type { SeedLine } from './seed-lines.js'
import { seedLines } from './seed-lines.js'

interface SeedTarget {
  readonly schema: SchemaModule
  readonly database: OpenDatabase
  readonly backend: Backend
}

/**
 * Loads a seed file into the tables of a schema: items in DynamoDB's JSON, as `monotable serve` takes them, and items of
 * entities as plain JSON, which are written as `create` writes them.
 *
 * @returns how many items were written
 * @throws CommandError that names file and line of what is refused.
 */
export async function loadSeed(file: string, target: SeedTarget): Promise<number> {
  const tableNames = target.database.tableInputs().map(({ TableName }) => TableName)
  let table = tableNames.length === 1 ? tableNames[0] : undefined
  let count = 0
  for (const line of seedLines(file)) {
    const { value, place } = line
    await atPlace(place, async () => {
      if ('Table' in value) table = tableOf(line, tableNames)
      else if ('Item' in value) await putItem(line, table, target.backend)
      else await createItem(line, target)
    })
    if (!('Table' in value)) count += 1
  }
  return count
}

/** Says on which line it was asked for what is refused. */
async function atPlace(place: string, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (error instanceof CommandError) throw error
    throw new CommandError(`${place}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function tableOf({ value, place }: SeedLine, tableNames: readonly unknown[]): string {
  const table = value['Table']
  const name = isPlainObject(table) ? table['TableName'] : undefined
  if (typeof name === 'string' && tableNames.includes(name)) return name
  throw new CommandError(
    `${place}: ${typeof name === 'string' ? `the schema has no table ${name}` : 'the table has no TableName'}; it has ${tableNames.join(', ')}`,
  )
}

async function putItem(
  { value, place }: SeedLine,
  table: string | undefined,
  backend: Backend,
): Promise<void> {
  if (table === undefined)
    throw new CommandError(
      `${place}: the schema has several tables: put {"Table":{"TableName":"…"}} on a line before the item`,
    )
  await backend.execute('PutItem', { TableName: table, Item: storedItem(value['Item'], place) })
}

/** DynamoDB's JSON as the engine takes it: bytes are not text there. */
function storedItem(item: unknown, place: string): AttributeMap {
  if (!isPlainObject(item)) throw new CommandError(`${place}: Item is an object in DynamoDB's JSON`)
  return Object.fromEntries(
    Object.entries(item).map(([name, each]) => [name, withBytes(each)]),
  ) as AttributeMap
}

function withBytes(value: unknown): unknown {
  if (!isPlainObject(value)) return value
  const bytesOf = (text: unknown): unknown =>
    typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'base64')) : text
  if ('B' in value) return { B: bytesOf(value['B']) }
  if (Array.isArray(value['BS'])) return { BS: value['BS'].map(bytesOf) }
  if (Array.isArray(value['L'])) return { L: value['L'].map(withBytes) }
  if (!isPlainObject(value['M'])) return value
  return { M: Object.fromEntries(Object.entries(value['M']).map(([name, each]) => [name, withBytes(each)])) }
}

async function createItem({ value, place }: SeedLine, { schema, database }: SeedTarget): Promise<void> {
  const { entity: name, item, ...others } = value
  const [stranger] = Object.keys(others)
  if (typeof name !== 'string' || !isPlainObject(item) || stranger !== undefined)
    throw new CommandError(
      `${place}: ${stranger === undefined ? 'the line' : `a line with ${stranger}`} is not known here: write {"entity":"orders","item":{…}}, {"Item":{…}} or {"Table":{…}}`,
    )
  const entity = Object.hasOwn(schema.entities, name) ? schema.entities[name] : undefined
  if (entity === undefined)
    throw new CommandError(
      `${place}: the schema has no entity ${name}; it has ${Object.keys(schema.entities).join(', ')}`,
    )
  const { fields, rest } = compiledEntity(entity).model
  await database.repositories[name]?.create(objectFromJson(fields, item, rest))
}
