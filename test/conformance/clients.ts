import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Backend } from '../../src/protocol/backend.js'
import { memoryRequestHandler } from '../../src/engine/index.js'

const credentials = { accessKeyId: 'none', secretAccessKey: 'none' }

/** The SDK's client as it comes, with nothing replaced but what sends its requests. */
export function clientOn(backend: Backend, config: DynamoDBClientConfig = {}): DynamoDBClient {
  const requestHandler = memoryRequestHandler(backend)
  return new DynamoDBClient({ requestHandler, region: 'us-east-1', credentials, ...config })
}

export function streamsClientOn(backend: Backend): DynamoDBStreamsClient {
  const requestHandler = memoryRequestHandler(backend)
  return new DynamoDBStreamsClient({ requestHandler, region: 'us-east-1', credentials })
}

export function documentClientOn(backend: Backend): DynamoDBDocumentClient {
  const marshallOptions = { removeUndefinedValues: true }
  return DynamoDBDocumentClient.from(clientOn(backend), { marshallOptions })
}
