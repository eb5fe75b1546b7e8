import type { DeleteTableInput } from '../../protocol/tables.js'
import { tableNameOf } from '../requests/names.js'

export interface DeleteTableRequest {
  readonly tableName: string
}

export function validateDeleteTable(input: DeleteTableInput): DeleteTableRequest {
  return { tableName: tableNameOf(input.TableName) }
}
