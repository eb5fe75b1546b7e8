import type { DescribeTimeToLiveInput } from '../../protocol/tables.js'
import { tableNameOf } from '../requests/names.js'

export interface DescribeTimeToLiveRequest {
  readonly tableName: string
}

export function validateDescribeTimeToLive(input: DescribeTimeToLiveInput): DescribeTimeToLiveRequest {
  return { tableName: tableNameOf(input.TableName) }
}
