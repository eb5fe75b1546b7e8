import type { Backend } from '../../protocol/backend.js'
import type { TableDescription } from '../../protocol/tables.js'
import type { Table } from '../../schema/index.js'
import { CommandError } from '../command-error.js'
import { deployedNames } from '../config/deployed-names.js'
import type { Project } from '../config/load-project.js'
import { exitCodes } from '../exit-codes.js'
import { shownPath } from '../load-module.js'
import { liveBackend } from '../live/live-backend.js'
import { painted, print } from '../print.js'
import type { SchemaModule } from '../schema-module/index.js'
import { noBackend, openDatabase } from '../schema-module/index.js'
import { deploymentDrift } from './deployment-drift.js'
import { tableDrift } from './table-drift.js'

/**
 * Compares a table that is there with what the schema and the configuration say of it.
 *
 * @throws CommandError with exit code 3 where they differ.
 */
export async function checkTable(
  tableName: string,
  endpoint: string | undefined,
  project: Project,
  schema: SchemaModule,
): Promise<void> {
  const table = tableCalled(tableName, deployedNames(project, schema), schema)
  const input = openDatabase(schema, noBackend)
    .tableInputs()
    .find(({ TableName }) => TableName === table.name)
  if (input === undefined) throw new CommandError(`no entity is in table ${table.name}`)
  const backend = await liveBackend(endpoint)
  const actual = await described(backend, tableName, endpoint)
  const drift = [
    ...tableDrift(input, actual, {
      expected: table.definition.timeToLive,
      actual: await timeToLiveOf(backend, tableName),
    }),
    ...deploymentDrift(project.tables[table.name], actual),
  ]
  for (const line of drift) print(`${painted('red', 'drift')}  ${line}`)
  if (drift.length > 0)
    throw new CommandError(
      `table ${tableName} differs in ${drift.length === 1 ? 'a place' : `${drift.length} places`} from ${shownPath(schema.file)}`,
      { exitCode: exitCodes.differs },
    )
  print(`table ${tableName} is what ${shownPath(schema.file)} says`)
}

/** Of the schema's tables the one that is called so in AWS, or in the schema; the only one whatever it is called. */
function tableCalled(
  name: string,
  deployed: Readonly<Record<string, string>>,
  { tables, file }: SchemaModule,
): Table {
  const found =
    tables.find((table) => deployed[table.name] === name) ?? tables.find((table) => table.name === name)
  const [only, ...others] = tables
  if (found !== undefined) return found
  if (only !== undefined && others.length === 0) return only
  throw new CommandError(
    `which table of ${shownPath(file)} is ${name}? It has ${tables.map((table) => table.name).join(', ')}: give that one tableName: '${name}' in the configuration`,
  )
}

async function described(
  backend: Backend,
  TableName: string,
  endpoint: string | undefined,
): Promise<TableDescription> {
  try {
    return (await backend.execute('DescribeTable', { TableName })).Table ?? {}
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    throw new CommandError(
      name === 'ResourceNotFoundException'
        ? `there is no table ${TableName} at ${endpoint ?? 'AWS, in this account and region'}`
        : `DescribeTable of ${TableName} failed: ${message === '' ? name : message}`,
      { cause: error },
    )
  }
}

async function timeToLiveOf(backend: Backend, TableName: string): Promise<string | undefined> {
  const { TimeToLiveDescription: live } = await backend.execute('DescribeTimeToLive', { TableName })
  return live?.TimeToLiveStatus === 'ENABLED' || live?.TimeToLiveStatus === 'ENABLING'
    ? live.AttributeName
    : undefined
}
