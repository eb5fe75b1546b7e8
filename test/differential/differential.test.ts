import { describe, expect, it } from 'vitest'
import { local } from './contestant.js'
import { knownDifferences } from './known/known-differences.js'
import { startDynamoDbLocal } from './local/dynamodb-local.js'
import { differentialRuns } from './runs.js'
import { runSequence } from './sequence.js'
import { Tally } from './tally.js'

const started = await startDynamoDbLocal()
const { seed, operations } = differentialRuns()
/** From here on, a known difference that explained nothing may be one that is no longer there. */
const operationsOfALongRun = 20_000

const title =
  'missing' in started
    ? `SKIPPED: the engine beside DynamoDB Local (${started.missing})`
    : `the engine beside DynamoDB Local (MONOTABLE_SEED=${seed}, ${operations} operations)`
print(title)

describe.skipIf('missing' in started)(`${title}`, () => {
  it('answers alike, where DynamoDB Local is not known to differ from the service', async () => {
    if ('missing' in started) throw new Error(started.missing)
    const tally = new Tally()
    try {
      const contestant = local(started.endpoint)
      let sequence = seed
      for (let done = 0; done < operations;) done += await runSequence(sequence++, contestant, tally)
    } finally {
      started.stop()
    }
    print(tally.table())
    expect(tally.report()).toBe('')
    expect(tally.succeeded).toBeGreaterThan(2 / 3)
    const unused = tally.unused(knownDifferences.map(({ name }) => name))
    if (operations >= operationsOfALongRun) for (const name of unused) print(`UNUSED  ${name}`)
  })
})

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
