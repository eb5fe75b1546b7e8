import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import { writeCost } from './cost.js'
import type { PlannedRequest } from './plan.types.js'
import type { OperationParts } from './planned-operation.js'
import { PlannedOperation } from './planned-operation.js'
import type { WriteAction } from '../writes/write-action.js'

interface Parts extends OperationParts {
  readonly send: (options: CallOptions | undefined) => Promise<unknown>
  readonly options: CallOptions | undefined
  /** What the write is as part of a transaction; undefined for one that takes requests one after the other. */
  readonly actions?: readonly WriteAction[] | undefined
}

/** The plan of a write: its actions, how they are run, and what may have to be asked first. */
export class PlannedWrite extends PlannedOperation {
  readonly kind: 'write' | 'batch' = 'write'
  readonly #parts: Parts
  #hasRun = false

  constructor(parts: Parts) {
    super(parts)
    this.#parts = parts
  }

  protected override async send(): Promise<unknown> {
    this.assertUnused()
    this.#hasRun = true
    return this.#parts.send(this.#parts.options)
  }

  /** The actions for a transaction: several for a move. */
  static actionsOf(plan: unknown, label: string): readonly WriteAction[] {
    if (typeof plan !== 'object' || plan === null || !(#parts in plan))
      throw new MonotableError(
        'repository.not-a-plan',
        `Transaction, ${label}: expected a plan, such as db.orders.plan.update(…)`,
        { label },
      )
    const { actions } = plan.#parts
    if (actions === undefined)
      throw new MonotableError(
        'repository.not-one-action',
        `Transaction, ${label}: the operation on ${plan.entities.join(', ')} takes several requests and cannot be one action of a transaction: pass it the item that was read, without reindex, and of a batch plan each item by itself`,
        { label, entities: plan.entities },
      )
    plan.assertUnused()
    return actions
  }

  /** The transaction that a plan is now part of is its one run. */
  static use(plan: unknown): void {
    if (typeof plan === 'object' && plan !== null && #parts in plan) plan.#hasRun = true
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
  return new PlannedWrite({
    entities: [action.runtime.model.name],
    requests: () => requestsOf(action),
    cost: () => writeCost(action),
    send: (callOptions) => send(action, callOptions),
    options,
    actions: [action],
    warnings: action.warnings,
  })
}

function requestsOf({ request, runtime, fallback }: WriteAction): PlannedRequest[] {
  const requests: PlannedRequest[] = [{ ...request, when: 'always' }]
  if (fallback !== undefined)
    requests.push(
      { operation: 'PutItem', input: { TableName: runtime.tableName }, when: 'dependent' },
      { ...request, when: 'dependent' },
    )
  return requests
}
