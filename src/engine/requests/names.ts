import { limits } from '../../protocol/limits.js'
import { invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { Constraints } from './constraints.js'

const namePattern = '[a-zA-Z0-9_.-]+'
const name = new RegExp(`^${namePattern}$`)
const tableArn = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([a-zA-Z0-9_.-]+)$/

/**
 * The table that a request names, by name or ARN. Its faults come before all others and alone: the service routes a
 * request by its table before it looks at the rest.
 */
export function tableNameOf(value: string | undefined, path = 'tableName'): string {
  return tableNameIn(tableReferenceOf(value, path))
}

/** The same as the request has it: reports of operations on items name the table so. */
export function tableReferenceOf(value: string | undefined, path = 'tableName'): string {
  if (value === undefined || value === null) throw fault(undefined, path, messages.notNull)
  if (typeof value !== 'string') throw unreadableRequest(messages.notAString)
  if (isTableName(value)) return value
  if (value.length < 1) throw fault(value, path, messages.lengthMin(1))
  if (value.length > limits.tableNameLengthMax) {
    throw fault(value, path, messages.lengthMax(limits.tableNameLengthMax))
  }
  throw fault(value, path, messages.pattern(namePattern))
}

/** The name in an ARN; a name is its own. */
export function tableNameIn(reference: string): string {
  return tableArn.exec(reference)?.[1] ?? reference
}

/** Whether a text can name a table, by name or ARN. */
export function isTableName(value: string): boolean {
  return (name.test(value) && value.length <= limits.tableNameLengthMax) || tableArn.test(value)
}

/** What the service says of map keys that should be names of tables. */
export const tableNameConstraints: readonly string[] = [
  messages.lengthMax(limits.tableNameLengthMax),
  messages.lengthMin(1),
  messages.pattern(namePattern),
]

/** A table's name in an action of a transaction, whose faults are gathered with the others. */
export function constrainTableName(constraints: Constraints, value: string | undefined, path: string): void {
  if (!constraints.notNull(value, path)) return
  if (typeof value !== 'string') throw unreadableRequest(messages.notAString)
  if (isTableName(value)) return
  constraints.length(value, path, 1, limits.tableNameLengthMax)
  constraints.matches(value, path, namePattern)
}

export function constrainIndexName(constraints: Constraints, value: string | undefined, path: string): void {
  constraints.matches(value, path, namePattern)
  constraints.length(value, path, limits.indexNameLengthMin, limits.tableNameLengthMax)
}

function fault(value: string | undefined, path: string, constraint: string) {
  return invalidRequest(messages.detected([messages.fault(value, path, constraint)]))
}
