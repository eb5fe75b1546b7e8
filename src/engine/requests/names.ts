import { indexNameLengthMin, tableNameLengthMax, tableNameLengthMin } from '../../protocol/limits.js'
import { invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import { Constraints } from './constraints.js'

const namePattern = '[a-zA-Z0-9_.-]+'
const name = new RegExp(`^${namePattern}$`)
const tableArn = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([a-zA-Z0-9_.-]+)$/

/**
 * The table that an operation on tables names, by name or ARN. Its faults come before all others and alone: the service
 * routes a request by its table before it looks at the rest.
 */
export function tableNameOf(value: string | undefined, path = 'tableName'): string {
  const constraints = new Constraints()
  constrainTable(constraints, value, path)
  constraints.assertSatisfied()
  return tableNameIn(value as string)
}

/** The same for the operations that word the length of a name in their own way. */
export function existingTableNameOf(value: string | undefined): string {
  if (typeof value === 'string' && !isTableName(value) && !isOfLength(value)) {
    throw invalidRequest(messages.tableNameLength(tableNameLengthMin, tableNameLengthMax))
  }
  return tableNameOf(value)
}

/** The name in an ARN; a name is its own. */
export function tableNameIn(reference: string): string {
  return tableArn.exec(reference)?.[1] ?? reference
}

/** Whether a text can name a table, by name or ARN. */
export function isTableName(value: string): boolean {
  return (name.test(value) && value.length <= tableNameLengthMax) || tableArn.test(value)
}

function isOfLength({ length }: string): boolean {
  return length >= 1 && length <= tableNameLengthMax
}

/** What the service says of map keys that should be names of tables. */
export const tableNameConstraints: readonly string[] = [
  messages.lengthMax(tableNameLengthMax),
  messages.lengthMin(tableNameLengthMin),
  messages.pattern(namePattern),
]

/** A table by name or ARN. Of a name that breaks several constraints, one is told. */
export function constrainTable(
  constraints: Constraints,
  value: string | undefined,
  path = 'tableName',
): void {
  if (!constraints.notNull(value, path)) return
  const text = textOf(value)
  if (isTableName(text)) return
  if (isOfLength(text)) constraints.matches(text, path, namePattern)
  else constraints.length(text, path, 1, tableNameLengthMax)
}

/** The newer layer's first look at the table that an operation on items names. */
export function assertTableNameNotEmpty(value: string | undefined): void {
  if (value !== '') return
  const constraints = new Constraints()
  constraints.newerNotEmpty(value, 'TableName')
  constraints.assertSatisfied()
}

/** A table of which everything is told that is wrong with its name. */
export function constrainTableName(constraints: Constraints, value: string | undefined, path: string): void {
  if (!constraints.notNull(value, path)) return
  const text = textOf(value)
  if (isTableName(text)) return
  constraints.length(text, path, 1, tableNameLengthMax)
  constraints.matches(text, path, namePattern)
}

export function constrainIndexName(constraints: Constraints, value: string | undefined, path: string): void {
  constraints.matches(value, path, namePattern)
  constraints.length(value, path, indexNameLengthMin, tableNameLengthMax)
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw unreadableRequest(messages.notAString)
  return value
}
