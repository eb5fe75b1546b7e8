import type { DynamoDB, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { memory } from 'monotable/memory'
import type { AwsOptions, DaxClient, DaxOperation, SdkClient } from 'monotable/aws'
import { aws } from 'monotable/aws'
import { expectTypeOf, test } from 'vitest'
import type { Backend, OperationInput, OperationName, OperationOutput } from '../../src/index.js'

test('the clients of the SDK are taken, whatever release of it they come from', () => {
  expectTypeOf<DynamoDBClient>().toExtend<SdkClient>()
  expectTypeOf<DynamoDB>().toExtend<SdkClient>()
  expectTypeOf<DynamoDBDocumentClient>().toExtend<SdkClient>()
  expectTypeOf(aws).toBeCallableWith({} as DynamoDBClient)
  expectTypeOf(aws).toBeCallableWith({} as DynamoDB)
  expectTypeOf(aws({} as DynamoDBClient)).toEqualTypeOf<Backend>()
})

test('a client with the methods of DAX is taken, and that is what DynamoDB has, which DAX extends', () => {
  expectTypeOf<DynamoDB>().toExtend<DaxClient>()
  expectTypeOf(aws).toBeCallableWith({} as DaxClient)
  expectTypeOf<DaxOperation>().toExtend<OperationName>()
  expectTypeOf<DaxClient['getItem']>().toEqualTypeOf<
    (input: OperationInput<'GetItem'>) => Promise<OperationOutput<'GetItem'>>
  >()
})

test('what is no client is not', () => {
  // @ts-expect-error an engine is a backend already
  aws(memory())
  // @ts-expect-error it lacks all methods but one
  aws({ getItem: async () => ({}) })
  // @ts-expect-error options belong to the client
  aws({ region: 'us-east-1' })
  // @ts-expect-error there is no such option
  aws({} as DynamoDBClient, { retries: 3 })
})

test('options are all optional', () => {
  expectTypeOf({}).toExtend<AwsOptions>()
  expectTypeOf<AwsOptions['attempts']>().toEqualTypeOf<number | undefined>()
})

test('a client of streams is told from one of tables only when it is called', () => {
  // Both have the one method `send`; the service refuses what it does not know.
  expectTypeOf<DynamoDBStreamsClient>().toExtend<SdkClient>()
})
