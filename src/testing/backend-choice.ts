import { MonotableError } from '../core/errors.js'
import type { Backend } from '../protocol/backend.js'

/** What a test runs on. */
export type TestBackend = 'container' | 'memory' | Backend | { readonly endpoint: string }

/** The same, each with its kind. */
export type BackendChoice =
  | { readonly kind: 'backend'; readonly backend: Backend }
  | { readonly kind: 'container' }
  | { readonly kind: 'endpoint'; readonly endpoint: string }
  | { readonly kind: 'memory' }

type Variables = Readonly<Record<string, string | undefined>>

/**
 * The backend that a test names, else the one that the environment names: `MONOTABLE_BACKEND` is memory, container or
 * endpoint, the last with an address in `MONOTABLE_ENDPOINT`. Memory where nobody says anything.
 *
 * @throws MonotableError `testing.backend`
 */
export function chosenBackend(given: TestBackend | undefined, variables: Variables): BackendChoice {
  if (given === undefined) return fromEnvironment(variables)
  if (given === 'memory' || given === 'container') return { kind: given }
  if (typeof given === 'object' && given !== null) {
    if ('execute' in given) return { kind: 'backend', backend: given }
    if ('endpoint' in given) return atEndpoint(given.endpoint, 'backend: { endpoint }')
  }
  return refuse(
    "backend is 'memory', 'container', { endpoint: 'http://…' }, or a backend such as aws(client)",
  )
}

function fromEnvironment(variables: Variables): BackendChoice {
  const { MONOTABLE_BACKEND: name, MONOTABLE_ENDPOINT: endpoint } = variables
  switch (name) {
    case undefined:
    case '':
    case 'memory':
      return { kind: 'memory' }
    case 'container':
      return { kind: 'container' }
    case 'endpoint':
      return atEndpoint(endpoint, 'MONOTABLE_BACKEND=endpoint takes an address in MONOTABLE_ENDPOINT: it')
    default:
      return refuse(`MONOTABLE_BACKEND is memory, container or endpoint, not ${name}`)
  }
}

function atEndpoint(endpoint: unknown, place: string): BackendChoice {
  if (typeof endpoint === 'string' && /^https?:\/\/[^/]/.test(endpoint)) return { kind: 'endpoint', endpoint }
  return refuse(`${place} is an address such as http://127.0.0.1:8000, not ${String(endpoint)}`)
}

function refuse(problem: string): never {
  throw new MonotableError('testing.backend', `Test database: ${problem}`, {})
}
