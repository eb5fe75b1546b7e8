import type { UpdateNode } from '../../expressions/index.js'
import {
  allOf,
  compileCondition,
  compileFurtherCondition,
  compileUpdate,
  ExpressionContext,
  setAttribute,
} from '../../expressions/index.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type { UpdateItemInput } from '../../protocol/items.js'
import type { UntypedChanges } from './change-nodes.js'
import { keptValues, noteVersion } from './kept-changes.js'
import type { KnownValues } from './known-values.js'
import type { Held, Lock } from './lock.js'
import { plainLocking } from './lock.js'
import { ownValue } from './own-value.js'
import { assertPlainValues, filledNames, reachedPatterns } from './reindex.js'
import type { Locking, UpdateForm } from './update-forms.js'
import { whereOf } from './write-options.js'

/** An update that only sets attributes: what it does to an item follows from their names, as long as all have values. */
export interface PlainUpdate {
  readonly known: KnownValues
  readonly set: Readonly<Record<string, unknown>>
  readonly locking: Locking
  /** The version that was read. */
  readonly version: number | undefined
  readonly now: number
}

/** The same of an update that may be of any kind; undefined for one that has to be worked out in full. */
export function plainUpdate(
  known: KnownValues,
  changes: UntypedChanges,
  now: number,
): PlainUpdate | undefined {
  const { version: name, validator } = known.runtime.model
  if (validator.isCheckedWhole || typeof changes !== 'object' || changes === null) return undefined
  for (const verb in changes) if (verb !== 'set') return undefined
  const { set } = changes
  if (typeof set !== 'object' || set === null || Array.isArray(set)) return undefined
  const locking = plainLocking(known.runtime, known.target)
  if (locking === undefined) return undefined
  const version = name === undefined ? undefined : ownValue(known.target, name)
  return { known, set, locking, version: typeof version === 'number' ? version : undefined, now }
}

/** Undefined for what is not stored. */
type Stored = AttributeValue | undefined

/** The request of an update, and what it compares with what is stored. */
export interface FilledForm {
  readonly input: UpdateItemInput
  readonly lock: Held | undefined
}

/**
 * Fills the values of an update into its form. Undefined where none is known, and where they do not fit: since one is not
 * stored, or other ones are equal, of which one placeholder stands for both. What has gone through the schema by then is
 * known, and goes through it no more (rule M2).
 */
export function fillForm(update: PlainUpdate, key: AttributeMap, where: unknown): FilledForm | undefined {
  const { runtime, target } = update.known
  const form = runtime.updateForms.find(update.locking, update.set)
  if (form === undefined) return undefined
  const values = valuesFor(form, update)
  if (values === undefined) return undefined
  const context = new ExpressionContext()
  for (const name of form.names) context.nameToken(name)
  for (let index = 0; index < values.length; index++) {
    const value = values[index]
    if (value === undefined || context.valueToken(value) !== form.tokens[index]) return undefined
  }
  const further = whereOf(runtime, where)
  const input: UpdateItemInput = {
    TableName: runtime.tableName,
    Key: key,
    ReturnValues: 'ALL_NEW',
    UpdateExpression: form.update,
    ConditionExpression:
      further === undefined
        ? form.condition
        : compileFurtherCondition(form.condition, form.operators, further, context),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }
  context.addTo(input)
  const { compared: names } = form
  return { input, lock: names.length === 0 ? undefined : { version: update.version, item: target, names } }
}

/** The values in the order of the text; undefined, or one of them, where the update is not of the form. */
function valuesFor(form: UpdateForm, update: PlainUpdate): Stored[] | undefined {
  const { known, set, version, now } = update
  const { validator } = known.runtime.model
  const values: Stored[] = []
  for (const place of form.places) {
    const name = place.path
    const valid = validator.validateAttribute(name, set[name])
    known.set(name, valid)
    const action = setAttribute(place, valid)
    if (action.kind !== 'set' || action.value.kind !== 'value') return undefined
    values.push(action.value.value)
  }
  noteVersion(known, version, now)
  addOthers(form, update, values)
  return values
}

/** The values beside those that are set: what the library keeps, the keys of indexes, what is compared. */
function addOthers(
  { patterns, filled, compared }: Pick<UpdateForm, 'patterns' | 'filled' | 'compared'>,
  { known, version, now }: PlainUpdate,
  values: Stored[],
): void {
  const { runtime, target } = known
  for (const value of keptValues(runtime, version, now)) values.push(value)
  if (patterns.length > 0) {
    const after = known.merged()
    const stored: AttributeMap = {}
    for (const pattern of patterns) {
      assertPlainValues(known, pattern)
      runtime.writePattern(pattern, after, stored)
    }
    for (const name of filled) values.push(stored[name])
  }
  if (runtime.model.expiry !== undefined) values.push({ N: String(Math.floor(now / 1000)) })
  for (const name of compared) values.push(runtime.encode(name, ownValue(target, name)))
}

/** Remembers the form of an update that was worked out in full, unless its texts depend on the values. */
export function learnForm(plain: PlainUpdate, actions: readonly UpdateNode[], lock: Lock | undefined): void {
  const { known, set, locking, now } = plain
  const { runtime } = known
  const { model, indexKeys, updateForms } = runtime
  const isPlain = actions.length > 0 && actions.every(({ kind }) => kind === 'set')
  if (!isPlain || updateForms.find(locking, set)?.isDistinct === true || !updateForms.takesAnother()) return
  const names = Object.keys(set).filter((name) => set[name] !== undefined)
  const patterns = reachedPatterns(known, undefined)
  const filled = filledNames(runtime, patterns)
  const compared = lock?.names ?? []
  const isFixed =
    patterns.every((pattern) => indexKeys.together(pattern).length === 1) &&
    !names.some((name) => model.uniqueNames.has(name)) &&
    !model.derived.some(({ name }) => known.isTouched(name))
  if (!isFixed) return
  const context = new ExpressionContext()
  const update = compileUpdate(actions, context)
  const present = runtime.isPresent(now)
  const condition = compileCondition(allOf(present, lock?.condition) ?? present, context)
  const texts = { update, condition, operators: context.operators }
  const { ExpressionAttributeNames: placeholders = {} } = context.attributes()
  const values = names.map((name) => runtime.encode(name, known.get(name)))
  addOthers({ patterns, filled, compared }, plain, values)
  const tokens = values.map((value) => (value === undefined ? '' : context.valueToken(value)))
  updateForms.keep(locking, names, {
    ...texts,
    names: Object.values(placeholders),
    tokens,
    isDistinct: new Set(tokens).size === tokens.length,
    places: names.map((name) => runtime.place(name)),
    patterns,
    filled,
    compared,
  })
}
