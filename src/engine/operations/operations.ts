import type { OperationName } from '../../protocol/backend.js'
import { batchExecuteStatement } from './batch-execute-statement.js'
import { batchGetItem } from './batch-get-item.js'
import { batchWriteItem } from './batch-write-item.js'
import { createTable } from './create-table.js'
import { deleteItem } from './delete-item.js'
import { deleteTable } from './delete-table.js'
import { describeEndpoints } from './describe-endpoints.js'
import { describeLimits } from './describe-limits.js'
import { describeStream } from './describe-stream.js'
import { describeTable } from './describe-table.js'
import { describeTimeToLive } from './describe-time-to-live.js'
import { executeStatement } from './execute-statement.js'
import { executeTransaction } from './execute-transaction.js'
import { getItem } from './get-item.js'
import { getRecords } from './get-records.js'
import { getShardIterator } from './get-shard-iterator.js'
import { listStreams } from './list-streams.js'
import { listTables } from './list-tables.js'
import { listTagsOfResource } from './list-tags-of-resource.js'
import type { Operation } from './operation.js'
import { putItem } from './put-item.js'
import { query } from './query.js'
import { scan } from './scan.js'
import { tagResource } from './tag-resource.js'
import { transactGetItems } from './transact-get-items.js'
import { transactWriteItems } from './transact-write-items.js'
import { untagResource } from './untag-resource.js'
import { updateItem } from './update-item.js'
import { updateTable } from './update-table.js'
import { updateTimeToLive } from './update-time-to-live.js'

/** Every operation of the contract; one that is missing here does not compile. */
export const operations: { readonly [TName in OperationName]: Operation<TName> } = {
  CreateTable: createTable,
  DescribeTable: describeTable,
  UpdateTable: updateTable,
  DeleteTable: deleteTable,
  ListTables: listTables,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsOfResource: listTagsOfResource,
  DescribeLimits: describeLimits,
  DescribeEndpoints: describeEndpoints,
  DescribeTimeToLive: describeTimeToLive,
  UpdateTimeToLive: updateTimeToLive,
  PutItem: putItem,
  GetItem: getItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  Scan: scan,
  ListStreams: listStreams,
  DescribeStream: describeStream,
  GetShardIterator: getShardIterator,
  GetRecords: getRecords,
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  ExecuteStatement: executeStatement,
  BatchExecuteStatement: batchExecuteStatement,
  ExecuteTransaction: executeTransaction,
}
