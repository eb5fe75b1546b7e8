import { assertNoOther } from '../../marshalling/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { GetItemInput } from '../../protocol/items.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { send } from '../hooks/send.js'
import { withoutTable } from '../missing-table.js'

export interface UntypedReadOptions extends CallOptions {
  readonly consistent?: boolean | undefined
}

/** The request for one item. */
export function getInput(
  runtime: EntityRuntime,
  key: Values,
  options?: UntypedReadOptions | null,
): GetItemInput {
  const input: GetItemInput = { TableName: runtime.tableName, Key: runtime.keyOf(key) }
  if (options?.consistent === true) input.ConsistentRead = true
  return input
}

/** The item with this key; undefined where there is none, or its time has passed (rules R7, R8). */
export async function getItem(
  runtime: EntityRuntime,
  key: Values,
  options?: UntypedReadOptions,
): Promise<Record<string, unknown> | undefined> {
  const stored = await fetchStored(runtime, getInput(runtime, key, options), options)
  return stored && runtime.decode(stored)
}

/** The same with hidden attributes, for the library itself. */
export async function getWhole(
  runtime: EntityRuntime,
  key: Values,
  options?: UntypedReadOptions,
): Promise<Record<string, unknown> | undefined> {
  const stored = await fetchStored(runtime, getInput(runtime, key, options), options)
  return stored && runtime.decodeWhole(stored)
}

/** The same as it is stored. */
export async function getStored(
  runtime: EntityRuntime,
  key: Values,
  options: UntypedReadOptions | undefined,
): Promise<AttributeMap | undefined> {
  return fetchStored(runtime, getInput(runtime, key, options), options)
}

/** The same for a request that is made already. */
export async function fetchStored(
  runtime: EntityRuntime,
  input: GetItemInput,
  options: CallOptions | undefined,
): Promise<AttributeMap | undefined> {
  try {
    const { Item } = await send(runtime.environment, runtime.asked, 'GetItem', input, options)
    return visibleItem(runtime, Item)
  } catch (error) {
    throw withoutTable(error, [runtime])
  }
}

/** The item of a request, deleted or not, as it is stored; undefined where there is none, or its time has passed. */
export async function fetchDeleted(
  runtime: EntityRuntime,
  input: GetItemInput,
  options: CallOptions | undefined,
): Promise<AttributeMap | undefined> {
  try {
    const { Item } = await send(runtime.environment, runtime.asked, 'GetItem', input, options)
    if (Item === undefined || runtime.hasExpired(Item, runtime.environment.clock.now())) return undefined
    assertNoOther(runtime.model, Item)
    return Item
  } catch (error) {
    throw withoutTable(error, [runtime])
  }
}

/** What is found under a key, as reads see it: undefined where nothing is, its time has passed, or it is deleted. */
export function visibleItem(
  runtime: EntityRuntime,
  found: AttributeMap | undefined,
): AttributeMap | undefined {
  if (found === undefined || runtime.hasGone(found, runtime.environment.clock.now())) return undefined
  assertNoOther(runtime.model, found)
  return found
}
