import { describe, expect, it } from 'vitest'
import { local } from './contestant.js'
import { knownDifferences } from './known/known-differences.js'
import { runLarge } from './large.js'
import { startDynamoDbLocal } from './local/dynamodb-local.js'
import { PlantedFaults } from './planted.js'
import { differentialRuns } from './runs.js'
import { runSequence, sequenceSeed } from './sequence.js'
import { Tally } from './tally.js'

const started = await startDynamoDbLocal()
const { seed, operations } = differentialRuns()
/** From here on, a known difference that explained nothing may be one that is no longer there. */
const operationsOfALongRun = 20_000

/** Seconds and memory of a long run, and what has been found so far: one that is cut short is not in vain. */
const sequencesBetweenReports = 100
const begun = performance.now()
const progress = (done: number): string =>
  `${done} operations after ${((performance.now() - begun) / 1000).toFixed(0)} s, ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`

const title =
  'missing' in started
    ? `SKIPPED: the engine beside DynamoDB Local (${started.missing})`
    : `the engine beside DynamoDB Local (MONOTABLE_SEED=${seed}, ${operations} operations)`
print(title)

describe.skipIf('missing' in started)(`${title}`, () => {
  it('answers alike, where DynamoDB Local is not known to differ from the service', async () => {
    if ('missing' in started) throw new Error(started.missing)
    const tally = new Tally()
    const planted = new PlantedFaults()
    try {
      const contestant = local(started.endpoint)
      await runLarge(contestant, tally, seed)
      for (let done = 0, place = 0; done < operations;) {
        done += await runSequence(sequenceSeed(seed, place++), contestant, tally, planted)
        if (place % sequencesBetweenReports === 0) print(`${progress(done)}\n${tally.report()}`)
      }
    } finally {
      started.stop()
    }
    print(tally.table())
    print(planted.table())
    expect(tally.report()).toBe('')
    expect(tally.succeeded).toBeGreaterThan(2 / 3)
    if (operations >= operationsOfALongRun) {
      expect(planted.hidden).toEqual([])
      expect(planted.kinds).toBeGreaterThan(20)
    }
    const unused = tally.unused(knownDifferences.map(({ name }) => name))
    if (operations >= operationsOfALongRun) for (const name of unused) print(`UNUSED  ${name}`)
  })
})

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
