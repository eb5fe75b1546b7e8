import { MonotableError } from '../core/errors.js'
import type { OperationName } from '../protocol/backend.js'
import { unobserved } from './requests/unwatched.js'
import type { SentRequest } from './requests/sent-request.js'
import type { TestControls } from './test-database.types.js'

/** A request as a matcher takes it: its operation, or the members that matter. */
export type ExpectedRequest = OperationName | Partial<SentRequest>

interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
  readonly actual?: unknown
  readonly expected?: unknown
}

/** What vitest and Jest lend to matchers. */
interface MatcherContext {
  equals(left: unknown, right: unknown): boolean
}

/**
 * What `expect` can do once it has {@link matchers}: for the declaration by which a project tells its types.
 *
 * @example
 * ```ts
 * declare module 'vitest' {
 *   interface Matchers<T> extends TestMatchers<T> {}
 * }
 * ```
 */
export interface TestMatchers<TResult> {
  /**
   * Of a test database: it has sent these requests and no others, in this order. Of a request, its operation is enough, or the
   * members that matter.
   */
  toHaveSentRequests(expected: readonly ExpectedRequest[]): TResult
  /** Of a repository: there is an item of this key, and it has these attributes. To be awaited. */
  toHaveItem(key: object, attributes?: object): Promise<TResult>
}

/**
 * Matchers for the `expect` of vitest and Jest.
 *
 * @example
 * ```ts
 * expect.extend(matchers)
 *
 * expect(db).toHaveSentRequests(['GetItem', { operation: 'PutItem', fault: 'throttle' }, 'PutItem'])
 * await expect(db.orders).toHaveItem({ customerId: 'c1', orderId: 'o1' }, { status: 'paid' })
 * ```
 */
export const matchers: {
  toHaveSentRequests(
    this: MatcherContext,
    received: unknown,
    expected: readonly ExpectedRequest[],
  ): MatcherResult
  toHaveItem(
    this: MatcherContext,
    received: unknown,
    key: object,
    attributes?: object,
  ): Promise<MatcherResult>
} = {
  toHaveSentRequests(received, expected) {
    const { requests, seed } = controlsOf(received)
    const pass =
      requests.length === expected.length &&
      requests.every((request, index) => isAs(this, request, expected[index]))
    const shown = requests.map((request, index) => shownLike(request, expected[index]))
    return {
      pass,
      message: () =>
        `Expected the test database ${pass ? 'not ' : ''}to have sent ${expected.length} requests like these, and it sent ${requests.length}: ${shown.map((each) => (typeof each === 'string' ? each : each.operation)).join(', ') || 'none'} (seed ${seed})`,
      actual: shown,
      expected,
    }
  },
  async toHaveItem(received, key, attributes = {}) {
    const repository = repositoryOf(received)
    const item = await unobserved(() => repository.get(key))
    const stored = item as Readonly<Record<string, unknown>> | undefined
    const pass =
      stored !== undefined &&
      Object.entries(attributes).every(([name, value]) => this.equals(stored[name], value))
    return {
      pass,
      message: () =>
        stored === undefined
          ? `Expected an item of key ${JSON.stringify(key)}, and there is none`
          : `Expected the item of key ${JSON.stringify(key)} ${pass ? 'not ' : ''}to have these attributes`,
      actual: item,
      expected: { ...key, ...attributes },
    }
  },
}

function isAs(context: MatcherContext, request: SentRequest, expected: ExpectedRequest | undefined): boolean {
  if (typeof expected === 'string') return request.operation === expected
  return Object.entries(expected ?? {}).every(([name, value]) =>
    context.equals(request[name as keyof SentRequest], value),
  )
}

/** Of a request, what was asked for: a difference shows nothing else. */
function shownLike(
  request: SentRequest,
  expected: ExpectedRequest | undefined,
): OperationName | (Partial<SentRequest> & { readonly operation: OperationName }) {
  if (typeof expected !== 'object') return request.operation
  const names = Object.keys(expected) as (keyof SentRequest)[]
  return { operation: request.operation, ...Object.fromEntries(names.map((name) => [name, request[name]])) }
}

function controlsOf(received: unknown): TestControls {
  const test = (received as { readonly test?: Partial<TestControls> } | undefined)?.test
  if (test?.requests !== undefined) return test as TestControls
  throw new MonotableError(
    'testing.matcher',
    'expect(…).toHaveSentRequests takes a database that testDatabase gave',
    {},
  )
}

function repositoryOf(received: unknown): { get(key: object): Promise<unknown> } {
  const repository = received as { get?: (key: object) => Promise<unknown> } | null | undefined
  if (typeof repository?.get === 'function')
    return { get: (key) => repository.get?.(key) ?? Promise.resolve() }
  throw new MonotableError(
    'testing.matcher',
    'expect(…).toHaveItem takes a repository, such as db.orders',
    {},
  )
}
