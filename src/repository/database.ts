import { assertOptions } from '../core/assert-options.js'
import { systemClock } from '../core/clock.js'
import { MonotableError } from '../core/errors.js'
import { systemRandom } from '../core/random.js'
import type { CompiledEntity } from '../marshalling/index.js'
import { compiledEntity } from '../marshalling/index.js'
import type { CreateTableInput } from '../protocol/tables.js'
import type { AnyEntity, Table } from '../schema/index.js'
import { assertNoCollisions } from './collisions.js'
import { collectionsOf } from './collections/collections.js'
import { createTable, createTableInput } from './create-tables.js'
import { CursorCodec } from './reads/cursor.js'
import type { Database, DatabaseOptions } from './database.types.js'
import type { Environment } from './entity-runtime.js'
import { entityKeyTypes } from './key-types.js'
import { EntityRuntime } from './entity-runtime.js'
import { RepositoryImplementation } from './repository.js'
import { batchMethods } from './batches/batch-methods.js'

/**
 * Joins entities with a backend: gives a repository for each.
 *
 * @example
 * ```ts
 * const db = createDatabase({ backend: memory(), entities: { orders: Order, customers: Customer } })
 * await db.createTables() // CreateTable { TableName: 'shop', … }, once for each table
 * await db.orders.get({ tenantId: 't1', customerId: 'c1', orderId: 'o1' })
 * // GetItem { TableName: 'shop', Key: { pk: { S: 'TENANT#t1#CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } } }
 * ```
 *
 * @throws MonotableError `repository.collision` when keys of two entities can be equal, `repository.name` when an entity's
 * name is taken.
 */
export function createDatabase<
  const TEntities extends Readonly<Record<string, AnyEntity>>,
  const TCollections = {},
>(options: DatabaseOptions<TEntities, TCollections>): Database<TEntities, TCollections>
export function createDatabase(options: DatabaseOptions<Readonly<Record<string, AnyEntity>>>): unknown {
  assertDatabase(options)
  const environment: Environment = {
    backend: options.backend,
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
    hooks: options.hooks,
  }
  const cursors = new CursorCodec(options.cursors)
  const entities = Object.entries(options.entities).map(([name, entity]) => {
    const compiled = compiledEntity(entity, `entities.${name}`)
    return {
      name,
      entity,
      runtime: new EntityRuntime(compiled, tableName(compiled, options.tables), environment),
    }
  })
  const runtimes = entities.map(({ runtime }) => runtime)
  assertTables(options.tables ?? {}, runtimes)
  assertNoCollisions(runtimes)
  for (const { table, members } of tablesOf(runtimes).values()) entityKeyTypes(table.definition, members)
  const repositories = new Map(entities.map(({ name, runtime }) => [name, runtime]))
  const database: Record<string, unknown> = {
    ...methods(environment, runtimes),
    collections: collectionsOf(options.collections, repositories, cursors),
  }
  for (const { name, entity, runtime } of entities) {
    // `in`: what every object has, such as `constructor` and `__proto__`, is taken too.
    if (name in database)
      throw new MonotableError(
        'repository.name',
        `A database has ${name} already: call the repository of ${runtime.model.name} otherwise`,
        { name },
      )
    const others = runtimes.filter((other) => other !== runtime && other.tableName === runtime.tableName)
    database[name] = new RepositoryImplementation(entity, runtime, others, cursors)
  }
  return Object.freeze(database)
}

function tableName({ model }: CompiledEntity, tables: Readonly<Record<string, string>> | undefined): string {
  const { name } = model.table
  return tables !== undefined && Object.hasOwn(tables, name) ? (tables[name] ?? name) : name
}

const optionNames = ['backend', 'entities', 'collections', 'tables', 'cursors', 'hooks', 'clock', 'random']
const hookNames = ['before', 'after', 'capacity', 'failed']

/** What the compiler tells TypeScript callers. */
function assertDatabase(options: Partial<DatabaseOptions<unknown>> | null | undefined): void {
  const refuse = (problem: string): never => {
    throw new MonotableError('repository.database', `createDatabase: ${problem}`, {})
  }
  if (typeof options !== 'object' || options === null)
    return refuse('give options, such as { backend: memory(), entities: { orders: Order } }')
  assertOptions(options, optionNames, 'repository.option', 'createDatabase')
  if (typeof options.backend?.execute !== 'function')
    refuse('backend is what executes the operations, such as memory()')
  if (typeof options.entities !== 'object' || options.entities === null)
    refuse('entities are an object, such as { orders: Order }')
  const { hooks } = options
  if (hooks !== undefined && (typeof hooks !== 'object' || hooks === null))
    refuse('hooks are an object, such as { after: (request, outcome) => console.log(request.operation) }')
  if (hooks !== undefined && !isOfClass(hooks))
    assertOptions(hooks, hookNames, 'repository.option', 'createDatabase, hooks')
  for (const word of ['before', 'after', 'failed'] as const)
    if (hooks?.[word] !== undefined && typeof hooks[word] !== 'function')
      refuse(`hooks.${word} is a function`)
  if (options.tables !== undefined && (typeof options.tables !== 'object' || options.tables === null))
    refuse("tables are an object, such as { shop: 'shop-production' }")
}

/** Of a class, such as one that counts, an object has members of its own beside its hooks. */
function isOfClass(hooks: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(hooks)
  return prototype !== null && prototype !== Object.prototype
}

function assertTables(tables: Readonly<Record<string, string>>, runtimes: readonly EntityRuntime[]): void {
  const known = new Set(runtimes.map(({ model }) => model.table.name))
  const refuse = (table: string, problem: string): never => {
    throw new MonotableError('repository.table', problem, { table })
  }
  for (const [name, given] of Object.entries<unknown>(tables)) {
    if (!known.has(name))
      refuse(name, `No entity is in a table ${name}; the tables are ${[...known].join(', ')}`)
    if (given !== undefined && (typeof given !== 'string' || given === ''))
      refuse(name, `tables.${name} is the name of the table in this deployment: give one, or leave it out`)
  }
}

function methods(environment: Environment, runtimes: readonly EntityRuntime[]) {
  const { transact, batchGet, batchWrite, transactGet } = batchMethods(environment)
  return {
    async createTables(): Promise<void> {
      for (const { input, timeToLive } of creationsOf(runtimes))
        await createTable(environment, input, timeToLive)
    },
    tableInputs: () => creationsOf(runtimes).map(({ input }) => input),
    transact: transact.run,
    attemptTransaction: transact.attempt,
    planTransaction: transact.plan,
    batchGet: batchGet.run,
    planBatchGet: batchGet.plan,
    attemptBatchGet: batchGet.attempt,
    batchWrite: batchWrite.run,
    planBatchWrite: batchWrite.plan,
    attemptBatchWrite: batchWrite.attempt,
    transactGet: transactGet.run,
    planTransactGet: transactGet.plan,
    attemptTransactGet: transactGet.attempt,
  }
}

/** The tables by their names in this deployment, each with its entities. */
function tablesOf(runtimes: readonly EntityRuntime[]) {
  const tables = new Map<string, { table: Table; members: EntityRuntime[] }>()
  for (const runtime of runtimes) {
    const known = tables.get(runtime.tableName)
    if (known === undefined) tables.set(runtime.tableName, { table: runtime.model.table, members: [runtime] })
    else known.members.push(runtime)
  }
  return tables
}

function creationsOf(
  runtimes: readonly EntityRuntime[],
): readonly { readonly input: CreateTableInput; readonly timeToLive: string | undefined }[] {
  return [...tablesOf(runtimes)].map(([name, { table, members }]) => ({
    input: createTableInput(name, table.definition, members),
    timeToLive: table.definition.timeToLive,
  }))
}
