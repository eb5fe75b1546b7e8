import type { DescribeTableInput } from '../../protocol/tables.js'
import { existingTableNameOf } from '../requests/names.js'

export interface DescribeTableRequest {
  readonly tableName: string
}

export function validateDescribeTable(input: DescribeTableInput): DescribeTableRequest {
  return { tableName: existingTableNameOf(input.TableName) }
}
