import type { Backend } from '../../protocol/backend.js'
import type { CreateTableInput } from '../../protocol/tables.js'
import type { Plan, RunnableReadPlan, WritePlan } from '../../repository/index.js'
import { createDatabase } from '../../repository/index.js'
import type { SchemaModule } from './schema-module.types.js'

type Values = Readonly<Record<string, unknown>>

/** A query of which nothing is known before the schema is loaded. */
export interface OpenQuery {
  plan(): Plan
  page(): Promise<{ readonly items: readonly unknown[] }>
}

/** A repository of which nothing is known before the schema is loaded. */
export interface OpenRepository {
  readonly query: Readonly<Record<string, (values: Values) => OpenQuery>>
  readonly plan: {
    get(key: Values): RunnableReadPlan<unknown>
    create(item: Values): WritePlan<unknown>
  }
  create(item: Values): Promise<unknown>
}

/** A database of a schema module, with its types forgotten. */
export interface OpenDatabase {
  createTables(): Promise<void>
  tableInputs(): readonly CreateTableInput[]
  readonly repositories: Readonly<Record<string, OpenRepository>>
  readonly collections: Readonly<Record<string, (values: Values) => OpenQuery>>
}

/**
 * The database of a schema module on a backend.
 *
 * @throws MonotableError where entities collide or disagree about a key: see `createDatabase`.
 */
export function openDatabase(
  schema: SchemaModule,
  backend: Backend,
  tables?: Readonly<Record<string, string>>,
): OpenDatabase {
  const { entities, collections } = schema
  const options = {
    backend,
    entities,
    ...(collections === undefined ? {} : { collections }),
    ...(tables === undefined ? {} : { tables }),
  }
  // What the compiler would check was checked where the schema was written: here its types are not known.
  const database = createDatabase(options as Parameters<typeof createDatabase>[0]) as unknown as Omit<
    OpenDatabase,
    'repositories'
  > &
    Readonly<Record<string, OpenRepository>>
  return {
    createTables: () => database.createTables(),
    tableInputs: () => database.tableInputs(),
    repositories: Object.fromEntries(
      Object.keys(entities).map((name) => [name, database[name] as OpenRepository]),
    ),
    collections: database.collections,
  }
}

/** A backend for what sends nothing: plans, and the requests that create tables. */
export const noBackend: Backend = {
  execute: (operation) => Promise.reject(new Error(`nothing is sent here: ${operation}`)),
}
