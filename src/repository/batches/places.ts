import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { ReadEntry } from '../plans/planned-read.js'
import { itemIdentity } from './item-identity.js'

/** One item in a table, asked for once however often its key was given, and what was found of it. */
export interface Place {
  readonly runtime: EntityRuntime
  readonly key: AttributeMap
  /** Where one of those who ask is in need of it. */
  isConsistent: boolean
  found: AttributeMap | undefined
}

/** The places that entries name, each once. */
export class Places {
  readonly all: readonly Place[]
  readonly #byIdentity = new Map<string, Place>()

  constructor(entries: readonly ReadEntry[]) {
    for (const { runtime, key, isConsistent } of entries) {
      const identity = itemIdentity(runtime, key)
      const known = this.#byIdentity.get(identity)
      if (known === undefined)
        this.#byIdentity.set(identity, { runtime, key, isConsistent, found: undefined })
      else if (isConsistent) known.isConsistent = true
    }
    this.all = [...this.#byIdentity.values()]
  }

  /** The place of a key, or of an item with its key; undefined where nobody asked for it. */
  of(runtime: EntityRuntime, attributes: Readonly<AttributeMap>): Place | undefined {
    return this.#byIdentity.get(itemIdentity(runtime, attributes))
  }
}
