import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { CannedTransport } from '../contestant.js'

/**
 * A DocumentClient over the canned transport. It marshals in middleware, which a stub of `send` would cut off, so the
 * stack is kept and everything that makes and reads HTTP is taken out of it: serializer, signer, retries, headers.
 */
export function documentClient(transport: CannedTransport): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    region: 'eu-central-1',
    endpoint: 'http://localhost:8000',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  const { middlewareStack } = client
  for (const entry of middlewareStack.identify()) middlewareStack.remove(entry.split(' ', 1)[0] as string)
  middlewareStack.add((next) => (args) => next(args), { name: 'serializerMiddleware', step: 'serialize' })
  middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => ({
        // The stack knows its outputs as those of any command.
        output: (await transport.answer(commandName.replace(/Command$/, ''), input)) as never,
        response: undefined,
      }),
    { name: 'deserializerMiddleware', step: 'deserialize' },
  )
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}
