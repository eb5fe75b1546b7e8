import type { Backend } from '../../protocol/backend.js'
import { CommandError } from '../command-error.js'

/**
 * What answers at an endpoint, or DynamoDB itself with region and credentials of the environment.
 *
 * @throws CommandError where the SDK, an optional peer, is not installed, or the endpoint is no address.
 */
export async function liveBackend(endpoint: string | undefined): Promise<Backend> {
  if (endpoint !== undefined && !URL.canParse(endpoint))
    throw new CommandError(`--endpoint ${endpoint} is no address, such as http://127.0.0.1:8000`)
  const [{ aws }, { DynamoDBClient }] = await installed(() =>
    Promise.all([import('../../backends/aws.js'), import('@aws-sdk/client-dynamodb')]),
  )
  return aws(
    endpoint === undefined || isLocal(endpoint)
      ? (endpoint ?? new DynamoDBClient({}))
      : new DynamoDBClient({ endpoint }),
  )
}

/** What runs on this machine asks for no account. */
function isLocal(endpoint: string): boolean {
  return /^(127\.|localhost$|\[::1\]$)/.test(new URL(endpoint).hostname)
}

/** Says what to install where the SDK is missing. */
export async function installed<TModule>(load: () => Promise<TModule>): Promise<TModule> {
  try {
    return await load()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes('@aws-sdk/client-dynamodb')) throw error
    throw new CommandError(
      'this needs the AWS SDK, which is not installed: npm install --save-dev @aws-sdk/client-dynamodb',
      { cause: error },
    )
  }
}
