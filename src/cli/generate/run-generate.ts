import { resolve } from 'node:path'
import process from 'node:process'
import { CommandError } from '../command-error.js'
import type { ProjectOptions } from '../config/load-project.js'
import { loadProject } from '../config/load-project.js'
import { exitCodes } from '../exit-codes.js'
import { shownPath } from '../load-module.js'
import { print } from '../print.js'
import { loadSchema } from '../schema-module/index.js'
import { generate } from './generate.js'
import { staleFiles, writeTogether } from './output-folder.js'

interface GenerateOptions extends ProjectOptions {
  readonly output?: string
  readonly check?: true
}

/** Generates the files of a project, and writes them or compares them with what is there. */
export async function runGenerate(options: GenerateOptions): Promise<void> {
  const project = await loadProject(options)
  const schema = await loadSchema(project.schemaFile)
  const output = options.output === undefined ? project.outputFolder : resolve(options.output)
  const { files, warnings } = generate({ schema, tables: project.tables, output })
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`)
  const stale = staleFiles(output, files)
  const folder = shownPath(output)
  if (options.check === true) {
    if (stale.length === 0) return print(`${folder} is up to date: ${files.size} files`)
    throw new CommandError(
      `${stale.map(({ name, isMissing }) => `${folder}/${name} is ${isMissing ? 'missing' : 'stale'}`).join('\n')}\nrun monotable generate, and commit what it writes`,
      { exitCode: exitCodes.differs },
    )
  }
  writeTogether(output, new Map(stale.map(({ name }) => [name, files.get(name) ?? ''])))
  for (const { name } of stale) print(`wrote ${folder}/${name}`)
  if (stale.length === 0) print(`${folder} is up to date: ${files.size} files`)
}
