import { randomUUID } from 'node:crypto'
import type { Backend, OperationName, Plan } from 'monotable'
import { memory } from 'monotable/memory'
import { sharedContainer } from 'monotable/testing'
import { describe, expect } from 'vitest'

/** Where scenarios run: `memory`, the engine, unless told otherwise; `endpoint`, whatever answers there; or a `container`. */
const chosen = process.env['MONOTABLE_BACKEND'] ?? 'memory'
const endpoint = process.env['MONOTABLE_ENDPOINT']
/** Set where DynamoDB Local was asked for and cannot be had: see `local.ts`. */
const missing = process.env['MONOTABLE_SCENARIOS_MISSING']

const connect = await connection()

/** The tests of a scenario. Its name says where it runs, or why it does not. */
export function describeScenario(name: string, tests: () => void): void {
  const title = missing === undefined ? `${name} (${chosen})` : `SKIPPED: ${name} (${missing})`
  describe.skipIf(missing !== undefined)(`${title}`, () => {
    tests()
  })
}

/** What a scenario runs in: a backend that counts, and tables that no other test has. */
export interface World {
  readonly backend: Backend
  /** For `tables` of `createDatabase`. */
  readonly tables: Readonly<Record<string, string>>
  /** The operations that were sent since this was last asked. */
  sent(): OperationName[]
  /** Runs something, and holds what it sends to its plan, and both to what the scenario says; it goes well at once. */
  expectRequests<TResult>(
    operations: readonly OperationName[],
    plan: Plan,
    run: () => Promise<TResult>,
  ): Promise<TResult>
}

export function openWorld(...tables: string[]): World {
  const inner = connect()
  let operations: OperationName[] = []
  const sent = () => {
    const taken = operations
    operations = []
    return taken
  }
  return {
    backend: {
      execute(operation, input, options) {
        operations.push(operation)
        return inner.execute(operation, input, options)
      },
    },
    tables: Object.fromEntries(tables.map((name) => [name, `${name}-${randomUUID()}`])),
    sent,
    async expectRequests(expected, plan, run) {
      const planned = plan.requests.filter(({ when }) => when !== 'dependent')
      expect(planned.map(({ operation }) => operation)).toEqual(expected)
      sent()
      const result = await run()
      expect(sent()).toEqual(expected)
      return result
    },
  }
}

/** The SDK is loaded only where it is used. */
async function connection(): Promise<() => Backend> {
  if (chosen === 'memory' || missing !== undefined) return () => memory()
  const address = await addressOf(chosen)
  const { aws } = await import('monotable/aws')
  return () => aws(address)
}

async function addressOf(backend: string): Promise<string> {
  if (backend === 'container') return (await sharedContainer()).endpoint
  if (backend !== 'endpoint')
    throw new Error(`MONOTABLE_BACKEND is memory, endpoint or container, and not ${backend}.`)
  if (endpoint === undefined) throw new Error('MONOTABLE_BACKEND=endpoint needs MONOTABLE_ENDPOINT.')
  return endpoint
}
