import { listTablesMax } from '../../protocol/limits.js'
import type { ListTablesInput } from '../../protocol/tables.js'
import { Constraints } from '../requests/constraints.js'
import { tableNameOf } from '../requests/names.js'

export interface ListTablesRequest {
  readonly after: string | undefined
  readonly limit: number
}

export function validateListTables(input: ListTablesInput): ListTablesRequest {
  const start = input.ExclusiveStartTableName
  const after = start === undefined ? undefined : tableNameOf(start, 'exclusiveStartTableName')
  const constraints = new Constraints()
  constraints.atLeast(input.Limit, 'limit', 1)
  constraints.atMost(input.Limit, 'limit', listTablesMax)
  constraints.assertSatisfied()
  return { after, limit: input.Limit ?? listTablesMax }
}
