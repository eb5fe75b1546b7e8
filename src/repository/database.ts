import { systemClock } from '../core/clock.js'
import { MonotableError } from '../core/errors.js'
import { systemRandom } from '../core/random.js'
import type { CompiledEntity } from '../marshalling/index.js'
import { compiledEntity } from '../marshalling/index.js'
import type { CallOptions } from '../protocol/backend.js'
import type { CreateTableInput } from '../protocol/tables.js'
import type { AnyEntity, Table } from '../schema/index.js'
import { assertNoCollisions } from './collisions.js'
import { createTable, createTableInput } from './create-tables.js'
import { CursorCodec } from './cursor.js'
import type { Database, DatabaseOptions, TransactionOptions } from './database.types.js'
import type { Environment } from './entity-runtime.js'
import { EntityRuntime } from './entity-runtime.js'
import { PlannedWrite } from './planned-write.js'
import { attempted, RepositoryImplementation } from './repository.js'
import type { LabelledAction } from './transaction.js'
import { planTransaction, runTransaction, transactionInput } from './transaction.js'

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
export function createDatabase<const TEntities extends Readonly<Record<string, AnyEntity>>>(
  options: DatabaseOptions<TEntities>,
): Database<TEntities>
export function createDatabase(options: DatabaseOptions<Readonly<Record<string, AnyEntity>>>): unknown {
  const environment: Environment = {
    backend: options.backend,
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
  }
  const cursors = new CursorCodec(options.cursors)
  const entities = Object.entries(options.entities).map(([name, entity]) => {
    const compiled = compiledEntity(entity)
    return {
      name,
      entity,
      runtime: new EntityRuntime(compiled, tableName(compiled, options.tables), environment),
    }
  })
  const runtimes = entities.map(({ runtime }) => runtime)
  assertTables(options.tables ?? {}, runtimes)
  assertNoCollisions(runtimes)
  const database: Record<string, unknown> = methods(environment, runtimes)
  for (const { name, entity, runtime } of entities) {
    if (Object.hasOwn(database, name))
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
  return tables?.[model.table.name] ?? model.table.name
}

function assertTables(tables: Readonly<Record<string, string>>, runtimes: readonly EntityRuntime[]): void {
  const known = new Set(runtimes.map(({ model }) => model.table.name))
  for (const name of Object.keys(tables))
    if (!known.has(name))
      throw new MonotableError(
        'repository.table',
        `No entity is in a table ${name}; the tables are ${[...known].join(', ')}`,
        { table: name },
      )
}

function methods(environment: Environment, runtimes: readonly EntityRuntime[]) {
  const inputs = () => tablesOf(runtimes).map(({ input }) => input)
  const run = async (plans: Readonly<Record<string, unknown>>, options?: TransactionOptions) => {
    const actions = actionsOf(plans)
    return runTransaction(environment, actions, transactionInput(actions, tokenOf(options)), options)
  }
  return {
    async createTables(): Promise<void> {
      for (const { input, timeToLive } of tablesOf(runtimes))
        await createTable(environment, input, timeToLive)
    },
    tableInputs: inputs,
    transact: run,
    attemptTransaction: (plans: Readonly<Record<string, unknown>>, options?: TransactionOptions) =>
      attempted(run(plans, options)),
    planTransaction(plans: Readonly<Record<string, unknown>>, options?: TransactionOptions & CallOptions) {
      const actions = actionsOf(plans)
      return planTransaction(environment, actions, transactionInput(actions, tokenOf(options)), options)
    },
  }
}

function actionsOf(plans: Readonly<Record<string, unknown>>): readonly LabelledAction[] {
  return Object.entries(plans).map(([label, plan]) => ({
    label,
    action: PlannedWrite.takeAction(plan, label),
  }))
}

/** With a token, a request that is sent again because its answer was lost happens once. */
function tokenOf(options: TransactionOptions | undefined): string {
  return options?.token ?? crypto.randomUUID()
}

function tablesOf(
  runtimes: readonly EntityRuntime[],
): readonly { readonly input: CreateTableInput; readonly timeToLive: string | undefined }[] {
  const tables = new Map<string, { table: Table; members: EntityRuntime[] }>()
  for (const runtime of runtimes) {
    const known = tables.get(runtime.tableName)
    if (known === undefined) tables.set(runtime.tableName, { table: runtime.model.table, members: [runtime] })
    else known.members.push(runtime)
  }
  return [...tables].map(([name, { table, members }]) => ({
    input: createTableInput(name, table.definition, members),
    timeToLive: table.definition.timeToLive,
  }))
}
