import { Buffer } from 'node:buffer'
import { memory } from '../../engine/index.js'
import type { Plan } from '../../repository/index.js'
import type { Backend } from '../../protocol/backend.js'
import { CommandError } from '../command-error.js'
import type { ProjectOptions } from '../config/load-project.js'
import { loadProject } from '../config/load-project.js'
import { deployedNames } from '../config/deployed-names.js'
import { exitCodes } from '../exit-codes.js'
import { liveBackend } from '../live/live-backend.js'
import { print } from '../print.js'
import type { SchemaModule } from '../schema-module/index.js'
import { loadSchema, noBackend, openDatabase } from '../schema-module/index.js'
import { loadSeed } from '../seed/load-seed.js'
import { isPlainObject } from '../values/from-json.js'
import { keyValuesFromJson } from '../values/key-values.js'
import { describeList, describePlan, describeRun } from './describe.js'
import { knownPatterns, patternNamed } from './known-patterns.js'
import type { RecordedRequest } from './recorded.js'
import { recorded } from './recorded.js'

interface ExplainOptions extends ProjectOptions {
  readonly values?: string
  readonly seedFile?: string
  readonly endpoint?: string
  readonly json?: true
}

/** Tells what an access pattern asks for and what it costs: from its plan, or by running it. */
export async function explain(pattern: string | undefined, options: ExplainOptions): Promise<void> {
  const project = await loadProject(options)
  const schema = await loadSchema(project.schemaFile)
  if (pattern === undefined) return told(options, knownPatterns(schema).map(shown), describeList)
  const known = patternNamed(pattern, schema)
  if (options.values === undefined) return told(options, [shown(known)], describeList)
  const values = keyValuesFromJson(known.fields, objectOf(options.values))
  const tables = deployedNames(project, schema)
  const plan = known.plan(openDatabase(schema, noBackend, tables), values)
  if (options.seedFile === undefined && options.endpoint === undefined)
    return told(options, planData(plan), describePlan)
  const requests: RecordedRequest[] = []
  const backend = recorded(await backendOf(options, schema, tables), requests)
  const items = await known.run(openDatabase(schema, backend, tables), values)
  told(options, { ...planData(plan), ran: { items: items.length, requests } }, describeRun)
}

function told<TData>(
  { json }: ExplainOptions,
  data: TData,
  describe: (data: TData) => readonly string[],
): void {
  if (json === true) print(JSON.stringify(data, jsonValue, 2))
  else for (const line of describe(data)) print(line)
}

function jsonValue(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}

const shown = ({ name, required, optional, about }: ReturnType<typeof patternNamed>) => ({
  name,
  about,
  required,
  optional,
})

/** The members of a plan: some are worked out when they are asked for. */
function planData({ entities, accessPattern, requests, canAppear, cost, warnings }: Plan): Plan {
  return { entities, accessPattern, requests, canAppear, cost, warnings }
}

async function backendOf(
  { seedFile, endpoint }: ExplainOptions,
  schema: SchemaModule,
  tables: Readonly<Record<string, string>>,
): Promise<Backend> {
  if (seedFile !== undefined && endpoint !== undefined)
    throw new CommandError('--seed-file runs on the engine, --endpoint on what answers there: give one', {
      exitCode: exitCodes.misused,
    })
  if (seedFile === undefined) return liveBackend(endpoint)
  const backend = memory()
  const database = openDatabase(schema, backend, tables)
  await database.createTables()
  await loadSeed(seedFile, { schema, database, backend })
  return backend
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    parsed = undefined
  }
  if (isPlainObject(parsed)) return parsed
  throw new CommandError(
    `--values is a JSON object, such as '{"customerId":"c1"}', not ${text.slice(0, 80)}`,
    {
      exitCode: exitCodes.misused,
    },
  )
}
