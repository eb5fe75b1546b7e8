import { MonotableError } from '../core/errors.js'
import type { ConditionNode } from '../expressions/index.js'
import { allOf, buildCondition, compileCondition, ExpressionContext } from '../expressions/index.js'
import type { PutItemInput } from '../protocol/items.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { ConditionFailedError, ItemExistsError, NotFoundError } from './errors.js'
import type { Lock } from './lock.js'
import { conflict, holds, versionLock, versionOf } from './lock.js'
import { assertItemSize, completeValues, storedForm } from './stored-item.js'
import type { WriteAction } from './write-action.js'
import type { WhereOption } from './write-options.js'

/** What a whole-item write demands of what is there. */
type Demand = 'absent' | 'present' | 'anything'

export interface PutOptions extends WhereOption {
  readonly overwrite?: boolean | undefined
}

/** Writes a whole item that must not exist. */
export function createAction(runtime: EntityRuntime, item: Values, options: PutOptions = {}): WriteAction {
  return putAction(runtime, 'create', item, 'absent', undefined, 1, options)
}

/** Writes a whole item over whatever is there; on a versioned entity, over the item that was read, or none. */
export function putOrCreateAction(
  runtime: EntityRuntime,
  item: Values,
  options: PutOptions = {},
): WriteAction {
  if (runtime.model.version === undefined)
    return putAction(runtime, 'put', item, 'anything', undefined, undefined, options)
  if (options.overwrite === true)
    return putAction(runtime, 'put', item, 'anything', undefined, runtime.environment.clock.now(), options)
  const lock = versionLock(runtime, item)
  if (lock === undefined) return putAction(runtime, 'put', item, 'absent', undefined, 1, options)
  return putAction(runtime, 'put', item, 'present', lock, nextVersion(runtime, item), options)
}

/** Writes a whole item over one that exists; on a versioned entity, over the item that was read. */
export function replaceAction(runtime: EntityRuntime, item: Values, options: PutOptions = {}): WriteAction {
  const { version, name } = runtime.model
  if (version === undefined)
    return putAction(runtime, 'replace', item, 'present', undefined, undefined, options)
  if (options.overwrite === true)
    return putAction(runtime, 'replace', item, 'present', undefined, runtime.environment.clock.now(), options)
  const lock = versionLock(runtime, item)
  if (lock === undefined)
    throw new MonotableError(
      'repository.version-missing',
      `${name}: replace needs the item that was read, with its ${version}; to overwrite whatever is there, say overwrite: true`,
      { entity: name, attribute: version },
    )
  return putAction(runtime, 'replace', item, 'present', lock, nextVersion(runtime, item), options)
}

/** Writes an item that was read under another key, where nothing must be: it goes on counting versions. */
export function movedAction(runtime: EntityRuntime, item: Values): WriteAction {
  const version = runtime.model.version === undefined ? undefined : nextVersion(runtime, item)
  return putAction(runtime, 'move', item, 'absent', undefined, version, {})
}

function nextVersion(runtime: EntityRuntime, item: Values): number {
  return (versionOf(runtime, item) ?? 0) + 1
}

function putAction(
  runtime: EntityRuntime,
  verb: string,
  item: Values,
  demand: Demand,
  lock: Lock | undefined,
  version: number | undefined,
  options: PutOptions,
): WriteAction {
  const { model } = runtime
  const now = runtime.environment.clock.now()
  const values = completeValues(runtime, item)
  keepAttributes(runtime, values, verb === 'create' ? {} : item, version, now)
  const stored = storedForm(runtime, values)
  assertItemSize(runtime, values, stored)
  const where = options.where && buildCondition(runtime.references, options.where)
  const condition = allOf(demandOf(runtime, demand, lock, now), where)
  const input: PutItemInput = { TableName: runtime.tableName, Item: stored }
  if (condition !== undefined) addCondition(input, condition)
  return {
    runtime,
    verb,
    key: values,
    request: { operation: 'PutItem', input },
    known: undefined,
    result: () => runtime.decode(stored),
    refused(found, cause) {
      const key = runtime.keyValues(values)
      const isThere = found !== undefined && !runtime.hasExpired(found, now)
      if (lock !== undefined && !(isThere && holds(runtime, lock, found)))
        return conflict(runtime, lock, isThere ? found : undefined, cause)
      if (demand === 'absent' && isThere)
        return new ItemExistsError(model.name, key, runtime.decode(found), cause)
      if (demand === 'present' && !isThere) return new NotFoundError(model.name, key, verb, cause)
      return new ConditionFailedError(model.name, key, found && runtime.decode(found), cause)
    },
    warnings: [],
  }
}

/** Sets the attributes that the library keeps; the time of creation stays that of the item that was read. */
function keepAttributes(
  { model }: EntityRuntime,
  values: Record<string, unknown>,
  item: Values,
  version: number | undefined,
  now: number,
): void {
  const { version: versionName, createdAt, updatedAt } = model
  if (versionName !== undefined) values[versionName] = version
  if (createdAt !== undefined)
    values[createdAt] = item[createdAt] instanceof Date ? item[createdAt] : new Date(now)
  if (updatedAt !== undefined) values[updatedAt] = new Date(now)
}

function demandOf(
  runtime: EntityRuntime,
  demand: Demand,
  lock: Lock | undefined,
  now: number,
): ConditionNode | undefined {
  switch (demand) {
    case 'absent':
      return runtime.isAbsent(now)
    case 'present':
      return allOf(runtime.isPresent(now), lock?.condition)
    case 'anything':
      return undefined
  }
}

/** Puts a condition into a request, so that a refusal tells what is stored. */
export function addCondition(
  input: Pick<PutItemInput, 'ConditionExpression' | 'ReturnValuesOnConditionCheckFailure'>,
  condition: ConditionNode,
  context = new ExpressionContext(),
): void {
  input.ConditionExpression = compileCondition(condition, context, 'ConditionExpression')
  input.ReturnValuesOnConditionCheckFailure = 'ALL_OLD'
  Object.assign(input, context.attributes())
}
