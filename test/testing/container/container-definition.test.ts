import { describe, expect, it } from 'vitest'
import {
  containerDefinition,
  dynamodbLocalImage,
} from '../../../src/testing/container/container-definition.js'

describe('the definition of a container', () => {
  it('is that of DynamoDB Local, in memory, for any image that is not named after ScyllaDB', () => {
    for (const image of [dynamodbLocalImage, 'mirror.example/scylla-team/dynamodb-local:2', 'local'])
      expect(containerDefinition(image)).toEqual({
        image,
        command: ['-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb', '-port', '8000'],
        environment: { DDB_LOCAL_TELEMETRY: '0' },
        port: 8000,
        startupMilliseconds: 60_000,
      })
  })

  it('is that of Alternator for an image of ScyllaDB, wherever it comes from', () => {
    for (const image of ['scylladb/scylla:2026.1', 'mirror.example:5000/mirror/scylla'])
      expect(containerDefinition(image)).toMatchObject({
        image,
        command: expect.arrayContaining([
          '--alternator-port=8000',
          '--alternator-write-isolation=always',
        ]) as string[],
        port: 8000,
      })
  })
})
