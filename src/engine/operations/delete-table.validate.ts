import type { DeleteTableInput } from '../../protocol/tables.js'
import { existingTableNameOf } from '../requests/names.js'

export interface DeleteTableRequest {
  readonly tableName: string
}

export function validateDeleteTable(input: DeleteTableInput): DeleteTableRequest {
  return { tableName: existingTableNameOf(input.TableName) }
}
