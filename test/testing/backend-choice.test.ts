import { memory } from 'monotable/memory'
import { describe, expect, it } from 'vitest'
import { chosenBackend } from '../../src/testing/backend-choice.js'

const endpoint = 'http://127.0.0.1:8000'

describe('the backend of a test', () => {
  it('is memory where nobody says anything', () => {
    expect(chosenBackend(undefined, {})).toEqual({ kind: 'memory' })
    expect(chosenBackend(undefined, { MONOTABLE_BACKEND: '' })).toEqual({ kind: 'memory' })
  })

  it.each([
    [{ MONOTABLE_BACKEND: 'memory' }, { kind: 'memory' }],
    [{ MONOTABLE_BACKEND: 'container' }, { kind: 'container' }],
    [
      { MONOTABLE_BACKEND: 'endpoint', MONOTABLE_ENDPOINT: endpoint },
      { kind: 'endpoint', endpoint },
    ],
  ])('is what the environment says: %o', (variables, choice) => {
    expect(chosenBackend(undefined, variables)).toEqual(choice)
  })

  it('is what the test says, whatever the environment says', () => {
    const variables = { MONOTABLE_BACKEND: 'container' }
    const backend = memory()
    expect(chosenBackend('memory', variables)).toEqual({ kind: 'memory' })
    expect(chosenBackend({ endpoint }, variables)).toEqual({ kind: 'endpoint', endpoint })
    expect(chosenBackend(backend, variables)).toEqual({ kind: 'backend', backend })
  })

  it.each([
    [{ MONOTABLE_BACKEND: 'cloud' }, 'memory, container or endpoint, not cloud'],
    [{ MONOTABLE_BACKEND: 'endpoint' }, 'in MONOTABLE_ENDPOINT: it is an address'],
    [
      { MONOTABLE_BACKEND: 'endpoint', MONOTABLE_ENDPOINT: 'localhost' },
      'http://127.0.0.1:8000, not localhost',
    ],
  ])('is refused where the environment names none: %o', (variables, reason) => {
    expect(() => chosenBackend(undefined, variables)).toThrow(reason)
  })

  it.each(['cloud', 1, null, {}, { endpoint: '' }])('is refused where the test names none: %o', (given) => {
    expect(() => chosenBackend(given as never, {})).toThrow(
      expect.objectContaining({ code: 'testing.backend' }) as Error,
    )
  })
})
