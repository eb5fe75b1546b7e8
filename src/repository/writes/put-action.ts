import { MonotableError } from '../../core/errors.js'
import type { ConditionNode } from '../../expressions/index.js'
import { allOf, anyOf, compileCondition, ExpressionContext } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ExpressionAttributes, PutItemInput } from '../../protocol/items.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { ConditionFailedError, ItemExistsError, NotFoundError } from '../errors.js'
import type { Earlier } from './earlier.js'
import { earlierByVersion } from './earlier.js'
import type { Lock } from './lock.js'
import { bothLocks, conflict, holds, valueLock, versionLock, versionOf } from './lock.js'
import { ownValue } from './own-value.js'
import { isSameStored } from './same-stored.js'
import type { SentinelChange } from './sentinels.js'
import type { UniqueFacts } from './unique-facts.js'
import { uniqueChangedError, uniqueFacts } from './unique-facts.js'
import { assertItemSize, completeValues, keepUnnamed, storedForm } from './stored-item.js'
import type { WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'
import type { WhereOption } from './write-options.js'
import { whereOf } from './write-options.js'

export interface PutOptions extends WhereOption {
  readonly overwrite?: boolean | undefined
  /** Reads the item first, to know its unique values. */
  readonly reindex?: 'read' | undefined
}

/** What a whole-item write demands of what is there, and what becomes of the version. */
interface Terms {
  readonly verb: 'create' | 'put' | 'replace' | 'move'
  readonly demand: 'absent' | 'present' | 'anything' | 'undeleted'
  /** The item that was read must still be there. */
  readonly isLocked: boolean
  readonly version: number | undefined
  /** Attributes that have been through the schema already; undefined where none is known to have. */
  readonly settled?: Values | undefined
  /** What is written was worked out from what was stored. */
  readonly isModified?: boolean
  /** What is there, where it was read: the write is conditional on its unique values. */
  readonly before?: Values | undefined
  /** The same as it is stored, where what the entity does not name of it is to stay. */
  readonly over?: Readonly<AttributeMap>
}

/** No options are given, or no attributes kept. */
const nothing: Readonly<Record<string, never>> = Object.freeze({})

/** Writes a whole item that must not exist. */
export function createAction(
  runtime: EntityRuntime,
  item: Values,
  options: PutOptions = nothing,
  now: number = runtime.environment.clock.now(),
): WriteAction {
  const version = runtime.model.version === undefined ? undefined : 1
  return putAction(
    runtime,
    item,
    { verb: 'create', demand: 'absent', isLocked: false, version },
    options,
    now,
  )
}

const overAnything: Terms = { verb: 'put', demand: 'anything', isLocked: false, version: undefined }
const overUndeleted: Terms = { ...overAnything, demand: 'undeleted' }

/** Writes a whole item over whatever is there; on a versioned entity, over the item that was read, or none. */
export function putOrCreateAction(
  runtime: EntityRuntime,
  item: Values,
  options: PutOptions = nothing,
): WriteAction {
  return putAction(runtime, item, putTerms(runtime, item, options), options)
}

function putTerms(runtime: EntityRuntime, item: Values, { overwrite }: PutOptions): Terms {
  const verb = 'put'
  const { version: name, softDelete } = runtime.model
  if (name === undefined) return overwrite === true || softDelete === undefined ? overAnything : overUndeleted
  if (overwrite === true)
    return { verb, demand: 'anything', isLocked: false, version: overwritingVersion(runtime) }
  const version = versionOf(runtime, itemOf(runtime, item))
  return version === undefined
    ? { verb, demand: 'absent', isLocked: false, version: 1 }
    : { verb, demand: 'present', isLocked: true, version: version + 1 }
}

/** Writes a whole item over one that exists; on a versioned entity, over the item that was read. */
export function replaceAction(
  runtime: EntityRuntime,
  item: Values,
  options: PutOptions = nothing,
): WriteAction {
  return putAction(runtime, item, replaceTerms(runtime, item, options), options)
}

function replaceTerms(runtime: EntityRuntime, item: Values, { overwrite }: PutOptions): Terms {
  const { version: name } = runtime.model
  const terms = { verb: 'replace', demand: 'present' } as const
  if (name === undefined) return { ...terms, isLocked: false, version: undefined }
  if (overwrite === true) return { ...terms, isLocked: false, version: overwritingVersion(runtime) }
  const version = versionOf(runtime, itemOf(runtime, item))
  if (version === undefined) return refuseUnversioned(runtime, name)
  return { ...terms, isLocked: true, version: version + 1 }
}

function refuseUnversioned({ model }: EntityRuntime, attribute: string): never {
  throw new MonotableError(
    'repository.version-missing',
    `${model.name}: replace needs the item that was read, with its ${attribute}; to overwrite whatever is there, say overwrite: true`,
    { entity: model.name, attribute },
  )
}

/** The put or replace of an entity with unique constraints, of which what is there was read; undefined for nothing. */
export function putOverAction(
  runtime: EntityRuntime,
  verb: 'put' | 'replace',
  item: Values,
  options: PutOptions,
  before: Values | undefined,
): WriteAction {
  const given = verb === 'put' ? putTerms(runtime, item, options) : replaceTerms(runtime, item, options)
  const isOpen = given.demand === 'anything' || given.demand === 'undeleted'
  const demand = isOpen ? (before === undefined ? 'absent' : 'present') : given.demand
  return putAction(runtime, item, { ...given, demand, before }, options)
}

/** Writes what became of an item that the library read, over it: the attributes that are `settled` stay as they are. */
export function modifiedAction(
  runtime: EntityRuntime,
  item: Values,
  settled: Values | undefined,
  before: Values,
  over: Readonly<AttributeMap>,
): WriteAction {
  const terms = { ...replaceTerms(runtime, item, {}), settled, before, over, isModified: true }
  return putAction(runtime, item, terms, {})
}

/** Writes an item that was read under another key, where nothing must be: it goes on counting versions. */
export function movedAction(
  runtime: EntityRuntime,
  item: Values,
  settled: Values | undefined,
  now: number,
): WriteAction {
  const version = versionOf(runtime, item)
  const next = version === undefined ? undefined : version + 1
  const terms: Terms = { verb: 'move', demand: 'absent', isLocked: false, version: next, settled }
  return putAction(runtime, item, terms, {}, now)
}

/** What is no object has neither version nor attributes: the schema says so. */
function itemOf(runtime: EntityRuntime, item: unknown): Values {
  if (typeof item === 'object' && item !== null) return item as Values
  return runtime.model.validator.validateNew(item)
}

/**
 * A version that no reader can hold: microseconds of the clock, of which the last three are random, so that two writers
 * within a millisecond differ. What counts up from 1, or from an earlier time, does not come near.
 */
function overwritingVersion({ environment: { clock, random } }: EntityRuntime): number {
  // A clock may show parts of milliseconds, and versions are whole numbers.
  return Math.floor(clock.now()) * 1000 + Math.floor(random() * 1000) + 1
}

function putAction(
  runtime: EntityRuntime,
  item: Values,
  terms: Terms,
  options: PutOptions,
  now: number = runtime.environment.clock.now(),
): WriteAction {
  const { verb, demand, isLocked, version, settled } = terms
  const values = completeValues(runtime, item, keptValues(runtime, item, verb, version, now), settled)
  if (demand !== 'absent') assertShown(runtime, item, verb, options.overwrite)
  const stored = storedForm(runtime, values)
  if (terms.over !== undefined) keepUnnamed(runtime, terms.over, terms.before ?? {}, stored)
  assertItemSize(runtime, values, stored)
  const lock = isLocked ? versionLock(runtime, item, true) : undefined
  const fixed = demand === 'present' && options.overwrite !== true ? readOnlyLock(runtime, values) : undefined
  const held = runtime.model.uniques.length === 0 ? undefined : uniqueFacts(runtime, values, terms, now)
  const where = whereOf(runtime, options.where)
  const demanded = demandOf(runtime, demand, now)
  const locked = bothLocks(bothLocks(lock, held?.lock), fixed)?.condition
  // Most puts have at most one condition, which needs no list.
  const condition = demanded === undefined && locked === undefined ? where : allOf(demanded, locked, where)
  const input: PutItemInput = { TableName: runtime.tableName, Item: stored }
  if (condition !== undefined) addCondition(input, condition)
  return new PutAction(runtime, values, input, terms, { stored, lock, fixed, held, now })
}

/** What a put writes, and what it compares with what is there. */
interface Facts {
  readonly stored: AttributeMap
  readonly lock: Lock | undefined
  readonly fixed: Lock | undefined
  readonly held: UniqueFacts | undefined
  readonly now: number
}

class PutAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb: string
  readonly key: Values
  readonly request: { readonly operation: 'PutItem'; readonly input: PutItemInput }
  readonly warnings: readonly string[] = noWarnings
  /** Once more, it would give its version to the item again, which a reader may have seen and others have counted on from. */
  readonly sendOnce: boolean
  readonly sentinels: readonly SentinelChange[] | undefined
  readonly #terms: Terms
  readonly #facts: Facts
  #after: Record<string, unknown> | undefined

  constructor(runtime: EntityRuntime, values: Values, input: PutItemInput, terms: Terms, facts: Facts) {
    this.runtime = runtime
    this.verb = terms.verb
    this.key = values
    this.request = { operation: 'PutItem', input }
    this.#terms = terms
    this.#facts = facts
    this.sendOnce = terms.version !== undefined && !terms.isLocked && terms.demand !== 'absent'
    this.sentinels = facts.held?.sentinels
  }

  known(): Record<string, unknown> {
    return (this.#after ??= this.runtime.decodeWritten(this.#facts.stored))
  }

  result(): Record<string, unknown> {
    return this.known()
  }

  earlier(found: AttributeMap): Earlier {
    const { runtime } = this
    const { demand, version, isModified } = this.#terms
    const { createdAt, updatedAt } = runtime.model
    const { stored } = this.#facts
    if (isSameStored({ M: found }, { M: stored }))
      // Another writer may have worked out the same, and then this change is still to be made.
      return isModified === true && updatedAt === undefined ? 'unknown' : 'done'
    const created = createdAt === undefined ? undefined : runtime.model.byName.get(createdAt)?.storedName
    if (demand === 'absent' && created !== undefined && !isSameStored(found[created], stored[created]))
      return 'undone'
    return earlierByVersion(runtime, version, found)
  }

  refused(found: AttributeMap | undefined, cause: unknown): MonotableError<string, object> {
    const { runtime } = this
    const { demand } = this.#terms
    const { lock, fixed, held, now } = this.#facts
    const { name, version } = runtime.model
    const key = runtime.keyValues(this.key)
    const there = found === undefined || runtime.hasExpired(found, now) ? undefined : found
    const isDeleted = there !== undefined && runtime.hasDeleted(there)
    if (lock !== undefined && !(there !== undefined && !isDeleted && holds(runtime, lock, there)))
      return conflict(runtime, lock, isDeleted ? undefined : there, cause)
    if (there === undefined || (isDeleted && demand === 'present')) {
      if (demand === 'present') return new NotFoundError(name, key, this.verb, cause)
      return new ConditionFailedError(name, key, undefined, cause)
    }
    if (demand === 'absent' || (isDeleted && demand === 'undeleted'))
      return new ItemExistsError(
        name,
        key,
        runtime.decodeWritten(there),
        cause,
        version !== undefined,
        isDeleted,
      )
    if (held?.lock !== undefined && !holds(runtime, held.lock, there))
      return held.isRead
        ? conflict(runtime, held.lock, there, cause)
        : uniqueChangedError(runtime, held.lock, there, this.verb, cause)
    if (fixed !== undefined && !holds(runtime, fixed, there))
      return readOnlyError(runtime, fixed, there, cause)
    return new ConditionFailedError(name, key, runtime.decodeWritten(there), cause)
  }
}

/** The attributes that the library keeps; the time of creation stays that of the item that was read. */
function keptValues(
  { model }: EntityRuntime,
  item: Values,
  verb: Terms['verb'],
  version: number | undefined,
  now: number,
): Values {
  const { version: versionName, createdAt, updatedAt } = model
  if (versionName === undefined && createdAt === undefined && updatedAt === undefined) return nothing
  const kept: Record<string, unknown> = {}
  if (versionName !== undefined) kept[versionName] = version
  if (updatedAt !== undefined) kept[updatedAt] = new Date(now)
  if (createdAt === undefined) return kept
  const isRead = verb !== 'create' && typeof item === 'object' && item !== null
  const created = isRead ? ownValue(item, createdAt) : undefined
  kept[createdAt] = created === undefined ? new Date(now) : created
  return kept
}

/**
 * An item that was read lacks its hidden attributes; written as it is, it would lose them. Only what is told to overwrite,
 * and shows by nothing that it was read, says that they may go.
 */
function assertShown(
  { model, keptNames }: EntityRuntime,
  item: Values,
  verb: string,
  overwrite: boolean | undefined,
): void {
  if (model.hidden.size === 0) return
  if (overwrite === true && keptNames.every((name) => ownValue(item, name) === undefined)) return
  const lost = [...model.hidden].filter((name) => !Object.hasOwn(item, name))
  if (lost.length === 0) return
  throw new MonotableError(
    'repository.hidden',
    `${model.name}: ${verb} writes the whole item, and ${lost.join(', ')} is hidden from items that are read: give it, as undefined where it shall be gone, or use update`,
    { entity: model.name, attributes: lost },
  )
}

/** Read-only attributes stay as they are for as long as the item exists. */
function readOnlyLock(runtime: EntityRuntime, values: Values): Lock | undefined {
  const { readOnly, primary } = runtime.model
  if (readOnly.size === 0) return undefined
  return valueLock(
    runtime,
    values,
    [...readOnly].filter((name) => !primary.holes.has(name)),
  )
}

function readOnlyError(
  runtime: EntityRuntime,
  fixed: Lock,
  stored: AttributeMap,
  cause: unknown,
): MonotableError<string, object> {
  const changed = conflict(runtime, fixed, stored, cause).details.differences.filter((name) =>
    fixed.names.includes(name),
  )
  return new MonotableError(
    'repository.change',
    `${runtime.model.name}: ${changed.join(', ')} is read-only, and another value is stored: give that one`,
    { entity: runtime.model.name, attributes: changed, key: runtime.keyValues(fixed.item) },
    { cause },
  )
}

function demandOf(runtime: EntityRuntime, demand: Terms['demand'], now: number): ConditionNode | undefined {
  switch (demand) {
    case 'absent':
      return runtime.isAbsent(now)
    case 'present':
      return runtime.isPresent(now)
    case 'undeleted':
      return anyOf(
        runtime.isNotDeleted,
        runtime.model.expiry === undefined ? undefined : runtime.isAbsent(now),
      )
    case 'anything':
      return undefined
  }
}

/** Puts a condition into a request, so that a refusal tells what is stored. */
export function addCondition(
  input: Pick<
    PutItemInput,
    keyof ExpressionAttributes | 'ConditionExpression' | 'ReturnValuesOnConditionCheckFailure'
  >,
  condition: ConditionNode,
  context: ExpressionContext = new ExpressionContext(),
): void {
  input.ConditionExpression = compileCondition(condition, context, 'ConditionExpression')
  input.ReturnValuesOnConditionCheckFailure = 'ALL_OLD'
  context.addTo(input)
}
