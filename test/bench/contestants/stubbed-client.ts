import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { CannedTransport } from '../contestant.js'

/** The SDK's client, its `send` replaced. */
export function stubbedClient(transport: CannedTransport): DynamoDBClient {
  const send = (command: object & { readonly input: unknown }) => {
    if (command instanceof PutItemCommand) return transport.answer('PutItem', command.input)
    if (command instanceof GetItemCommand) return transport.answer('GetItem', command.input)
    if (command instanceof UpdateItemCommand) return transport.answer('UpdateItem', command.input)
    if (command instanceof TransactWriteItemsCommand)
      return transport.answer('TransactWriteItems', command.input)
    return transport.answer('Query', command.input)
  }
  // A stub: of the client, the contestants use nothing but send.
  return { send } as unknown as DynamoDBClient
}
