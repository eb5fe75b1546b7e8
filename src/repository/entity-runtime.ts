import type { Clock } from '../core/clock.js'
import { assert } from '../core/assert.js'
import { MonotableError } from '../core/errors.js'
import type { ConditionNode, Place, References } from '../expressions/index.js'
import {
  allOf,
  anyOf,
  attributePlace,
  compareStored,
  createReferences,
  exists,
  negate,
  notExists,
  rootOf,
  storedPlace,
} from '../expressions/index.js'
import type { CompiledEntity } from '../marshalling/index.js'
import { compileCodec, unparked, validateRead } from '../marshalling/index.js'
import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import type { Backend } from '../protocol/backend.js'
import type { Random } from '../core/random.js'
import type { EntityModel, KeyAttributeModel, PatternModel } from '../schema/index.js'
import type { Subject } from './given-options.js'
import type { Hooks } from './hooks/hooks.types.js'
import { IndexKeys } from './writes/index-keys.js'
import { ownValue } from './writes/own-value.js'
import { UpdateForms } from './writes/update-forms.js'

/** What the entities of one database share. */
export interface Environment {
  readonly backend: Backend
  readonly clock: Clock
  readonly random: Random
  /** What looks on while requests are sent. */
  readonly hooks?: Hooks | undefined
}

export type Values = Readonly<Record<string, unknown>>

/** What is demanded of an item with a look at its expiry, and at whether it is deleted and kept. */
interface Presence {
  readonly alive: ConditionNode | undefined
  readonly absent: ConditionNode
  readonly present: ConditionNode
  readonly kept: ConditionNode
}

/** One entity within one database: everything that its operations need, made once. */
export class EntityRuntime {
  readonly environment: Environment
  readonly model: EntityModel
  readonly tableName: string
  readonly codec: CompiledEntity['codec']
  readonly keys: CompiledEntity['keys']
  // The item's type is known at the typed seam alone.
  readonly references: References<Record<string, never>>
  readonly keyNames: readonly string[]
  /** Attributes that the library keeps: version, timestamps, and the time of a deletion. */
  readonly keptNames: readonly string[]
  /** Attributes beside the key that every item has, and that every item that is read shows. */
  readonly requiredNames: readonly string[]
  readonly indexKeys: IndexKeys
  readonly updateForms: UpdateForms = new UpdateForms()
  /** Rows that projections gave: what they lack may be stored all the same. */
  readonly partialRows: WeakSet<object> = new WeakSet()
  /** Conditions that every operation of the entity shares. */
  readonly isStored: ConditionNode
  /** As the subject of a request by key. */
  readonly asked: { readonly runtime: EntityRuntime } = { runtime: this }
  /** As what refusals of options name. */
  readonly subject: Subject
  readonly isNotStored: ConditionNode
  /** That an item is deleted and kept, or not; undefined where deleted items are gone at once (rule W9). */
  readonly isDeleted: ConditionNode | undefined
  readonly isNotDeleted: ConditionNode | undefined
  readonly #timeless: Presence
  #timed: (Presence & { readonly second: number }) | undefined
  readonly #root: ReturnType<typeof rootOf>
  readonly #stored = new Map<string, Place>()

  constructor(compiled: CompiledEntity, tableName: string, environment: Environment) {
    const { model } = compiled
    this.environment = environment
    this.model = model
    this.tableName = tableName
    this.subject = { entity: model.name }
    this.codec = compiled.codec
    this.keys = compiled.keys
    this.references = createReferences({
      entityName: model.name,
      fields: model.fields,
      codecOf: (attribute) => compileCodec(attribute, model.name),
    })
    this.#root = rootOf(this.references)
    this.keyNames = [...model.primary.holes]
    const { softDelete } = model
    this.keptNames = [model.version, model.createdAt, model.updatedAt, softDelete?.attribute].filter(
      (name) => name !== undefined,
    )
    this.requiredNames = model.fields
      .filter(
        ({ name, isOptional }) => !isOptional && !model.hidden.has(name) && !model.primary.holes.has(name),
      )
      .map(({ name }) => name)
    this.indexKeys = new IndexKeys(model)
    const [partition] = model.primary.partition
    assert(partition !== undefined, 'a table has a partition key')
    this.isStored = exists(this.storedPlace(partition.name))
    this.isNotStored = notExists(this.storedPlace(partition.name))
    this.isDeleted = softDelete && exists(this.storedPlace(softDelete.attribute))
    this.isNotDeleted = softDelete && notExists(this.storedPlace(softDelete.attribute))
    this.#timeless = this.#presenceOf(undefined)
  }

  /** The place of one of the entity's attributes. */
  place(name: string): Place {
    return attributePlace(this.#root, name)
  }

  /** The place of a stored attribute that is not the schema's. */
  storedPlace(name: string): Place {
    let place = this.#stored.get(name)
    if (place === undefined) this.#stored.set(name, (place = storedPlace(name)))
    return place
  }

  /** The key as it is stored. */
  keyOf(values: Values): AttributeMap {
    if (typeof values !== 'object' || values === null)
      throw new MonotableError(
        'repository.target',
        `${this.model.name}: expected an object with ${this.keyNames.join(', ')}, not ${values === null ? 'null' : typeof values}`,
        { entity: this.model.name, attributes: this.keyNames },
      )
    return this.keys.formatPrimary(values)
  }

  /** Puts the primary key into `target`. */
  writePrimary(values: Values, target: AttributeMap): void {
    this.keys.writePrimary(values, target)
  }

  /** Puts the key attributes of an index into `target`, or nothing where one of their parts is absent. */
  writePattern(pattern: PatternModel, values: Values, target: AttributeMap): void {
    this.keys.writePattern(pattern, values, target)
  }

  /** The attributes of the primary key alone. */
  keyValues(values: Values): Record<string, unknown> {
    const key: Record<string, unknown> = {}
    for (const name of this.keyNames) key[name] = ownValue(values, name)
    return key
  }

  /** The stored form of one attribute's value. */
  encode(name: string, value: unknown): AttributeValue | undefined {
    return value === undefined ? undefined : this.codec.attribute(name)?.codec.encode(value)
  }

  /** The condition that an attribute has, or lacks, this value. */
  hasValue(name: string, value: unknown): ConditionNode {
    const stored = this.encode(name, value)
    return stored === undefined ? notExists(this.place(name)) : compareStored(this.place(name), '=', stored)
  }

  /** The condition that the item's time has not passed; undefined where its entity has no expiry (rule R7). */
  isAlive(now: number): ConditionNode | undefined {
    return this.#presence(now).alive
  }

  /** The condition that nothing is there, or something whose time has passed. */
  isAbsent(now: number): ConditionNode {
    return this.#presence(now).absent
  }

  /** The condition that an item is there, and not deleted. */
  isPresent(now: number): ConditionNode {
    return this.#presence(now).present
  }

  /** The condition that a deleted item is there. */
  isKept(now: number): ConditionNode {
    return this.#presence(now).kept
  }

  /** An expiry is in whole seconds: within one, the conditions stay the same. */
  #presence(now: number): Presence {
    const { expiry } = this.model
    if (expiry === undefined) return this.#timeless
    const second = Math.floor(now / 1000)
    if (this.#timed?.second !== second) {
      const expired = compareStored(this.place(expiry.name), '<=', { N: String(second) })
      this.#timed = { second, ...this.#presenceOf(expired) }
    }
    return this.#timed
  }

  #presenceOf(expired: ConditionNode | undefined): Presence {
    // Not `>`: an expiry that is absent, or null, compares with nothing, and its item stays.
    const alive = expired && negate(expired)
    return {
      alive,
      absent: anyOf(this.isNotStored, expired) ?? this.isNotStored,
      present: allOf(this.isStored, alive, this.isNotDeleted) ?? this.isStored,
      kept: allOf(this.isDeleted ?? this.isStored, alive) ?? this.isStored,
    }
  }

  /** Whether the time of a stored item has passed. */
  hasExpired(stored: Readonly<AttributeMap>, now: number): boolean {
    const { expiry } = this.model
    const at = expiry && stored[expiry.storedName]?.N
    return at !== undefined && Number(at) <= Math.floor(now / 1000)
  }

  /** Whether a stored item is deleted and kept. */
  hasDeleted(stored: Readonly<AttributeMap>): boolean {
    const { softDelete } = this.model
    return softDelete !== undefined && stored[softDelete.attribute] !== undefined
  }

  /** Whether reads see nothing of a stored item: its time has passed, or it is deleted. */
  hasGone(stored: Readonly<AttributeMap>, now: number): boolean {
    return this.hasExpired(stored, now) || this.hasDeleted(stored)
  }

  /** The item as it is read: hidden attributes left out, checked against the schema where the entity asks for it. */
  decode(stored: Readonly<AttributeMap>): Record<string, unknown> {
    const item = this.decodeWhole(stored)
    validateRead(this.model, item)
    return this.#shown(item)
  }

  /** The item that a write gives back or met: what is done is done, so the schema has no say. */
  decodeWritten(stored: Readonly<AttributeMap>): Record<string, unknown> {
    return this.#shown(this.decodeWhole(stored))
  }

  /** The item with its hidden attributes, for the library itself; from before the entity had versions at 0. */
  decodeWhole(stored: Readonly<AttributeMap>): Record<string, unknown> {
    const { version, softDelete } = this.model
    const item = this.codec.decode(softDelete === undefined ? stored : unparked(softDelete, stored))
    if (version !== undefined && item[version] === undefined) item[version] = 0
    return item
  }

  #shown(item: Record<string, unknown>): Record<string, unknown> {
    const { hidden } = this.model
    if (hidden.size > 0) for (const name of hidden) delete item[name]
    return item
  }

  /** Key attributes of an index that the entity fills beside its own attributes and the primary key. */
  filledKeys(pattern: PatternModel): readonly KeyAttributeModel[] {
    return this.indexKeys.filled(pattern)
  }
}
