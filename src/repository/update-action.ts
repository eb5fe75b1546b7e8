import type { ConditionNode, UpdateNode } from '../expressions/index.js'
import {
  addStored,
  allOf,
  buildCondition,
  compileUpdate,
  ExpressionContext,
  removeAttribute,
  setAttribute,
  setStored,
} from '../expressions/index.js'
import type { AttributeMap } from '../protocol/attribute-value.js'
import type { UpdateItemInput } from '../protocol/items.js'
import type { PatternModel } from '../schema/index.js'
import type { UntypedChanges } from './change-nodes.js'
import { changeNodes } from './change-nodes.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { ConditionFailedError, NotFoundError } from './errors.js'
import { KnownValues } from './known-values.js'
import type { Lock } from './lock.js'
import { conflict, holds, valueLock, versionLock } from './lock.js'
import { addCondition } from './put-action.js'
import type { WriteAction } from './write-action.js'
import type { WhereOption } from './write-options.js'

export interface UpdateOptions extends WhereOption {
  readonly drop?: readonly string[] | undefined
  readonly reindex?: 'read' | undefined
}

const one = { N: '1' }
const zero = { N: '0' }

/** Changes an item that exists; the one that was passed in only where it is unchanged (rules W1, W2, K7). */
export function updateAction(
  runtime: EntityRuntime,
  target: Values,
  changes: UntypedChanges,
  options: UpdateOptions = {},
): WriteAction {
  const now = runtime.environment.clock.now()
  const known = new KnownValues(runtime, target)
  const actions: UpdateNode[] = []
  changeNodes(known, changes, actions)
  const versioned = versionLock(runtime, target)
  keepVersion(known, versioned, actions, now)
  derive(known, actions)
  for (const pattern of runtime.model.patterns) reindex(known, pattern, options.drop ?? [], actions)
  const lock = versioned ?? valueLock(runtime, target, [...known.used])
  const where = options.where && buildCondition(runtime.references, options.where)
  const condition = allOf(runtime.isPresent(now), lock?.condition, where) ?? runtime.isStored
  return {
    runtime,
    verb: 'update',
    key: target,
    request: { operation: 'UpdateItem', input: inputOf(runtime, target, actions, condition) },
    known: versioned === undefined ? undefined : known.whole(),
    result: (attributes) => runtime.decode(attributes ?? {}),
    refused: (found, cause) => refusal(runtime, target, lock, found, now, cause),
    warnings: [],
  }
}

function inputOf(
  runtime: EntityRuntime,
  target: Values,
  actions: readonly UpdateNode[],
  condition: ConditionNode,
): UpdateItemInput {
  const context = new ExpressionContext()
  const update = compileUpdate(actions, context)
  const input: UpdateItemInput = {
    TableName: runtime.tableName,
    Key: runtime.keyOf(target),
    ReturnValues: 'ALL_NEW',
  }
  if (update !== '') input.UpdateExpression = update
  addCondition(input, condition, context)
  return input
}

/** Every update raises the version, and says when it was. */
function keepVersion(known: KnownValues, lock: Lock | undefined, actions: UpdateNode[], now: number): void {
  const { runtime } = known
  const { version, updatedAt } = runtime.model
  if (version !== undefined) {
    const place = runtime.place(version)
    const next = lock?.version === undefined ? undefined : lock.version + 1
    actions.push(next === undefined ? addStored(place, one, zero) : setStored(place, { N: String(next) }))
    if (next === undefined) known.forget(version)
    else known.set(version, next)
  }
  if (updatedAt !== undefined) {
    known.set(updatedAt, new Date(now))
    actions.push(setAttribute(runtime.place(updatedAt), new Date(now)))
  }
}

/** Works out the derived attributes whose sources change. */
function derive(known: KnownValues, actions: UpdateNode[]): void {
  const { runtime } = known
  for (const { name, from, compute } of runtime.model.derived) {
    if (!from.some((source) => known.isTouched(source))) continue
    known.assertKnown(from, `derived attribute ${name}`, undefined)
    const value = compute(known.pick(from))
    known.set(name, value)
    const place = runtime.place(name)
    actions.push(
      value === undefined
        ? removeAttribute(place)
        : setAttribute(place, runtime.model.validator.validateAttribute(name, value)),
    )
  }
}

/** Writes the keys of an index anew where the change reaches them: whole, or not at all (rules K6, K7). */
function reindex(
  known: KnownValues,
  pattern: PatternModel,
  drop: readonly string[],
  actions: UpdateNode[],
): void {
  const { runtime } = known
  let isTouched = false
  for (const hole of pattern.holes) isTouched ||= known.isTouched(hole)
  if (!isTouched) return
  const keys = runtime.filledKeys(pattern)
  if (keys.length === 0) return
  const isLeaving = drop.includes(pattern.name) || isAbsentAnyway(known, pattern)
  if (!isLeaving) known.assertKnown(pattern.holes, `access pattern ${pattern.name}`, pattern.name)
  const stored: AttributeMap = {}
  if (!isLeaving) runtime.keys.writePattern(pattern, known.pick(pattern.holes), stored)
  for (const { name } of keys) {
    const value = stored[name]
    const place = runtime.storedPlace(name)
    actions.push(value === undefined ? removeAttribute(place) : setStored(place, value))
  }
}

/** Whether a part of the key is taken away, so that the others need not be known. */
function isAbsentAnyway(known: KnownValues, pattern: PatternModel): boolean {
  for (const hole of pattern.holes) {
    if (!known.isTouched(hole) || !known.isKnown(hole)) continue
    const value = known.get(hole)
    if (value === undefined || value === null) return true
  }
  return false
}

function refusal(
  runtime: EntityRuntime,
  target: Values,
  lock: Lock | undefined,
  found: AttributeMap | undefined,
  now: number,
  cause: unknown,
): Error {
  const { name } = runtime.model
  const isThere = found !== undefined && !runtime.hasExpired(found, now)
  if (lock !== undefined && !(isThere && holds(runtime, lock, found)))
    return conflict(runtime, lock, isThere ? found : undefined, cause)
  const key = runtime.keyValues(target)
  if (!isThere) return new NotFoundError(name, key, 'update', cause)
  return new ConditionFailedError(name, key, runtime.decode(found), cause)
}
