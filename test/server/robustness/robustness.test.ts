import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Random } from '../../../src/core/random.js'
import { seededRandom } from '../../../src/core/random.js'
import { operations as engineOperations } from '../../../src/engine/operations/operations.js'
import { parameters } from '../../property/runs.js'
import { ask, tableInput, tableNames } from '../support.js'
import { attack } from './attacks.js'
import { operations } from './bodies.js'
import { Chance } from './chance.js'
import { Serving } from './serving.js'

const { numRuns, seed = 20_261_120 } = parameters(3000)
const megabyte = 1_048_576

let server: Serving

beforeAll(async () => {
  server = await Serving.begin()
}, 30_000)

afterAll(() => server.end())

/** Does so many things to the server at sixteen places at once, with the table there, and cleans up. */
async function attackTimes(times: number, random: Random): Promise<Map<number | undefined, number>> {
  const { port } = server
  const chance = new Chance(random)
  await ask(port, 'CreateTable', tableInput('t'))
  let left = times
  const statuses = new Map<number | undefined, number>()
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (left > 0 && !server.hasEnded) {
        left -= 1
        const status = await attack(port, chance)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }),
  )
  expect(server.hasEnded).toBe(false)
  for (const TableName of (await tableNames(port)) as string[]) await ask(port, 'DeleteTable', { TableName })
  return statuses
}

it('knows every operation', () => {
  expect(Object.keys(operations).toSorted()).toEqual(Object.keys(engineOperations).toSorted())
})

it('would notice a step that keeps others waiting', async () => {
  await server.report('be busy')
  await tableNames(server.port)
  expect((await server.report()).longestStep).toBeGreaterThan(100)
})

it(
  `survives ${numRuns} requests of all kinds (MONOTABLE_SEED=${seed}), serves others meanwhile, and forgets them`,
  async () => {
    const random = seededRandom(seed)
    // What is compiled and cached once is no leak.
    await attackTimes(1000, random)
    const before = await server.report()
    const statuses = await attackTimes(numRuns, random)
    const after = await server.report()
    const grown = after.heapBytes - before.heapBytes
    console.log(
      `${numRuns} requests: longest step ${after.longestStep.toFixed(0)} ms of processor time, heap ${(grown / megabyte).toFixed(2)} MB`,
    )
    // Most is refused, and some is not.
    expect(statuses.get(200)).toBeGreaterThan(numRuns / 20)
    expect(statuses.get(400)).toBeGreaterThan(numRuns / 10)
    expect(after.rejections).toEqual([])
    expect(after.longestStep).toBeLessThan(100)
    expect(grown).toBeLessThan(5 * megabyte)
  },
  60_000 + numRuns * 20,
)
