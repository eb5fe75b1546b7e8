import { assert } from '../../core/assert.js'
import { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { BatchWriteItemInput, WriteRequest } from '../../protocol/batches.js'
import { batchWriteItemsMax } from '../../protocol/limits.js'
import { isServiceError } from '../../protocol/service-errors.js'
import type { Environment, EntityRuntime, Values } from '../entity-runtime.js'
import { entityNames } from '../entity-names.js'
import { send } from '../hooks/send.js'
import { withoutTable } from '../missing-table.js'
import { sumOfCosts, writeCost } from '../plans/cost.js'
import type { PlannedCost, PlannedRequest } from '../plans/plan.types.js'
import type { WriteAction } from '../writes/write-action.js'
import type { BatchBounds } from './batch-options.js'
import { itemIdentity } from './item-identity.js'
import { chunksOf, runChunks, withRepetitions } from './run-chunks.js'
import type { Leftover } from './unprocessed-error.js'
import { UnprocessedError } from './unprocessed-error.js'

/** One write of a batch, decided in every detail. */
export interface BatchWriteEntry {
  readonly action: WriteAction
  readonly verb: 'put' | 'delete'
  /** The item or the key as it was passed in. */
  readonly given: Values
  readonly request: WriteRequest
  readonly label?: string
}

/**
 * Puts and deletes in requests of twenty-five (rule W6). They are idempotent: none depends on what is stored, and no
 * two are of one item, so that what is unprocessed can be sent again, and the whole batch as well.
 */
export class BatchWrite {
  readonly #environment: Environment
  readonly #entries: readonly BatchWriteEntry[]
  readonly #bounds: BatchBounds

  constructor(environment: Environment, entries: readonly BatchWriteEntry[], bounds: BatchBounds) {
    this.#environment = environment
    this.#entries = entries
    this.#bounds = bounds
    assertOncePerItem(entries)
  }

  requests(): readonly PlannedRequest[] {
    const chunks = chunksOf(this.#entries, batchWriteItemsMax)
    const first = chunks.map((chunk): PlannedRequest => ({
      operation: 'BatchWriteItem',
      input: inputOf(chunk),
      when: 'always',
    }))
    return withRepetitions('BatchWriteItem', first, this.#bounds)
  }

  cost(): PlannedCost {
    const cost = sumOfCosts(this.#entries.map(({ action }) => writeCost(action)))
    return { ...cost, arithmetic: [`${this.#entries.length} writes`, ...new Set(cost.arithmetic)] }
  }

  async run(): Promise<void> {
    const { entries: left, cause } = await runChunks(
      this.#environment,
      chunksOf(this.#entries, batchWriteItemsMax),
      this.#bounds,
      (chunk, options) => this.#send(chunk, options),
    )
    if (left.length === 0) return
    const entities = entityNames(runtimesOf(this.#entries))
    const { attempts } = this.#bounds
    throw new UnprocessedError(
      { entities, attempts, leftover: left.map((entry) => leftoverOf(entry)), found: undefined },
      cause,
    )
  }

  async #send(chunk: readonly BatchWriteEntry[], options: CallOptions): Promise<readonly BatchWriteEntry[]> {
    const tables = new Map(chunk.map(({ action: { runtime } }) => [runtime.tableName, runtime]))
    try {
      const { UnprocessedItems = {} } = await send(
        this.#environment,
        chunk,
        'BatchWriteItem',
        inputOf(chunk),
        options,
      )
      const unprocessed = Object.entries(UnprocessedItems).flatMap(([table, requests]) => {
        const runtime = tables.get(table)
        assert(runtime !== undefined, 'a batch is answered for its own tables')
        return requests.map((request) => itemIdentity(runtime, attributesOf(request)))
      })
      if (unprocessed.length === 0) return []
      const isLeft = new Set(unprocessed)
      return chunk.filter(({ action, request }) =>
        isLeft.has(itemIdentity(action.runtime, attributesOf(request))),
      )
    } catch (error) {
      throw rejection(runtimesOf(chunk), error)
    }
  }
}

/** The item of a put, the key of a delete. */
function attributesOf({ PutRequest, DeleteRequest }: WriteRequest): AttributeMap {
  return PutRequest?.Item ?? DeleteRequest?.Key ?? {}
}

function inputOf(chunk: readonly BatchWriteEntry[]): BatchWriteItemInput {
  const tables = new Map<string, WriteRequest[]>()
  for (const { action, request } of chunk) {
    const known = tables.get(action.runtime.tableName)
    if (known !== undefined) known.push(request)
    else tables.set(action.runtime.tableName, [request])
  }
  return { RequestItems: Object.fromEntries(tables) }
}

function runtimesOf(entries: readonly BatchWriteEntry[]): EntityRuntime[] {
  return entries.map(({ action }) => action.runtime)
}

function leftoverOf({ label, action, verb, given }: BatchWriteEntry): Leftover {
  return { label, entity: action.runtime.model.name, verb, given }
}

/** DynamoDB refuses two writes of one item in a request, and of two requests nobody knows which comes last. */
function assertOncePerItem(entries: readonly BatchWriteEntry[]): void {
  const known = new Map<string, BatchWriteEntry>()
  for (const entry of entries) {
    const { runtime } = entry.action
    const identity = itemIdentity(runtime, attributesOf(entry.request))
    const other = known.get(identity)
    if (other !== undefined) refuseTwice(runtime, other, entry)
    known.set(identity, entry)
  }
}

function refuseTwice(runtime: EntityRuntime, one: BatchWriteEntry, other: BatchWriteEntry): never {
  const labels = [one.label, other.label].filter((label) => label !== undefined)
  const key = runtime.keyValues(other.given)
  throw new MonotableError(
    'repository.batch-item-twice',
    `${runtime.model.name}: the batch writes one item twice${labels.length === 0 ? '' : `, in ${labels.join(' and in ')}`}, and which of the writes comes last is left to chance: leave one out`,
    { entity: runtime.model.name, key, labels },
  )
}

/** What the service finds wrong with a request, in the name of its entities; every other failure as it is. */
function rejection(runtimes: readonly EntityRuntime[], error: unknown): unknown {
  if (!isServiceError(error, 'ValidationException')) return withoutTable(error, runtimes)
  const entities = entityNames(runtimes)
  return new MonotableError(
    'repository.rejected',
    `${entities.join(', ')}: DynamoDB rejects the batch: ${error.message}`,
    { entity: entities[0], entities },
    { cause: error },
  )
}
