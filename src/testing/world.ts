import { unreachable } from '../core/assert.js'
import type { Clock } from '../core/clock.js'
import { MonotableError } from '../core/errors.js'
import type { Random } from '../core/random.js'
import { seededRandom } from '../core/random.js'
import { memory } from '../engine/index.js'
import type { MemoryOptions } from '../engine/index.js'
import type { Backend } from '../protocol/backend.js'
import { isServiceError } from '../protocol/service-errors.js'
import type { CreateTableInput } from '../protocol/tables.js'
import type { BackendChoice } from './backend-choice.js'
import type { ContainerOptions } from './container/container.types.js'
import { sharedContainer } from './container/shared-container.js'
import { copyItems, writeItems } from './state/copied-state.js'
import type { TestClock } from './test-clock.js'
import { waitingFor } from './test-clock.js'
import type { TestSnapshot } from './test-database.types.js'

/** Where the tables of a test are, and what can be done with all of them at once. */
export interface World {
  readonly backend: Backend
  /** What waits for the backend. */
  readonly clock: Clock
  /** Whether others have tables there too. */
  readonly isShared: boolean
  snapshot(tables: readonly CreateTableInput[]): Promise<TestSnapshot>
  dispose(tables: readonly CreateTableInput[]): Promise<void>
}

/** What a world is made of, whatever its kind. */
export interface WorldOptions {
  readonly clock: TestClock
  readonly seed: number
  readonly memory: Omit<MemoryOptions, 'clock' | 'random'> | undefined
  readonly container: ContainerOptions | undefined
}

export async function openWorld(choice: BackendChoice, options: WorldOptions): Promise<World> {
  switch (choice.kind) {
    case 'memory':
      return ownWorld(options.clock, seededRandom(options.seed), options.memory)
    case 'backend':
      return sharedWorld(choice.backend, options.clock)
    case 'endpoint':
      return sharedWorld(await backendAt(choice.endpoint), options.clock)
    case 'container': {
      const { endpoint } = await sharedContainer(options.container)
      return sharedWorld(await backendAt(endpoint), options.clock)
    }
    default:
      return unreachable(choice)
  }
}

function ownWorld(clock: TestClock, random: Random, options: WorldOptions['memory']): World {
  const backend = memory({ ...options, clock, random })
  return {
    backend,
    clock,
    isShared: false,
    async snapshot() {
      const taken = backend.snapshot()
      return {
        async restore() {
          backend.restore(taken)
        },
      }
    },
    async dispose() {},
  }
}

function sharedWorld(backend: Backend, clock: TestClock): World {
  return {
    backend,
    clock: waitingFor(clock),
    isShared: true,
    async snapshot(tables) {
      const copied = await copyItems(backend, tables)
      return { restore: () => writeItems(backend, tables, copied) }
    },
    async dispose(tables) {
      for (const { TableName } of tables) await deleteTable(backend, TableName)
    },
  }
}

async function deleteTable(backend: Backend, TableName: string | undefined): Promise<void> {
  try {
    await backend.execute('DeleteTable', { TableName })
  } catch (error) {
    if (!isServiceError(error, 'ResourceNotFoundException')) throw error
  }
}

async function backendAt(endpoint: string): Promise<Backend> {
  try {
    const { aws } = await import('../backends/aws.js')
    return aws(endpoint)
  } catch (cause) {
    if ((cause as { readonly code?: unknown } | undefined)?.code !== 'ERR_MODULE_NOT_FOUND') throw cause
    throw new MonotableError(
      'testing.sdk',
      'Tests against a container or an endpoint go through the AWS SDK, which is not installed: npm install --save-dev @aws-sdk/client-dynamodb',
      { endpoint },
      { cause },
    )
  }
}
