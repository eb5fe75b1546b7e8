import { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { versionOf } from './lock.js'
import { looksWhole } from './looks-whole.js'
import { ownValue } from './own-value.js'
import { isSameStored } from './same-stored.js'

/** Stands for a value that only DynamoDB knows. */
const onlyStored: unique symbol = Symbol('only stored')

/** What an update knows of the item as it will be, and of where each value comes from. */
export class KnownValues {
  readonly runtime: EntityRuntime
  /** What the caller passed as the target: a key, an item that was read, or part of one. */
  readonly target: Values
  /** Whether it is certain that the target is all that is stored, hidden attributes included. */
  readonly #isWhole: boolean
  #looksWhole: boolean | undefined
  /** The values that attributes will have, or `onlyStored`. */
  readonly #changed = new Map<string, unknown>()
  readonly #used: string[] = []
  /** What DynamoDB will make of attributes that it computes, where the target is what is stored. */
  #expected: Map<string, unknown> | undefined

  /** `isWhole` where it is certain that the target is all that is stored. */
  constructor(runtime: EntityRuntime, target: Values, isWhole = false) {
    this.runtime = runtime
    this.target = target
    this.#isWhole = isWhole
  }

  /** Whether the target is a whole item, so that an attribute that it lacks is absent. */
  get isItem(): boolean {
    return this.#isWhole || (this.#looksWhole ??= looksWhole(this.runtime, this.target))
  }

  /** The attribute will have this value; `undefined` for one that is taken away. */
  set(name: string, value: unknown): void {
    this.#changed.set(name, value)
  }

  /** The attribute is changed to a value that only DynamoDB knows. */
  forget(name: string): void {
    this.#changed.set(name, onlyStored)
  }

  /** The same, where the value can be told if the target is what is stored. */
  expect(name: string, value: unknown): void {
    this.forget(name)
    this.#expected ??= new Map()
    this.#expected.set(name, value)
  }

  /** Whether a lock makes sure that the target is what is stored, so that its values can be relied on. */
  get isLocked(): boolean {
    return this.#isWhole || (this.isItem && versionOf(this.runtime, this.target) !== undefined)
  }

  /** The schema's attributes as they will be; undefined where one cannot be told, hidden ones included. */
  afterwards(): Record<string, unknown> | undefined {
    const { schemaNames, hidden } = this.runtime.model
    if (!this.isLocked || (hidden.size > 0 && !this.#isWhole)) return undefined
    const item: Record<string, unknown> = {}
    for (const name of schemaNames) {
      const value = this.#changed.has(name) ? this.#changed.get(name) : ownValue(this.target, name)
      const told = value === onlyStored ? this.#expected?.get(name) : value
      if (told === undefined && value === onlyStored) return undefined
      if (told !== undefined) item[name] = told
    }
    return item
  }

  /** Whether the item has the values that are known of the changed attributes; the version aside, which tells by itself. */
  isIn(stored: Readonly<AttributeMap>): boolean {
    const { version, byName } = this.runtime.model
    for (const [name, value] of this.#changed) {
      const told = value === onlyStored ? this.#expected?.get(name) : value
      if (name === version || (value === onlyStored && told === undefined)) continue
      const storedName = byName.get(name)?.storedName ?? name
      if (!isSameStored(this.runtime.encode(name, told), stored[storedName])) return false
    }
    return true
  }

  isTouched(name: string): boolean {
    return this.#changed.has(name)
  }

  isKnown(name: string): boolean {
    return this.#changed.has(name) ? this.#changed.get(name) !== onlyStored : this.isKnownOfTarget(name)
  }

  /** Whether the target tells the value that the attribute has now. */
  isKnownOfTarget(name: string): boolean {
    if (ownValue(this.target, name) !== undefined) return true
    return this.isItem && (this.#isWhole || !this.runtime.model.hidden.has(name))
  }

  /** The value that the attribute has now, by the target; what is asked for is remembered. */
  before(name: string): unknown {
    if (!this.runtime.model.primary.holes.has(name)) this.#use(name)
    return ownValue(this.target, name)
  }

  #use(name: string): void {
    if (!this.#used.includes(name)) this.#used.push(name)
  }

  /** The value that the attribute will have. */
  get(name: string): unknown {
    return this.#changed.has(name) ? this.#changed.get(name) : this.before(name)
  }

  /** The values of several attributes by name. */
  pick(names: Iterable<string>): Record<string, unknown> {
    const values: Record<string, unknown> = {}
    for (const name of names) values[name] = this.get(name)
    return values
  }

  /** The target with what is known of its changes. Whoever takes a value from it says that it is relied on. */
  merged(): Values {
    const values: Record<string, unknown> = { ...this.target }
    for (const [name, value] of this.#changed) values[name] = value
    return values
  }

  /** What is made of these attributes is right while those that are not changed have the values of the target. */
  relyOn(names: Iterable<string>): void {
    for (const name of names) if (!this.#changed.has(name)) this.before(name)
  }

  /** Attributes of the target whose values the update relies on. */
  get used(): readonly string[] {
    return this.#used
  }

  /** The whole item as it will be read, where that can be told: of an item, with no change that DynamoDB works out. */
  whole(): Record<string, unknown> | undefined {
    const { model, codec } = this.runtime
    if (!this.isItem || (model.hidden.size > 0 && !this.#isWhole)) return undefined
    // Whoever leaves these out may have left out others that items need not have.
    const { version, createdAt, updatedAt } = model
    for (const name of [version, createdAt, updatedAt])
      if (name !== undefined && ownValue(this.target, name) === undefined) return undefined
    const item: Record<string, unknown> = { ...this.target }
    for (const [name, value] of this.#changed) {
      if (value === onlyStored) return undefined
      item[name] = value
    }
    return this.runtime.decodeWritten(codec.encode(item))
  }

  /** Throws, naming what is missing and the ways out (rule K7). */
  assertKnown(names: Iterable<string>, what: string, accessPattern: string | undefined): void {
    for (const name of names) if (!this.isKnown(name)) this.#refuseUnknown(names, what, accessPattern)
  }

  #refuseUnknown(names: Iterable<string>, what: string, accessPattern: string | undefined): never {
    const missing = [...names].filter((name) => !this.isKnown(name))
    const { name } = this.runtime.model
    const canBeSet = !missing.some((each) => this.runtime.keptNames.includes(each))
    throw new MonotableError(
      'repository.index-incomplete',
      `${name}: ${what} also needs ${missing.join(', ')}: ${canBeSet ? `set ${missing.length > 1 ? 'them' : 'it'}, ` : ''}pass the item you read, or say reindex: 'read'${accessPattern === undefined ? '' : ` or drop: ['${accessPattern}']`}.`,
      { entity: name, accessPattern, missing },
    )
  }
}
