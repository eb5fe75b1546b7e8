import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import { CommandError } from '../command-error.js'
import { loadModule, shownPath } from '../load-module.js'
import type { Config, TableDeployment } from './config.types.js'

/** The options that every verb has that works on a project. */
export interface ProjectOptions {
  /** The schema module; that of the configuration unless given. */
  readonly schema?: string
  /** The configuration; `monotable.config.ts` of the current folder unless given. */
  readonly config?: string
}

/** A project: its configuration with everything filled in, and absolute paths. */
export interface Project {
  /** The configuration file, where there is one. */
  readonly configFile: string | undefined
  /** The folder of the configuration, or the current one. */
  readonly folder: string
  readonly schemaFile: string
  readonly outputFolder: string
  readonly lockFile: string
  /** Facts of deployment, by the names of tables in the schema. */
  readonly tables: Readonly<Record<string, TableDeployment>>
}

const configNames = ['ts', 'mts', 'js', 'mjs'].map((ending) => `monotable.config.${ending}`)

/**
 * Finds and reads the configuration.
 *
 * @throws CommandError where it does not load or is not as it has to be, or where no schema module is known.
 */
export async function loadProject(options: ProjectOptions): Promise<Project> {
  const configFile = configFileOf(options)
  const config = configFile === undefined ? {} : await loadConfig(configFile)
  const folder = configFile === undefined ? process.cwd() : dirname(configFile)
  const schemaFile =
    options.schema === undefined
      ? resolve(folder, config.schema ?? './src/schema.ts')
      : resolve(options.schema)
  if (!existsSync(schemaFile))
    throw new CommandError(
      configFile === undefined && options.schema === undefined
        ? `there is neither ${configNames[0]} nor ${shownPath(schemaFile)}: name the schema module with --schema, or begin with monotable init`
        : `the schema module ${shownPath(schemaFile)} is not there: ${options.schema === undefined ? `see schema in ${shownPath(configFile ?? '')}` : 'see --schema'}`,
    )
  return {
    configFile,
    folder,
    schemaFile,
    outputFolder: resolve(folder, config.output ?? './generated'),
    lockFile: resolve(folder, config.lock ?? './monotable.lock.json'),
    tables: config.tables ?? {},
  }
}

function configFileOf({ config }: ProjectOptions): string | undefined {
  if (config === undefined) return configNames.map((name) => resolve(name)).find((file) => existsSync(file))
  const file = resolve(config)
  if (existsSync(file)) return file
  throw new CommandError(`the configuration ${shownPath(file)} is not there: see --config`)
}

async function loadConfig(file: string): Promise<Config> {
  const module = await loadModule(file)
  // Asked for its default, a module that has none gives itself.
  const exported = Object.hasOwn(module, 'default') ? module['default'] : undefined
  const refuse = (problem: string): never => {
    throw new CommandError(`${shownPath(file)}: ${problem}`)
  }
  if (exported === undefined)
    refuse("it has no default export: write export default defineConfig({ schema: './src/schema.ts' })")
  const { configProblem } = await import('./config-schema.js')
  const problem = configProblem(exported)
  if (problem !== undefined) refuse(problem)
  return exported as Config
}
