import type { CallOptions } from '../../protocol/backend.js'
import type { GetItemInput } from '../../protocol/items.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { PlannedCost, PlannedRequest } from '../plans/plan.types.js'
import { PlannedWrite } from '../plans/planned-write.js'
import type { Held } from './lock.js'
import { ownValue } from './own-value.js'
import { triesMax } from './transaction.js'

/** A write that depends on what is read first. */
interface AfterRead {
  readonly read: GetItemInput
  readonly write: PlannedRequest & { readonly operation: 'PutItem' | 'UpdateItem' | 'DeleteItem' }
  readonly cost: () => PlannedCost
  readonly options: CallOptions
  readonly send: (options: CallOptions | undefined) => Promise<unknown>
}

/** The plan of a write that depends on what is read first. */
export function planAfterRead(
  runtime: EntityRuntime,
  { read, write, cost, options, send }: AfterRead,
): PlannedWrite {
  return new PlannedWrite({
    entities: [runtime.model.name],
    requests: () => [
      { operation: 'GetItem', input: read, when: 'always' },
      ...writesAfterRead(runtime, write, read),
    ],
    cost,
    options,
    send,
  })
}

/** What may be sent once the read has told what to write: one request, or for unique values a transaction. */
function writesAfterRead(
  { model }: EntityRuntime,
  write: AfterRead['write'],
  { TableName, Key }: GetItemInput,
): readonly PlannedRequest[] {
  if (model.uniques.length === 0) return [write]
  const atMost = (write.atMost ?? 1) * triesMax
  const together: PlannedRequest = { operation: 'TransactWriteItems', input: {}, when: 'dependent', atMost }
  switch (write.operation) {
    case 'DeleteItem':
      return [together]
    case 'PutItem':
      return [write, together]
    case 'UpdateItem':
      return [
        write,
        together,
        { operation: 'GetItem', input: { TableName, Key, ConsistentRead: true }, when: 'dependent' },
      ]
  }
}

/**
 * Locks an item that was read as the target was. Of the target no more is taken than that: whatever else it says may be
 * another time's.
 */
export function lockAs(
  item: Record<string, unknown>,
  target: Values,
  lock: Held | undefined,
  ...others: readonly string[]
): void {
  for (const name of lock?.names ?? []) item[name] = ownValue(target, name)
  for (const name of others) if (ownValue(target, name) !== undefined) item[name] = ownValue(target, name)
}
