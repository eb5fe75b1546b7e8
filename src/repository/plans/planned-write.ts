import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import { dependentCost, getCost, writeCost } from './cost.js'
import type { Plan, PlannedCost, PlannedRequest } from './plan.types.js'
import type { WriteAction } from '../writes/write-action.js'

/** The plan of a write: its actions, how they are run, and what may have to be asked first. */
export class PlannedWrite implements Plan {
  readonly kind: 'write' | 'batch' = 'write'
  readonly entities: readonly string[]
  readonly accessPattern = 'primary'
  readonly canAppear: readonly string[]
  readonly warnings: readonly string[]
  readonly #requests: readonly PlannedRequest[]
  #shown: readonly PlannedRequest[] | undefined
  readonly #actions: readonly WriteAction[] | undefined
  readonly #cost: () => PlannedCost
  readonly #send: (options: CallOptions | undefined) => Promise<unknown>
  readonly #options: CallOptions | undefined
  #hasRun = false

  constructor(parts: {
    readonly entities: readonly string[]
    readonly requests: readonly PlannedRequest[]
    readonly cost: () => PlannedCost
    readonly send: (options: CallOptions | undefined) => Promise<unknown>
    readonly options: CallOptions | undefined
    /** What the write is as part of a transaction; undefined for one that takes requests one after the other. */
    readonly actions?: readonly WriteAction[] | undefined
    readonly warnings?: readonly string[]
  }) {
    this.entities = parts.entities
    this.canAppear = parts.entities
    this.#requests = parts.requests
    this.warnings = parts.warnings ?? []
    this.#actions = parts.actions
    this.#cost = parts.cost
    this.#send = parts.send
    this.#options = parts.options
  }

  /** A copy: what is done to it changes nothing of what is sent. */
  get requests(): readonly PlannedRequest[] {
    return (this.#shown ??= structuredClone(this.#requests))
  }

  get cost(): PlannedCost {
    return this.#cost()
  }

  async run(): Promise<unknown> {
    this.assertUnused()
    this.#hasRun = true
    return this.#send(this.#options)
  }

  /** The actions for a transaction: several for a move. */
  static actionsOf(plan: unknown, label: string): readonly WriteAction[] {
    if (typeof plan !== 'object' || plan === null || !(#actions in plan))
      throw new MonotableError(
        'repository.not-a-plan',
        `Transaction, ${label}: expected a plan, such as db.orders.plan.update(…)`,
        { label },
      )
    if (plan.#actions === undefined)
      throw new MonotableError(
        'repository.not-one-action',
        `Transaction, ${label}: the operation takes several requests and cannot be one action of a transaction`,
        { label },
      )
    plan.assertUnused()
    return plan.#actions
  }

  /** The transaction that a plan is now part of is its one run. */
  static use(plan: unknown): void {
    if (typeof plan === 'object' && plan !== null && #actions in plan) plan.#hasRun = true
  }

  /** @throws MonotableError `repository.plan-used` */
  assertUnused(): void {
    if (this.#hasRun)
      throw new MonotableError(
        'repository.plan-used',
        `The plan of ${this.entities.join(', ')} has run: a plan runs once, make another`,
        { entities: this.entities },
      )
  }
}

/** The plan of a write that is one request. */
export function planAction(
  action: WriteAction,
  send: (action: WriteAction, options: CallOptions | undefined) => Promise<unknown>,
  options: CallOptions | undefined,
): PlannedWrite {
  // Told now: the caller may change what was passed before the plan runs.
  action.known()
  const requests: PlannedRequest[] = [{ ...action.request, when: 'always' }]
  if (action.fallback !== undefined)
    requests.push(
      { operation: 'PutItem', input: { TableName: action.runtime.tableName }, when: 'dependent' },
      { ...action.request, when: 'dependent' },
    )
  return new PlannedWrite({
    entities: [action.runtime.model.name],
    requests,
    cost: () => writeCost(action),
    send: (callOptions) => send(action, callOptions),
    options,
    actions: [action],
    warnings: action.warnings,
  })
}

/** The plan of an update that reads first. */
export function planReindexed(
  read: PlannedRequest & { operation: 'GetItem' },
  entity: string,
  send: (options: CallOptions | undefined) => Promise<unknown>,
  options: CallOptions | undefined,
): PlannedWrite {
  return new PlannedWrite({
    entities: [entity],
    requests: [
      read,
      {
        operation: 'UpdateItem',
        input: { TableName: read.input.TableName, Key: read.input.Key },
        when: 'dependent',
      },
    ],
    cost: () => dependentCost('update', getCost(true), 1),
    send,
    options,
  })
}
