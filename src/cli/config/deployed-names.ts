import { CommandError } from '../command-error.js'
import { shownPath } from '../load-module.js'
import type { SchemaModule } from '../schema-module/index.js'
import type { Project } from './load-project.js'

/**
 * The names of the tables in this deployment, by their names in the schema, where they have others.
 *
 * @throws CommandError where the configuration speaks of a table that the schema does not have.
 */
export function deployedNames(project: Project, schema: SchemaModule): Readonly<Record<string, string>> {
  const known = schema.tables.map(({ name }) => name)
  const names: Record<string, string> = {}
  for (const [name, { tableName }] of Object.entries(project.tables)) {
    if (!known.includes(name))
      throw new CommandError(
        `${shownPath(project.configFile ?? '')}: tables.${name}: ${shownPath(schema.file)} has no table ${name}; it has ${known.join(', ')}`,
      )
    if (tableName !== undefined) names[name] = tableName
  }
  return names
}
