import type * as sdk from '@aws-sdk/client-dynamodb'
import type * as streams from '@aws-sdk/client-dynamodb-streams'
import { expectTypeOf, test } from 'vitest'
import type { AttributeValue } from '../../src/index.js'
import type { OperationInput, OperationName, OperationOutput } from '../../src/protocol/backend.js'
import type { CancellationReason } from '../../src/protocol/transactions.js'

interface Service {
  CreateTable: { input: sdk.CreateTableCommandInput; output: sdk.CreateTableCommandOutput }
  DescribeTable: { input: sdk.DescribeTableCommandInput; output: sdk.DescribeTableCommandOutput }
  UpdateTable: { input: sdk.UpdateTableCommandInput; output: sdk.UpdateTableCommandOutput }
  DeleteTable: { input: sdk.DeleteTableCommandInput; output: sdk.DeleteTableCommandOutput }
  ListTables: { input: sdk.ListTablesCommandInput; output: sdk.ListTablesCommandOutput }
  TagResource: { input: sdk.TagResourceCommandInput; output: sdk.TagResourceCommandOutput }
  UntagResource: { input: sdk.UntagResourceCommandInput; output: sdk.UntagResourceCommandOutput }
  ListTagsOfResource: {
    input: sdk.ListTagsOfResourceCommandInput
    output: sdk.ListTagsOfResourceCommandOutput
  }
  DescribeLimits: { input: sdk.DescribeLimitsCommandInput; output: sdk.DescribeLimitsCommandOutput }
  DescribeEndpoints: { input: sdk.DescribeEndpointsCommandInput; output: sdk.DescribeEndpointsCommandOutput }
  DescribeTimeToLive: {
    input: sdk.DescribeTimeToLiveCommandInput
    output: sdk.DescribeTimeToLiveCommandOutput
  }
  UpdateTimeToLive: { input: sdk.UpdateTimeToLiveCommandInput; output: sdk.UpdateTimeToLiveCommandOutput }
  PutItem: { input: sdk.PutItemCommandInput; output: sdk.PutItemCommandOutput }
  GetItem: { input: sdk.GetItemCommandInput; output: sdk.GetItemCommandOutput }
  UpdateItem: { input: sdk.UpdateItemCommandInput; output: sdk.UpdateItemCommandOutput }
  DeleteItem: { input: sdk.DeleteItemCommandInput; output: sdk.DeleteItemCommandOutput }
  Query: { input: sdk.QueryCommandInput; output: sdk.QueryCommandOutput }
  Scan: { input: sdk.ScanCommandInput; output: sdk.ScanCommandOutput }
  ListStreams: { input: streams.ListStreamsCommandInput; output: streams.ListStreamsCommandOutput }
  DescribeStream: { input: streams.DescribeStreamCommandInput; output: streams.DescribeStreamCommandOutput }
  GetShardIterator: {
    input: streams.GetShardIteratorCommandInput
    output: streams.GetShardIteratorCommandOutput
  }
  GetRecords: { input: streams.GetRecordsCommandInput; output: streams.GetRecordsCommandOutput }
  BatchGetItem: { input: sdk.BatchGetItemCommandInput; output: sdk.BatchGetItemCommandOutput }
  BatchWriteItem: { input: sdk.BatchWriteItemCommandInput; output: sdk.BatchWriteItemCommandOutput }
  TransactGetItems: { input: sdk.TransactGetItemsCommandInput; output: sdk.TransactGetItemsCommandOutput }
  ExecuteStatement: { input: sdk.ExecuteStatementCommandInput; output: sdk.ExecuteStatementCommandOutput }
  BatchExecuteStatement: {
    input: sdk.BatchExecuteStatementCommandInput
    output: sdk.BatchExecuteStatementCommandOutput
  }
  ExecuteTransaction: {
    input: sdk.ExecuteTransactionCommandInput
    output: sdk.ExecuteTransactionCommandOutput
  }
  TransactWriteItems: {
    input: sdk.TransactWriteItemsCommandInput
    output: sdk.TransactWriteItemsCommandOutput
  }
}

type Misfit<TName extends OperationName> = {
  [TOperation in TName]: TOperation extends keyof Service
    ? OperationInput<TOperation> extends Service[TOperation]['input']
      ? Service[TOperation]['output'] extends OperationOutput<TOperation>
        ? never
        : `output of ${TOperation}`
      : `input of ${TOperation}`
    : `no ${TOperation}`
}[TName]

test("an attribute value is the SDK's, in both directions", () => {
  expectTypeOf<AttributeValue>().toExtend<sdk.AttributeValue>()
  expectTypeOf<sdk.AttributeValue>().toExtend<AttributeValue>()
  expectTypeOf<Record<string, AttributeValue>>().toExtend<Record<string, sdk.AttributeValue>>()
  expectTypeOf<Record<string, sdk.AttributeValue>>().toExtend<Record<string, AttributeValue>>()
})

test('an attribute value has one member', () => {
  // @ts-expect-error -- two members
  expectTypeOf<{ S: string; N: string }>().toExtend<AttributeValue>()
  // @ts-expect-error -- none
  expectTypeOf<{ X: string }>().toExtend<AttributeValue>()
})

test('the SDK takes our inputs, and its outputs are ours', () => {
  expectTypeOf<Misfit<OperationName>>().toBeNever()
})

test("reasons of a cancelled transaction are the SDK's", () => {
  expectTypeOf<sdk.CancellationReason>().toExtend<CancellationReason>()
})
