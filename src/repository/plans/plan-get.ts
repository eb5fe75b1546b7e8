import type { CallOptions } from '../../protocol/backend.js'
import type { GetItemInput } from '../../protocol/items.js'
import { BatchGet } from '../batches/batch-get.js'
import type { UntypedBatchOptions } from '../batches/batch-options.js'
import { batchBounds } from '../batches/batch-options.js'
import { listOf } from '../batches/list-of.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { UntypedReadOptions } from '../reads/get-item.js'
import { fetchStored, getInput } from '../reads/get-item.js'
import { getCost } from './cost.js'
import type { PlannedKeys, ReadEntry } from './planned-read.js'
import { PlannedRead } from './planned-read.js'

type Row = Record<string, unknown>

/** What reading one item sends, and what it costs. */
export function planGet(runtime: EntityRuntime, key: Values, options?: UntypedReadOptions): PlannedRead {
  const isConsistent = options?.consistent === true
  const input = getInput(runtime, key, options)
  const entry: ReadEntry = { runtime, given: runtime.keyValues(key), key: input.Key ?? {}, isConsistent }
  return new PlannedRead({
    entities: [runtime.model.name],
    requests: () => [{ operation: 'GetItem', input, when: 'always' }],
    cost: () => getCost(isConsistent),
    send: () => sendGet(runtime, input, options),
    keys: { entries: [entry], isMany: false },
  })
}

async function sendGet(
  runtime: EntityRuntime,
  input: GetItemInput,
  options: CallOptions | undefined,
): Promise<unknown> {
  const stored = await fetchStored(runtime, input, options)
  return stored && runtime.decode(stored)
}

/** What reading many items of one entity sends, and what it costs. */
export function planGetMany(
  runtime: EntityRuntime,
  keys: readonly Values[],
  options?: UntypedReadOptions & UntypedBatchOptions,
): PlannedRead {
  const isConsistent = options?.consistent === true
  const entries = listOf<Values>(keys, runtime, 'getMany').map((key): ReadEntry => ({
    runtime,
    key: runtime.keyOf(key),
    given: runtime.keyValues(key),
    isConsistent,
  }))
  const batch = new BatchGet(runtime.environment, entries, batchBounds(options))
  return planBatchGet(batch, [runtime.model.name], (rows) => rows, { entries, isMany: true })
}

/** What reading many items by their keys sends, of whichever entities, and what it costs. */
export function planBatchGet(
  batch: BatchGet,
  entities: readonly string[],
  shape: (rows: readonly (Row | undefined)[]) => unknown,
  keys?: PlannedKeys,
): PlannedRead {
  return new PlannedRead({
    entities,
    requests: () => batch.requests(),
    cost: () => batch.cost(),
    send: () => batch.run(shape),
    keys,
  })
}
