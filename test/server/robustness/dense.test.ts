import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, jsonType, send, tableInput } from '../support.js'
import { denseKinds, denseRequest } from './dense.js'
import { fillPages, pageRequests } from './pages.js'
import { Serving } from './serving.js'

/** Milliseconds of processor time for one step on a quiet machine. */
const stepMax = 100

let server: Serving

beforeAll(async () => {
  server = await Serving.begin()
  await ask(server.port, 'CreateTable', tableInput('t'))
  await fillPages(server.port)
}, 60_000)

afterAll(() => server.end())

/** Sends a request and gives what it cost others, as on a quiet machine. */
async function step(operation: string, body: string): Promise<{ status: number; longestStep: number }> {
  await server.report()
  const headers = { 'Content-Type': jsonType, 'X-Amz-Target': `DynamoDB_20120810.${operation}` }
  const { status } = await send(server.port, { headers, body })
  const { longestStep } = await server.report()
  // Most steps are far from the limit, however busy the machine.
  return {
    status,
    longestStep: longestStep < stepMax ? longestStep : longestStep / (await server.slowness()),
  }
}

describe('a body as large as it may be, full of one thing, keeps nobody waiting for long', () => {
  it.each(denseKinds)('%s', { timeout: 60_000 }, async (kind) => {
    const { operation, body } = denseRequest(kind)
    const { status, longestStep } = await step(operation, body)
    expect([200, 400]).toContain(status)
    expect(longestStep).toBeLessThan(stepMax)
  })
})

describe('a page, however it is looked at, keeps nobody waiting for long', () => {
  it.each(Object.keys(pageRequests))('%s', { timeout: 60_000 }, async (kind) => {
    const [operation = '', input] = pageRequests[kind] ?? []
    const { status, longestStep } = await step(operation, JSON.stringify(input))
    expect([200, 400]).toContain(status)
    expect(longestStep).toBeLessThan(stepMax)
  })
})
