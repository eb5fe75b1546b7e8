import { MonotableError } from '../../core/errors.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import { isServiceError } from '../../protocol/service-errors.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { NotFoundError, TransactionCancelledError, VersionConflictError } from '../errors.js'
import { dependentCost, getCost } from '../plans/cost.js'
import { getInput, getStored } from '../reads/get-item.js'
import { planAfterRead } from './after-read.js'
import { ownValue } from './own-value.js'
import type { PlannedWrite } from '../plans/planned-write.js'
import { modifiedAction } from './put-action.js'
import { isSameStored } from './same-stored.js'
import { unchangedValues } from './stored-item.js'
import { runWrite } from './unique-write.js'
import type { WriteAction } from './write-action.js'

type Row = Record<string, unknown>

export interface ModifyOptions extends CallOptions {
  /**
   * How often the change is tried in all; 50 by default, with which 50 writers of one item at once all come through.
   * Pauses between are random, of at most 10 ms at first, doubled up to 500 ms: with all 50 tries some 12 s.
   */
  readonly attempts?: number
}

// What a conflict carries grows old while its reader pauses: long pauses alone bring nobody through, attempts do.
const attemptsDefault = 50
const pauseMillisecondsFirst = 10
const pauseMillisecondsMax = 500

/**
 * Reads an item, applies a change and writes the result where the item is unchanged; on a conflict again, from the item
 * that the conflict carries, after a jittered pause (rule W3). So it does where a transaction is on the item.
 */
export async function modifyItem(
  runtime: EntityRuntime,
  key: Values,
  change: (item: Row) => Row | undefined,
  options: ModifyOptions = {},
): Promise<Row | undefined> {
  const { clock, random } = runtime.environment
  const { attempts = attemptsDefault, signal } = options
  assertModifiable(runtime, change, attempts)
  let stored = await getStored(runtime, key, { signal, consistent: true })
  for (let attempt = 1; ; attempt++) {
    if (stored === undefined) throw new NotFoundError(runtime.model.name, runtime.keyValues(key), 'modify')
    const changed = changedItem(runtime, stored, change)
    if (changed === undefined) return undefined
    try {
      // What a replace gives back is the item, as a row.
      return (await runWrite(actionOf(runtime, changed, stored), { signal })) as Row
    } catch (error) {
      if (attempt >= attempts) throw error
      if (error instanceof VersionConflictError) stored = storedOf(error)
      else if (!isInTransaction(error)) throw error
    }
    const pause = Math.min(pauseMillisecondsMax, pauseMillisecondsFirst * 2 ** (attempt - 1))
    await clock.sleep(pause * random(), signal)
  }
}

/** The plan of a modify: a read, and for each attempt a write that depends on what was read. */
export function planModify(
  runtime: EntityRuntime,
  key: Values,
  change: (item: Row) => Row | undefined,
  options: ModifyOptions = {},
): PlannedWrite {
  const { attempts = attemptsDefault } = options
  assertModifiable(runtime, change, attempts)
  const { tableName: TableName } = runtime
  return planAfterRead(runtime, {
    read: getInput(runtime, key, { consistent: true }),
    write: { operation: 'PutItem', input: { TableName }, when: 'dependent', atMost: attempts },
    cost: () => dependentCost('put', getCost(true), 0),
    send: (callOptions) => modifyItem(runtime, key, change, { ...options, ...callOptions }),
    options,
  })
}

function assertModifiable({ model }: EntityRuntime, change: unknown, attempts: number): void {
  const { name: entity, version } = model
  if (typeof change !== 'function')
    throw new MonotableError(
      'repository.change',
      `${entity}: modify takes a function from the item to the item as it shall be, not ${typeof change}`,
      { entity },
    )
  if (version === undefined)
    throw new MonotableError(
      'repository.version-missing',
      `${entity}: modify needs an entity with a version: say version: 'version' in its definition`,
      { entity },
    )
  if (!Number.isInteger(attempts) || attempts < 1)
    throw new MonotableError(
      'repository.attempts',
      `${entity}: modify takes a whole number of attempts from 1, not ${String(attempts)}`,
      { entity, attempts },
    )
}

/** What the change makes of the item as it is shown, with what the change neither sees nor decides. */
function changedItem(
  runtime: EntityRuntime,
  stored: AttributeMap,
  change: (item: Row) => Row | undefined,
): Row | undefined {
  const { name: entity, hidden, version, createdAt, readOnly } = runtime.model
  const item = runtime.decodeWhole(stored)
  const shown: Row = { ...item }
  for (const name of hidden) delete shown[name]
  const key = JSON.stringify(runtime.keyOf(item))
  const changed = change(shown)
  if (changed === undefined) return undefined
  if (typeof changed !== 'object' || changed === null || changed instanceof Promise)
    throw new MonotableError(
      'repository.change',
      `${entity}: what modify is given returns the item as it shall be, or undefined to leave it, at once and not as a promise`,
      { entity },
    )
  const whole: Row = { ...changed }
  for (const name of [...hidden, ...readOnly, version, createdAt])
    if (name !== undefined && !(hidden.has(name) && Object.hasOwn(changed, name)))
      whole[name] = readOnly.has(name) ? readOnlyValue(runtime, name, changed, stored) : item[name]
  if (JSON.stringify(runtime.keyOf(whole)) !== key)
    throw new MonotableError('repository.change', `${entity}: the key cannot be modified: use move`, {
      entity,
      key: runtime.keyValues(item),
    })
  return whole
}

/** What did not change has been through the schema once, and goes through it no more (rule M2). */
function actionOf(runtime: EntityRuntime, changed: Row, stored: AttributeMap): WriteAction {
  const { isOneWay } = runtime.model.validator
  const before = runtime.decodeWhole(stored)
  const settled = isOneWay ? unchangedValues(runtime, changed, stored) : undefined
  return modifiedAction(runtime, changed, settled, before, stored)
}

/** A read-only attribute stays as it is stored; leaving it out is no opinion. */
function readOnlyValue(runtime: EntityRuntime, name: string, changed: Row, stored: AttributeMap): unknown {
  const { name: entity, byName } = runtime.model
  const before = ownValue(stored, byName.get(name)?.storedName ?? name) as AttributeValue | undefined
  const given = ownValue(changed, name)
  if (given !== undefined && !isSameStored(runtime.encode(name, given), before))
    throw new MonotableError(
      'repository.change',
      `${entity}: ${name} is read-only: it is set when the item is created`,
      { entity, attribute: name },
    )
  return before && runtime.codec.attribute(name)?.codec.decode(before)
}

/** Nothing was done, since a transaction of another caller is on the item or on what its unique values are kept in. */
function isInTransaction(error: unknown): boolean {
  if (!(error instanceof TransactionCancelledError))
    return isServiceError(error, 'TransactionConflictException')
  return Object.values(error.details.failures).every(({ reason }) => reason === 'TransactionConflict')
}

/** The item that stood in the way, with its hidden attributes, as the service told it. */
function storedOf({ details, cause }: VersionConflictError): AttributeMap | undefined {
  if (details.stored === undefined) return undefined
  if (isServiceError(cause, 'ConditionalCheckFailedException')) return cause.Item
  // The item goes first in a transaction, its sentinels after it.
  return isServiceError(cause, 'TransactionCanceledException')
    ? cause.CancellationReasons?.[0]?.Item
    : undefined
}
