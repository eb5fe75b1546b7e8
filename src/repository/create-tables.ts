import { MonotableError } from '../core/errors.js'
import type {
  AttributeDefinition,
  CreateTableInput,
  KeySchemaElement,
  KeyType,
  LocalSecondaryIndex,
  Projection,
  ScalarAttributeType,
  StreamViewType,
} from '../protocol/tables.js'
import { isServiceError } from '../protocol/service-errors.js'
import type { IndexDefinition, KeyAttribute, ProjectionDefinition, TableDefinition } from '../schema/index.js'
import { keyAttributes } from '../schema/index.js'
import type { EntityRuntime, Environment } from './entity-runtime.js'

const streamViews: Readonly<Record<NonNullable<TableDefinition['stream']>, StreamViewType>> = {
  'keys-only': 'KEYS_ONLY',
  'new-image': 'NEW_IMAGE',
  'old-image': 'OLD_IMAGE',
  'new-and-old-images': 'NEW_AND_OLD_IMAGES',
}

/**
 * The request that creates a table. The types of native key attributes come from the entities that have them.
 *
 * @throws MonotableError `repository.key-type` where no entity tells the type of a key attribute, or two disagree.
 */
export function createTableInput(
  tableName: string,
  definition: TableDefinition,
  runtimes: readonly EntityRuntime[],
): CreateTableInput {
  const types = new Map<string, ScalarAttributeType>()
  const schemaOf = (attributes: readonly KeyAttribute[], kind: KeyType): KeySchemaElement[] =>
    attributes.map(({ name, type }) => {
      addType(types, name, type ?? entityType(name, runtimes), definition)
      return { AttributeName: name, KeyType: kind }
    })
  const input: CreateTableInput = {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      ...schemaOf(keyAttributes(definition.partitionKey), 'HASH'),
      ...schemaOf(keyAttributes(definition.sortKey), 'RANGE'),
    ],
  }
  const globals: LocalSecondaryIndex[] = []
  const locals: LocalSecondaryIndex[] = []
  for (const [IndexName, index] of Object.entries(definition.indexes ?? {})) {
    const partitionKey = index.local === true ? definition.partitionKey : index.partitionKey
    const KeySchema = [
      ...schemaOf(keyAttributes(partitionKey), 'HASH'),
      ...schemaOf(keyAttributes(index.sortKey), 'RANGE'),
    ]
    ;(index.local === true ? locals : globals).push({ IndexName, KeySchema, Projection: projectionOf(index) })
  }
  if (globals.length > 0) input.GlobalSecondaryIndexes = globals
  if (locals.length > 0) input.LocalSecondaryIndexes = locals
  input.AttributeDefinitions = [...types].map(([AttributeName, AttributeType]): AttributeDefinition => ({
    AttributeName,
    AttributeType,
  }))
  if (definition.stream !== undefined)
    input.StreamSpecification = { StreamEnabled: true, StreamViewType: streamViews[definition.stream] }
  return input
}

function projectionOf({ projection = 'all' }: IndexDefinition): Projection {
  const kinds: Readonly<Record<ProjectionDefinition & string, Projection>> = {
    all: { ProjectionType: 'ALL' },
    'keys-only': { ProjectionType: 'KEYS_ONLY' },
  }
  return typeof projection === 'string'
    ? kinds[projection]
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projection] }
}

function entityType(name: string, runtimes: readonly EntityRuntime[]): ScalarAttributeType | undefined {
  for (const { model } of runtimes)
    for (const pattern of [model.primary, ...model.patterns])
      for (const key of [...pattern.partition, ...pattern.sort]) if (key.name === name) return key.type
  return undefined
}

function addType(
  types: Map<string, ScalarAttributeType>,
  name: string,
  type: ScalarAttributeType | undefined,
  table: TableDefinition,
): void {
  const known = types.get(name)
  if (type !== undefined && (known === undefined || known === type)) {
    types.set(name, type)
    return
  }
  throw new MonotableError(
    'repository.key-type',
    type === undefined
      ? `Table ${table.name}: no entity tells the type of key attribute ${name}: write { name: '${name}', type: 'S' | 'N' | 'B' }`
      : `Table ${table.name}: key attribute ${name} is ${known} in one place and ${type} in another`,
    { table: table.name, attribute: name },
  )
}

/** Creates a table that does not exist yet, and turns on its time to live. */
export async function createTable(
  { backend, clock }: Environment,
  input: CreateTableInput,
  timeToLive: string | undefined,
): Promise<void> {
  const { TableName } = input
  try {
    await backend.execute('CreateTable', input)
  } catch (error) {
    if (!isServiceError(error, 'ResourceInUseException')) throw error
  }
  for (let attempt = 0; attempt < describeAttemptsMax; attempt++) {
    const { Table } = await backend.execute('DescribeTable', { TableName })
    if (Table?.TableStatus === 'ACTIVE') break
    await clock.sleep(describePauseMilliseconds)
  }
  if (timeToLive === undefined) return
  try {
    await backend.execute('UpdateTimeToLive', {
      TableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: timeToLive },
    })
  } catch (error) {
    // The table existed and has it: DynamoDB refuses to turn on what is on.
    if (!isServiceError(error, 'ValidationException') || !error.message.includes('already enabled'))
      throw error
  }
}

const describeAttemptsMax = 120
const describePauseMilliseconds = 1000
