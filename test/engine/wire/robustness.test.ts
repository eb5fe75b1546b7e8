import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerWireRequest } from '../../../src/engine/index.js'
import { targetedOperations } from '../../../src/engine/wire/shapes/operation-shapes.js'
import { parameters } from '../../property/runs.js'
import { backendWith, plain, shop } from '../support.js'
import { requestsOf } from './requests.js'

describe('whatever a request holds, the engine answers as a service does and stays sound', () => {
  test.each([...targetedOperations])('%s', async (target, { input }) => {
    const backend = await backendWith([plain, shop])
    await fc.assert(
      fc.asyncProperty(requestsOf(input), async (request) => {
        const body = JSON.stringify(request)
        const answer = await answerWireRequest(backend, { target, body })
        expect([answer.status, answer.body]).not.toEqual([500, expect.anything()])
        backend.assertInvariants()
      }),
      parameters(100),
    )
  })
})
