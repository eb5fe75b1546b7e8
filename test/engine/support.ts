import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import type { CreateTableInput, KeySchemaElement, ScalarAttributeType } from '../../src/protocol/tables.js'
import { ServiceError } from '../../src/protocol/service-errors.js'
import type { MemoryBackend, MemoryOptions } from '../../src/engine/index.js'
import { memory } from '../../src/engine/index.js'
import { seededRandom } from '../../src/core/random.js'

export const S = (value: string) => ({ S: value })
export const N = (value: number | string) => ({ N: String(value) })

export const hash = (...names: string[]): KeySchemaElement[] =>
  names.map((name) => ({ AttributeName: name, KeyType: 'HASH' }))
export const range = (...names: string[]): KeySchemaElement[] =>
  names.map((name) => ({ AttributeName: name, KeyType: 'RANGE' }))
export const defined = (types: Record<string, ScalarAttributeType>) =>
  Object.entries(types).map(([name, type]) => ({ AttributeName: name, AttributeType: type }))

/** A table with every kind of index: sparse and overloaded global ones, one of several attributes, a local one. */
export const shop: CreateTableInput = {
  TableName: 'shop',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: defined({ pk: 'S', sk: 'S', g: 'S', h: 'S', n: 'N', l: 'S' }),
  KeySchema: [...hash('pk'), ...range('sk')],
  GlobalSecondaryIndexes: [
    { IndexName: 'byG', KeySchema: [...hash('g'), ...range('n')], Projection: { ProjectionType: 'ALL' } },
    { IndexName: 'keysOnly', KeySchema: hash('g'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    {
      IndexName: 'multi',
      KeySchema: [...hash('g', 'h'), ...range('n', 'sk')],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['extra'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'local',
      KeySchema: [...hash('pk'), ...range('l')],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
}

/** A table with a partition key alone. */
export const plain: CreateTableInput = {
  TableName: 'plain',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: defined({ id: 'S' }),
  KeySchema: hash('id'),
}

/** A clock that stands still until it is told to go on. */
export function manualClock(start = Date.UTC(2026, 0, 1)) {
  let now = start
  return {
    now: () => now,
    sleep: () => Promise.resolve(),
    advance: (milliseconds: number) => {
      now += milliseconds
    },
  }
}

export async function backendWith(
  tables: readonly CreateTableInput[] = [shop],
  options: MemoryOptions = {},
): Promise<MemoryBackend> {
  const backend = memory({ clock: manualClock(), random: seededRandom(1), ...options })
  for (const table of tables) await backend.execute('CreateTable', table)
  return backend
}

export async function put(backend: MemoryBackend, ...items: AttributeMap[]): Promise<void> {
  for (const item of items) await backend.execute('PutItem', { TableName: 'shop', Item: item })
}

/** The refusal that a call rejects with; fails when it does not. */
export async function refusal(call: Promise<unknown>): Promise<ServiceError> {
  try {
    await call
  } catch (error) {
    if (error instanceof ServiceError) return error
    throw error
  }
  throw new Error('The call was expected to be refused.')
}

/** The same as `name: message`. */
export async function refused(call: Promise<unknown>): Promise<string> {
  const { name, message } = await refusal(call)
  return `${name}: ${message}`
}
