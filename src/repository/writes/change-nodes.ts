import { MonotableError } from '../../core/errors.js'
import type { Place, UpdateActionBuilder, UpdateNode } from '../../expressions/index.js'
import {
  addToAttribute,
  appendToList,
  buildUpdate,
  deleteElements,
  prependToList,
  removeAttribute,
  setAttribute,
  updatedAttributes,
} from '../../expressions/index.js'
import type { EntityModel } from '../../schema/index.js'
import type { KnownValues } from './known-values.js'
import { ownValue } from './own-value.js'

type ByName = Readonly<Record<string, unknown>>

/** The changes of an update at the untyped side of the seam. */
export interface UntypedChanges {
  readonly set?: ByName
  readonly add?: ByName
  readonly append?: ByName
  readonly prepend?: ByName
  readonly delete?: ByName
  readonly remove?: readonly string[]
  readonly apply?: UpdateActionBuilder
}

const verbs = new Set(['set', 'add', 'append', 'prepend', 'delete', 'remove', 'apply'])

/** Puts the actions that the changes mean into `actions`, and what they make of each attribute into `known`. */
export function changeNodes(known: KnownValues, changes: UntypedChanges, actions: UpdateNode[]): void {
  if (typeof changes !== 'object' || changes === null)
    refuse(known, undefined, `the changes are an object such as { set: { … } }, not ${String(changes)}`)
  for (const verb in changes)
    if (!verbs.has(verb))
      refuse(known, verb, `there is no change ${verb}; the changes are ${[...verbs].join(', ')}`)
  each(known, 'set', changes.set, set, actions)
  each(known, 'add', changes.add, add, actions)
  each(known, 'append', changes.append, append, actions)
  each(known, 'prepend', changes.prepend, prepend, actions)
  each(known, 'delete', changes.delete, removeElements, actions)
  for (const name of removed(known, changes.remove)) remove(known, name, actions)
  if (changes.apply !== undefined) apply(known, changes.apply, actions)
}

type Change = (known: KnownValues, name: string, value: unknown, actions: UpdateNode[]) => void

/** `undefined` is no opinion (rule M5). */
function each(
  known: KnownValues,
  verb: string,
  values: ByName | undefined,
  change: Change,
  actions: UpdateNode[],
): void {
  if (values === undefined) return
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    refuse(known, undefined, `${verb} takes an object with the names of attributes`)
  for (const name of Object.keys(values)) {
    const value = values[name]
    if (value !== undefined) change(known, name, value, actions)
  }
}

function removed(known: KnownValues, names: unknown): readonly string[] {
  if (names === undefined) return []
  if (Array.isArray(names)) return names.map(String)
  return refuse(known, undefined, `remove takes a list with the names of attributes`)
}

function set(known: KnownValues, name: string, value: unknown, actions: UpdateNode[]): void {
  const place = changeable(known, name, false)
  const { validator } = known.runtime.model
  // Nothing goes through the schema twice (rule M2): where a form did not fit, its values are valid already.
  const valid = known.isTouched(name) ? known.get(name) : validator.validateAttribute(name, value)
  known.set(name, valid)
  actions.push(setAttribute(place, valid))
}

/** Adds to a number or set; a number that is part of an index is worked out here, from the item that was read. */
function add(known: KnownValues, name: string, step: unknown, actions: UpdateNode[]): void {
  const { model } = known.runtime
  const isWritten = isPartOfKey(known, name)
  const place = changeable(known, name, !isWritten)
  if (!isWritten) {
    assertWhole(known, name, step)
    const valid = step instanceof Set ? model.validator.validateElements(name, step) : step
    actions.push(addToAttribute(place, valid))
    expect(known, name, (before) => added(before, valid))
    return
  }
  if (!known.isKnownOfTarget(name))
    refuse(
      known,
      name,
      `${name} is part of ${partOf(known, name)}, so adding needs its value: pass the item you read, or set it`,
    )
  set(known, name, sumOf(known, name, step), actions)
}

/** Whether an index key, or a sentinel, is made of the attribute. One that is itself the key is kept by DynamoDB. */
function isPartOfKey({ runtime }: KnownValues, name: string): boolean {
  return (
    runtime.model.patterns.some(
      (pattern) => pattern.holes.has(name) && runtime.filledKeys(pattern).length > 0,
    ) || runtime.model.uniqueNames.has(name)
  )
}

const partOf = ({ runtime }: KnownValues, name: string): string =>
  runtime.model.uniqueNames.has(name) ? 'a unique constraint' : 'an index'

/** A fraction added to a whole number would be stored, and be none from then on. */
function assertWhole(known: KnownValues, name: string, step: unknown): void {
  const model = known.runtime.model.byName.get(name)?.model
  const inner = model?.kind === 'nullable' ? model.inner : model
  if (inner?.kind === 'number' && inner.integer && typeof step === 'number' && !Number.isInteger(step))
    refuse(known, name, `${name} is a whole number, and ${step} is none`)
}

function append(known: KnownValues, name: string, elements: unknown, actions: UpdateNode[]): void {
  const place = changeable(known, name, true)
  const valid = known.runtime.model.validator.validateElements(name, elements)
  actions.push(appendToList(place, valid))
  expect(known, name, (before) => joined(before, valid))
}

function prepend(known: KnownValues, name: string, elements: unknown, actions: UpdateNode[]): void {
  const place = changeable(known, name, true)
  const valid = known.runtime.model.validator.validateElements(name, elements)
  actions.push(prependToList(place, valid))
  expect(known, name, (before) => joined(valid, before))
}

function removeElements(known: KnownValues, name: string, elements: unknown, actions: UpdateNode[]): void {
  actions.push(deleteElements(changeable(known, name, true), elements))
  expect(known, name, (before) => without(before, elements))
}

/**
 * Checks what DynamoDB will make of an attribute, where the item that was read is sure to be what is stored: the schema may
 * bound the sum, or how many there are.
 */
function expect(known: KnownValues, name: string, after: (before: unknown) => unknown): void {
  if (!known.isLocked || !known.isKnownOfTarget(name)) return
  const value = after(ownValue(known.target, name))
  if (value === undefined) return
  known.runtime.model.validator.validateStored(name, value)
  known.expect(name, value)
}

function added(before: unknown, step: unknown): unknown {
  if (typeof step === 'number' && (before === undefined || typeof before === 'number'))
    return (before ?? 0) + step
  if (typeof step === 'bigint' && (before === undefined || typeof before === 'bigint'))
    return (before ?? 0n) + step
  if (step instanceof Set && (before === undefined || before instanceof Set))
    return new Set<unknown>([...(before ?? []), ...step])
  return undefined
}

function joined(first: unknown, second: unknown): unknown {
  const isList = (value: unknown): boolean => value === undefined || Array.isArray(value)
  return isList(first) && isList(second) ? [first ?? [], second ?? []].flat() : undefined
}

/** A set of which nothing is left is stored no more. */
function without(before: unknown, elements: unknown): unknown {
  if (!(before instanceof Set) || !(elements instanceof Set)) return undefined
  const left = [...before].filter((element) => !elements.has(element))
  return left.length === 0 ? undefined : new Set<unknown>(left)
}

function sumOf(known: KnownValues, name: string, step: unknown): unknown {
  const sum = step instanceof Set ? undefined : added(known.before(name), step)
  if (sum !== undefined) return sum
  return refuse(known, name, `${typeof step} cannot be added to ${name}: work the sum out, and set it`)
}

function remove(known: KnownValues, name: string, actions: UpdateNode[]): void {
  const place = changeable(known, name, false)
  if (known.runtime.model.byName.get(name)?.isOptional === false)
    refuse(known, name, `${name} is required: it can be set, not removed`)
  known.set(name, undefined)
  actions.push(removeAttribute(place))
}

function apply(known: KnownValues, build: UpdateActionBuilder, actions: UpdateNode[]): void {
  const { runtime } = known
  if (typeof build !== 'function')
    refuse(known, undefined, 'apply takes a function such as (o, { set }) => [set(o.address.city, "Bonn")]')
  const built = buildUpdate(runtime.references, build)
  const names = updatedAttributes(built)
  for (const { name, storedName } of runtime.model.fields) {
    if (!names.has(storedName)) continue
    changeable(known, name, true)
    if (isPartOfKey(known, name)) refuse(known, name, `${name} is part of ${partOf(known, name)}: use set`)
  }
  for (const node of built) assertPlainKey(known, node)
  actions.push(...built)
}

/** A value of an attribute that is the key of an index by itself has to be one that a key can have. */
function assertPlainKey({ runtime }: KnownValues, node: UpdateNode): void {
  if (node.kind !== 'set' || node.place.parent !== undefined || node.value.kind !== 'value') return
  for (const key of runtime.indexKeys.plain) {
    if (key.kind !== 'own' || key.field.storedName !== node.place.root) continue
    const { name } = key.field
    runtime.keys.valueOf(key, { [name]: runtime.codec.attribute(name)?.codec.decode(node.value.value) })
  }
}

/** The place of an attribute that may be changed, and that is from now on touched. */
function changeable(known: KnownValues, name: string, isComputed: boolean): Place {
  const { model } = known.runtime
  if (!model.schemaNames.has(name)) refuse(known, name, unknownName(model, name))
  if (model.primary.holes.has(name)) refuse(known, name, `${name} is part of the key: use move`)
  if (model.readOnly.has(name))
    refuse(known, name, `${name} is read-only: it is set when the item is created`)
  for (const derived of model.derived)
    if (derived.name === name)
      refuse(known, name, `${name} is derived from ${derived.from.join(', ')}: change those`)
  if (isComputed) known.forget(name)
  return known.runtime.place(name)
}

/** Why a name is none of an attribute that can be changed. */
function unknownName({ byName, schemaNames }: EntityModel, name: string): string {
  if (byName.has(name)) return `${name} is kept by the library and cannot be set`
  const [owner = ''] = name.split(/[.[]/, 1)
  return schemaNames.has(owner)
    ? `${name} lies within ${owner}, which is changed as a whole: use apply for places within it`
    : `there is no attribute ${name}; the schema has ${[...schemaNames].join(', ')}`
}

function refuse(known: KnownValues, attribute: string | undefined, problem: string): never {
  const { name } = known.runtime.model
  throw new MonotableError('repository.change', `${name}: ${problem}`, { entity: name, attribute })
}
