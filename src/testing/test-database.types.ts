import type { Backend } from '../protocol/backend.js'
import type { MemoryOptions } from '../engine/index.js'
import type { Database, DatabaseOptions } from '../repository/index.js'
import type { AnyEntity, NewItem } from '../schema/index.js'
import type { TestBackend } from './backend-choice.js'
import type { ContainerOptions } from './container/container.types.js'
import type { Fault } from './faults/fault.js'
import type { SentRequest } from './requests/sent-request.js'
import type { TestClock } from './test-clock.js'

/**
 * What `createDatabase` takes beside a backend, and what a schema module exports: `import * as schema from './schema.js'`
 * has it, whatever else it exports.
 */
export type TestSchema<TEntities, TCollections> = Pick<
  DatabaseOptions<TEntities, TCollections>,
  'collections' | 'entities'
>

/** New items by the names of their repositories. */
export type Fixtures<TEntities> = {
  readonly [TName in keyof TEntities]?: TEntities[TName] extends AnyEntity
    ? readonly NewItem<TEntities[TName]>[]
    : never
}

export interface TestOptions<TEntities> extends Pick<DatabaseOptions<TEntities>, 'cursors' | 'hooks'> {
  /**
   * What the test runs on. Default: what `MONOTABLE_BACKEND` says, which is `memory`, `container` or `endpoint` with an
   * address in `MONOTABLE_ENDPOINT`; memory where it says nothing.
   */
  readonly backend?: TestBackend | undefined
  /** Items that are there when the test begins, created in this order. */
  readonly fixtures?: Fixtures<TEntities> | undefined
  /** What befalls the requests of the test, from its first. */
  readonly faults?: readonly Fault[] | undefined
  /** The clock of mapper and memory. Default: one that shows the time of its making. */
  readonly clock?: TestClock | undefined
  /** What chance depends on. Default: the number in `MONOTABLE_SEED`, or one that nobody knows before. */
  readonly seed?: number | undefined
  /** How many requests a call may send in all, as `monotable/aws` counts them. Default: 10. */
  readonly attempts?: number | undefined
  /** Options of the in-memory backend, where the test runs on one. */
  readonly memory?: Omit<MemoryOptions, 'clock' | 'random'> | undefined
  /** The image of the container, where the test runs on one. */
  readonly container?: ContainerOptions | undefined
}

/** The state of a test database at one moment. */
export interface TestSnapshot {
  /** Sets the database back to this moment; as often as it is called. */
  restore(): Promise<void>
}

/** What a test does with its database, apart from using it. */
export interface TestControls {
  /** Which kind of backend the test runs on. */
  readonly kind: 'backend' | 'container' | 'endpoint' | 'memory'
  /** The backend itself: its requests are neither written down nor struck by faults. */
  readonly backend: Backend
  /** Names of the tables, by their names in the schema. */
  readonly tables: Readonly<Record<string, string>>
  readonly clock: TestClock
  /** The seed that gives the same chances again. */
  readonly seed: number
  /** The requests that were sent since the test began, those that were sent again included. */
  readonly requests: readonly SentRequest[]
  /** Makes the list of requests empty. */
  forgetRequests(): void
  /** Puts other faults in place of those that were planned; none ends them. They count from here. */
  setFaults(...faults: readonly Fault[]): void
  /**
   * The state of the tables. In memory it costs the same whatever they hold, to take and to restore; other backends read and
   * write every item.
   */
  snapshot(): Promise<TestSnapshot>
  /** Deletes the tables. May be called more than once. */
  dispose(): Promise<void>
}

/** A database with tables of its own. */
export type TestDatabase<
  TEntities extends { readonly [TName in keyof TEntities]: AnyEntity },
  TCollections = {},
> = Database<TEntities, TCollections> &
  AsyncDisposable & {
    /** What only tests need: clock, faults, requests, snapshots. */
    readonly test: TestControls
  }
