import { MonotableError } from '../core/errors.js'
import type {
  CreateTableInput,
  KeySchemaElement,
  KeyType,
  LocalSecondaryIndex,
  Projection,
  StreamViewType,
} from '../protocol/tables.js'
import type { Backend } from '../protocol/backend.js'
import { isServiceError } from '../protocol/service-errors.js'
import type { IndexDefinition, KeyAttribute, ProjectionDefinition, TableDefinition } from '../schema/index.js'
import { keyAttributes } from '../schema/index.js'
import type { EntityRuntime, Environment } from './entity-runtime.js'
import { KeyTypes } from './key-types.js'

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
  const types = new KeyTypes(definition, runtimes)
  const schemaOf = (attributes: readonly KeyAttribute[], kind: KeyType): KeySchemaElement[] =>
    attributes.map((attribute) => {
      types.add(attribute)
      return { AttributeName: attribute.name, KeyType: kind }
    })
  const keyOf = (partition: KeySource, sort: KeySource): KeySchemaElement[] => [
    ...schemaOf(keyAttributes(partition), 'HASH'),
    ...schemaOf(keyAttributes(sort), 'RANGE'),
  ]
  const input: CreateTableInput = {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keyOf(definition.partitionKey, definition.sortKey),
  }
  const globals: LocalSecondaryIndex[] = []
  const locals: LocalSecondaryIndex[] = []
  for (const [IndexName, index] of Object.entries(definition.indexes ?? {})) {
    const partitionKey = index.local === true ? definition.partitionKey : index.partitionKey
    const KeySchema = keyOf(partitionKey, index.sortKey)
    ;(index.local === true ? locals : globals).push({ IndexName, KeySchema, Projection: projectionOf(index) })
  }
  if (globals.length > 0) input.GlobalSecondaryIndexes = globals
  if (locals.length > 0) input.LocalSecondaryIndexes = locals
  input.AttributeDefinitions = types.definitions()
  if (definition.stream !== undefined)
    input.StreamSpecification = { StreamEnabled: true, StreamViewType: streamViews[definition.stream] }
  return input
}

type KeySource = Parameters<typeof keyAttributes>[0]

function projectionOf({ projection = 'all' }: IndexDefinition): Projection {
  const kinds: Readonly<Record<ProjectionDefinition & string, Projection>> = {
    all: { ProjectionType: 'ALL' },
    'keys-only': { ProjectionType: 'KEYS_ONLY' },
  }
  return typeof projection === 'string'
    ? kinds[projection]
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projection] }
}

/** Creates a table that does not exist yet, waits until it is active, and turns on its time to live. */
export async function createTable(
  environment: Environment,
  input: CreateTableInput,
  timeToLive: string | undefined,
): Promise<void> {
  const { TableName } = input
  const { backend } = environment
  try {
    await backend.execute('CreateTable', input)
  } catch (error) {
    if (!isServiceError(error, 'ResourceInUseException')) throw error
  }
  await untilActive(environment, TableName)
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

async function untilActive({ backend, clock }: Environment, TableName: string | undefined): Promise<void> {
  for (let attempt = 0; attempt < describeAttemptsMax; attempt++) {
    if (attempt > 0) await clock.sleep(describePauseMilliseconds)
    if ((await statusOf(backend, TableName)) === 'ACTIVE') return
  }
  throw new MonotableError(
    'repository.table-not-active',
    `Table ${TableName} is not active after ${describeAttemptsMax} looks, one each second: wait, and call createTables again`,
    { table: TableName },
  )
}

async function statusOf(backend: Backend, TableName: string | undefined): Promise<string | undefined> {
  try {
    return (await backend.execute('DescribeTable', { TableName })).Table?.TableStatus
  } catch (error) {
    // DescribeTable may not see at once what CreateTable has begun.
    if (isServiceError(error, 'ResourceNotFoundException')) return undefined
    throw error
  }
}
