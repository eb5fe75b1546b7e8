import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import type { DynamoDBStreamsClientConfig } from '@aws-sdk/client-dynamodb-streams'
import { expectTypeOf, test } from 'vitest'
import type { MemoryRequestHandler } from '../../src/engine/index.js'

/** The option takes any record, so that what it is told from a request handler by is taken out here. */
type HandlerOf<TConfig extends { requestHandler?: unknown }> = Extract<
  TConfig['requestHandler'],
  { handle: unknown; httpHandlerConfigs: unknown }
>

test("the memory's request handler is one to the SDK's clients", () => {
  expectTypeOf<HandlerOf<DynamoDBClientConfig>>().not.toBeNever()
  expectTypeOf<MemoryRequestHandler>().toExtend<HandlerOf<DynamoDBClientConfig>>()
  expectTypeOf<MemoryRequestHandler>().toExtend<HandlerOf<DynamoDBStreamsClientConfig>>()
})

test('what does not answer is none', () => {
  expectTypeOf<Omit<MemoryRequestHandler, 'handle'>>().not.toExtend<HandlerOf<DynamoDBClientConfig>>()
})
