import { startDynamoDbLocal } from '../differential/local/dynamodb-local.js'

/**
 * Runs the scenarios on DynamoDB Local, which is started for them and told to the tests by their environment. Whoever has
 * chosen a backend gets that.
 */
export async function setup(): Promise<(() => void) | undefined> {
  if (process.env['MONOTABLE_BACKEND'] !== undefined) return undefined
  const started = await startDynamoDbLocal()
  process.env['MONOTABLE_BACKEND'] = 'endpoint'
  if ('missing' in started) {
    process.env['MONOTABLE_SCENARIOS_MISSING'] = started.missing
    process.stdout.write(`SKIPPED: the scenarios on DynamoDB Local (${started.missing})\n`)
    return undefined
  }
  process.env['MONOTABLE_ENDPOINT'] = started.endpoint
  return started.stop
}
