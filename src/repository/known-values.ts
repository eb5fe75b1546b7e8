import { MonotableError } from '../core/errors.js'
import type { EntityRuntime, Values } from './entity-runtime.js'

/** What an update knows of the item as it will be, and of where each value comes from. */
export class KnownValues {
  readonly runtime: EntityRuntime
  /** What the caller passed as the target: a key, an item that was read, or part of one. */
  readonly target: Values
  /** Whether the target is a whole item, so that an attribute that it lacks is absent. */
  readonly isItem: boolean
  readonly #changed = new Map<string, unknown>()
  readonly #unknown = new Set<string>()
  /** Attributes of the target whose values the update relies on. */
  readonly used = new Set<string>()

  constructor(runtime: EntityRuntime, target: Values) {
    this.runtime = runtime
    this.target = target
    this.isItem = runtime.model.fields.every(
      ({ name, isOptional }) => isOptional || runtime.model.hidden.has(name) || target[name] !== undefined,
    )
  }

  /** The attribute will have this value; `undefined` for one that is taken away. */
  set(name: string, value: unknown): void {
    this.#changed.set(name, value)
    this.#unknown.delete(name)
  }

  /** The attribute is changed to a value that only DynamoDB knows. */
  forget(name: string): void {
    this.#unknown.add(name)
  }

  isTouched(name: string): boolean {
    return this.#changed.has(name) || this.#unknown.has(name)
  }

  isKnown(name: string): boolean {
    if (this.#unknown.has(name)) return false
    return this.#changed.has(name) || this.isKnownOfTarget(name)
  }

  /** Whether the target tells the value that the attribute has now. */
  isKnownOfTarget(name: string): boolean {
    return (this.isItem && !this.runtime.model.hidden.has(name)) || Object.hasOwn(this.target, name)
  }

  /** The value that the attribute will have; of the target's values, those that are asked for are remembered. */
  get(name: string): unknown {
    if (this.#changed.has(name)) return this.#changed.get(name)
    if (!this.runtime.model.primary.holes.has(name)) this.used.add(name)
    return this.target[name]
  }

  /** The values of several attributes by name. */
  pick(names: Iterable<string>): Record<string, unknown> {
    const values: Record<string, unknown> = {}
    for (const name of names) values[name] = this.get(name)
    return values
  }

  /** The whole item as it will be, where that can be told: a locked item, and no change that DynamoDB works out. */
  whole(): Record<string, unknown> | undefined {
    if (!this.isItem || this.#unknown.size > 0 || this.runtime.model.hidden.size > 0) return undefined
    const item: Record<string, unknown> = { ...this.target }
    for (const [name, value] of this.#changed) {
      if (value === undefined) delete item[name]
      else item[name] = value
    }
    return item
  }

  /** Throws, naming what is missing and the ways out (rule K7). */
  assertKnown(names: Iterable<string>, what: string, accessPattern: string | undefined): void {
    const missing = [...names].filter((name) => !this.isKnown(name))
    if (missing.length === 0) return
    const { name } = this.runtime.model
    throw new MonotableError(
      'repository.index-incomplete',
      `${name}: ${what} also needs ${missing.join(', ')}: set ${missing.length > 1 ? 'them' : 'it'}, pass the item you read, or say reindex: 'read'${accessPattern === undefined ? '' : ` or drop: ['${accessPattern}']`}.`,
      { entity: name, accessPattern, missing },
    )
  }
}
