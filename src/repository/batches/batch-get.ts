import { assert } from '../../core/assert.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { BatchGetItemInput, KeysAndAttributes } from '../../protocol/batches.js'
import { batchGetItemsMax } from '../../protocol/limits.js'
import type { Environment, EntityRuntime } from '../entity-runtime.js'
import { entityNames } from '../entity-names.js'
import { send } from '../hooks/send.js'
import { withoutTable } from '../missing-table.js'
import type { PlannedCost, PlannedRequest } from '../plans/plan.types.js'
import type { ReadEntry } from '../plans/planned-read.js'
import { visibleItem } from '../reads/get-item.js'
import { getsCost } from './batch-cost.js'
import type { BatchBounds } from './batch-options.js'
import type { Place } from './places.js'
import { Places } from './places.js'
import { chunksOf, runChunks, withRepetitions } from './run-chunks.js'
import { UnprocessedError } from './unprocessed-error.js'

type Row = Record<string, unknown>

/** A key of a batch, under its label where several plans are one batch. */
interface BatchGetEntry extends ReadEntry {
  readonly label?: string
}

/**
 * Many items by their keys, in requests of a hundred. Equal keys are asked for once. The answer is in the order of the
 * entries, with undefined where nothing is, or where its time has passed (rule R7).
 */
export class BatchGet {
  readonly #environment: Environment
  readonly #entries: readonly BatchGetEntry[]
  readonly #bounds: BatchBounds

  constructor(environment: Environment, entries: readonly BatchGetEntry[], bounds: BatchBounds) {
    this.#environment = environment
    this.#entries = entries
    this.#bounds = bounds
  }

  requests(): readonly PlannedRequest[] {
    const chunks = chunksOfPlaces(new Places(this.#entries).all)
    const first = chunks.map((chunk): PlannedRequest => ({
      operation: 'BatchGetItem',
      input: inputOf(chunk),
      when: 'always',
    }))
    return withRepetitions('BatchGetItem', first, this.#bounds)
  }

  cost(): PlannedCost {
    const { all } = new Places(this.#entries)
    const consistent = all.filter(({ isConsistent }) => isConsistent).length
    return getsCost(consistent, all.length - consistent)
  }

  /**
   * @param shape What becomes of the rows, which stand in the order of the entries.
   * @param read What is made of what is found for an entry.
   */
  async run<TFound>(
    shape: (rows: readonly (Row | undefined)[]) => TFound,
    read: (entry: ReadEntry, places: Places) => Row | undefined = rowOf,
  ): Promise<TFound> {
    const places = new Places(this.#entries)
    const { entries: left, cause } = await runChunks(
      this.#environment,
      chunksOfPlaces(places.all),
      this.#bounds,
      (chunk, options) => this.#send(places, chunk, options),
    )
    const found = shape(this.#entries.map((entry) => read(entry, places)))
    if (left.length > 0) throw this.#unprocessed(places, left, found, cause)
    return found
  }

  async #send(places: Places, chunk: readonly Place[], options: CallOptions): Promise<readonly Place[]> {
    const tables = new Map(chunk.map(({ runtime }) => [runtime.tableName, runtime]))
    const placeOf = (table: string, attributes: AttributeMap): Place => {
      const runtime = tables.get(table)
      const place = runtime && places.of(runtime, attributes)
      assert(place !== undefined, 'a batch is answered with what it asked for')
      return place
    }
    try {
      const input = inputOf(chunk)
      const { Responses, UnprocessedKeys } = await send(
        this.#environment,
        chunk,
        'BatchGetItem',
        input,
        options,
      )
      for (const [table, items] of Object.entries(Responses ?? {}))
        for (const item of items) placeOf(table, item).found = item
      return Object.entries(UnprocessedKeys ?? {}).flatMap(([table, { Keys = [] }]) =>
        Keys.map((key) => placeOf(table, key)),
      )
    } catch (error) {
      throw withoutTable(error, runtimesOf(chunk))
    }
  }

  #unprocessed(places: Places, left: readonly Place[], found: unknown, cause: unknown): UnprocessedError {
    const isLeft = new Set(left)
    const leftover = this.#entries
      .filter(({ runtime, key }) => isLeft.has(places.of(runtime, key) as Place))
      .map(({ label, runtime, given }) => ({
        label,
        entity: runtime.model.name,
        verb: 'get' as const,
        given,
      }))
    const entities = entityNames(runtimesOf(this.#entries))
    return new UnprocessedError({ entities, attempts: this.#bounds.attempts, leftover, found }, cause)
  }
}

/** What is found for an entry, as its own read would give it. */
export function rowOf(entry: ReadEntry, places: Places): Row | undefined {
  return visibleRow(entry, places, () => true)
}

/** The same where it is one that is wanted. */
export function visibleRow(
  { runtime, key }: ReadEntry,
  places: Places,
  isWanted: (stored: AttributeMap) => boolean,
): Row | undefined {
  const stored = visibleItem(runtime, places.of(runtime, key)?.found)
  return stored !== undefined && isWanted(stored) ? runtime.decode(stored) : undefined
}

/** A request is consistent for all keys of a table or for none. */
function chunksOfPlaces(places: readonly Place[]): readonly (readonly Place[])[] {
  return [true, false].flatMap((consistency) =>
    chunksOf(
      places.filter(({ isConsistent }) => isConsistent === consistency),
      batchGetItemsMax,
    ),
  )
}

function inputOf(chunk: readonly Place[]): BatchGetItemInput {
  const tables = new Map<string, KeysAndAttributes & { readonly Keys: AttributeMap[] }>()
  for (const { runtime, key, isConsistent } of chunk) {
    const known = tables.get(runtime.tableName)
    if (known !== undefined) known.Keys.push(key)
    else tables.set(runtime.tableName, isConsistent ? { Keys: [key], ConsistentRead: true } : { Keys: [key] })
  }
  return { RequestItems: Object.fromEntries(tables) }
}

function runtimesOf(asked: readonly { readonly runtime: EntityRuntime }[]): EntityRuntime[] {
  return asked.map(({ runtime }) => runtime)
}
