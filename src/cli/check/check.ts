import { CommandError } from '../command-error.js'
import type { Project, ProjectOptions } from '../config/load-project.js'
import { loadProject } from '../config/load-project.js'
import { exitCodes } from '../exit-codes.js'
import { shownPath } from '../load-module.js'
import { painted, print } from '../print.js'
import type { SchemaModule } from '../schema-module/index.js'
import { loadSchema } from '../schema-module/index.js'
import type { LayoutChange } from './change.js'
import { isSame } from './change.js'
import { compareLayouts } from './compare-layouts.js'
import { checkTable } from './check-table.js'
import { layoutOf } from './layout-of.js'
import { readLock, writeLock } from './lock-file.js'

interface CheckOptions extends ProjectOptions {
  readonly frozen?: true
  readonly accept?: true
  readonly table?: string
  readonly endpoint?: string
}

/** Compares the layout of a schema with the lock file, or with a table. */
export async function check(options: CheckOptions): Promise<void> {
  assertOptions(options)
  const project = await loadProject(options)
  const schema = await loadSchema(project.schemaFile)
  if (options.table === undefined) checkLock(project, schema, options)
  else await checkTable(options.table, options.endpoint, project, schema)
}

function assertOptions({ frozen, accept, table, endpoint }: CheckOptions): void {
  const refuse = (problem: string): never => {
    throw new CommandError(problem, { exitCode: exitCodes.misused })
  }
  if (frozen === true && accept === true) refuse('--frozen writes nothing, --accept writes: give one')
  if (table !== undefined && (frozen ?? accept) === true)
    refuse('--table compares with a table: --frozen and --accept are about the lock file')
  if (endpoint !== undefined && table === undefined)
    refuse('--endpoint is where a table is: name it with --table')
}

function checkLock({ lockFile }: Project, schema: SchemaModule, { frozen, accept }: CheckOptions): void {
  const layout = layoutOf(schema)
  const place = shownPath(lockFile)
  const known = accept === true ? undefined : readLock(lockFile)
  const changes = known === undefined ? [] : compareLayouts(known, layout)
  const breaking = changes.filter(({ kind }) => kind !== 'safe')
  for (const change of breaking) for (const line of described(change)) print(line)
  if (breaking.length > 0)
    differ(`${count(breaking.length, 'change')} in the way of what is stored; nothing was written`)
  for (const { place: at, what } of changes) print(`${painted('green', 'safe')}  ${at}: ${what}`)
  if (known !== undefined && isSame(known, layout)) return print(`${place} is up to date`)
  if (frozen === true)
    differ(
      `${place} ${known === undefined ? 'is not there' : 'is behind the schema'}: run monotable check, and commit it`,
    )
  writeLock(lockFile, layout)
  print(`wrote ${place}`)
}

function described({ kind, place, what, way }: LayoutChange): readonly string[] {
  return [`${painted('red', kind)}  ${place}: ${what}`, ...(way === undefined ? [] : [`  way on: ${way}`])]
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}

function differ(message: string): never {
  throw new CommandError(message, { exitCode: exitCodes.differs })
}
