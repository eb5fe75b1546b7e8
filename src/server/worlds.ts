import type { Clock } from '../core/clock.js'
import { systemClock } from '../core/clock.js'
import type { Backend } from '../protocol/backend.js'
import { scopesRememberedMax, worldsMax } from '../protocol/limits.js'
import { ServiceError } from '../protocol/service-errors.js'
import type { MemoryBackend, MemoryOptions } from '../engine/index.js'
import { memory } from '../engine/index.js'
import { accountOf, defaultAccountId, defaultRegion } from './account.js'
import { serverMessages } from './messages.js'

/** An account in a region: tables of one are not seen from another. */
export interface World {
  readonly accountId: string
  readonly region: string
  readonly backend: MemoryBackend
}

export interface WorldsOptions {
  readonly isShared: boolean
  readonly memory: Omit<MemoryOptions, 'region' | 'accountId'>
}

/** The worlds of one server, made when they are first asked for. */
export class Worlds {
  readonly #options: WorldsOptions
  readonly #worlds = new Map<string, World>()
  readonly #byScope = new Map<string, World>()
  /** What worlds begin with. */
  #initial: MemoryBackend | undefined

  /** Throws for options that no memory takes. */
  constructor(options: WorldsOptions) {
    this.#options = options
    this.draft()
  }

  /**
   * The worlds made so far, copied, as they will be when the changes of tables that are under way are over: what is being
   * created is there, and what is being deleted is not.
   */
  settled(): World[] {
    const { clock = systemClock, tableTransition = 0 } = this.#options.memory
    // A new index takes two transitions. Time goes on for tables alone, so no item expires.
    const ahead: Clock = {
      now: () => clock.now() + 2 * tableTransition,
      sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
    }
    const options = { tableTransition: 0, clock: ahead, timeToLiveLag: Number.MAX_SAFE_INTEGER }
    return [...this.#worlds.values()].map(({ accountId, region, backend }) => {
      const copy = this.#make(accountId, region, options)
      copy.backend.restore(backend.snapshot())
      return copy
    })
  }

  /** Lets worlds that are made from now on begin with the tables of a backend. */
  beginWith(initial: MemoryBackend): void {
    this.#initial = initial
  }

  /** A world that belongs to nobody yet, and whose tables are ready as soon as they are created. */
  draft(accountId: string = defaultAccountId, region: string = defaultRegion): World {
    return this.#make(accountId, region, { tableTransition: 0 })
  }

  /** What tells worlds apart. */
  nameOf(accountId: string, region: string): string {
    return this.#options.isShared ? '' : `${accountId}/${region}`
  }

  /** Whether the world of a name has been made. */
  has(name: string): boolean {
    return this.#worlds.has(name)
  }

  /**
   * The world that the scope of a signature names: `KEY/20260131/eu-west-1/dynamodb/aws4_request`. Without one, or with
   * one that names none, the default world. Throws ServiceError when there are too many.
   */
  ofScope(scope: string | undefined): Backend {
    if (scope === undefined || this.#options.isShared) return this.of(defaultAccountId, defaultRegion).backend
    const known = this.#byScope.get(scope)
    if (known !== undefined) return known.backend
    const [, accessKeyId, region] = /^(.+)\/[^/]*\/([\w-]{1,64})\/[^/]*\/[^/]*$/.exec(scope) ?? []
    const world =
      accessKeyId === undefined || region === undefined
        ? this.of(defaultAccountId, defaultRegion)
        : this.of(accountOf(accessKeyId), region)
    if (this.#byScope.size >= scopesRememberedMax) this.#byScope.clear()
    this.#byScope.set(scope, world)
    return world.backend
  }

  /** The world of an account in a region. Throws ServiceError when there are too many. */
  of(accountId: string, region: string): World {
    const name = this.nameOf(accountId, region)
    const known = this.#worlds.get(name)
    if (known !== undefined) return known
    if (this.#worlds.size >= worldsMax) {
      throw new ServiceError('LimitExceededException', serverMessages.tooManyWorlds(worldsMax))
    }
    const world = this.#make(accountId, region, {})
    if (this.#initial !== undefined) world.backend.restore(this.#initial.snapshot())
    this.#worlds.set(name, world)
    return world
  }

  #make(accountId: string, region: string, options: MemoryOptions): World {
    const identity = this.#options.isShared
      ? { accountId: defaultAccountId, region: defaultRegion }
      : { accountId, region }
    return { ...identity, backend: memory({ ...this.#options.memory, ...options, ...identity }) }
  }
}
