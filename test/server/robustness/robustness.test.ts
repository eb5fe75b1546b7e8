import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Random } from '../../../src/core/random.js'
import { seededRandom } from '../../../src/core/random.js'
import { parameters } from '../../property/runs.js'
import { ask, tableInput, tableNames } from '../support.js'
import { attack } from './attacks.js'
import { Chance } from './chance.js'
import type { Report } from './served.js'

const { numRuns, seed = 20_261_120 } = parameters(5000)
const megabyte = 1_048_576

let server: ReturnType<typeof fork>
let port: number

/** What the server says next. */
const next = <TMessage>() =>
  new Promise<TMessage>((resolve, reject) => {
    const onExit = () => reject(new Error('the server has ended'))
    server.once('exit', onExit)
    server.once('message', (message) => {
      server.off('exit', onExit)
      resolve(message as TMessage)
    })
  })

beforeAll(async () => {
  server = fork(fileURLToPath(new URL('served.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  port = await next<number>()
}, 30_000)

afterAll(() => void server.kill())

/** Does so many things to the server at sixteen places at once, with the table there, and cleans up. */
async function attackTimes(times: number, random: Random): Promise<Map<number | undefined, number>> {
  const chance = new Chance(random)
  await ask(port, 'CreateTable', tableInput('t'))
  let left = times
  const statuses = new Map<number | undefined, number>()
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (left > 0 && server.exitCode === null) {
        left -= 1
        const status = await attack(port, chance)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }),
  )
  expect(server.exitCode).toBe(null)
  for (const TableName of (await tableNames(port)) as string[]) await ask(port, 'DeleteTable', { TableName })
  return statuses
}

function report(request: 'report' | 'be busy' = 'report'): Promise<Report> {
  const answer = next<Report>()
  server.send(request)
  return answer
}

it('would notice a step that keeps others waiting', async () => {
  await report('be busy')
  await tableNames(port)
  expect((await report()).longestStep).toBeGreaterThan(100)
})

it(
  `survives ${numRuns} requests of all kinds (MONOTABLE_SEED=${seed}), serves others meanwhile, and forgets them`,
  async () => {
    const random = seededRandom(seed)
    // What is compiled and cached once is no leak.
    await attackTimes(1000, random)
    const before = await report()
    const statuses = await attackTimes(numRuns, random)
    const after = await report()
    const grown = after.heapBytes - before.heapBytes
    console.log(
      `${numRuns} requests: longest step ${after.longestStep.toFixed(0)} ms of processor time, heap ${(grown / megabyte).toFixed(2)} MB`,
    )
    // Most is refused, and much is not.
    expect(statuses.get(200)).toBeGreaterThan(numRuns / 10)
    expect(statuses.get(400)).toBeGreaterThan(numRuns / 10)
    expect(after.rejections).toEqual([])
    expect(after.longestStep).toBeLessThan(100)
    expect(grown).toBeLessThan(5 * megabyte)
  },
  60_000 + numRuns * 20,
)
