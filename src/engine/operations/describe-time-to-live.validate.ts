import type { DescribeTimeToLiveInput } from '../../protocol/tables.js'
import { existingTableNameOf } from '../requests/names.js'

export interface DescribeTimeToLiveRequest {
  readonly tableName: string
}

export function validateDescribeTimeToLive(input: DescribeTimeToLiveInput): DescribeTimeToLiveRequest {
  return { tableName: existingTableNameOf(input.TableName) }
}
