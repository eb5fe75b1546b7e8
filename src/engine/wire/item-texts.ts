import type { AttributeMap } from '../../protocol/attribute-value.js'
import { itemTextsLengthMax } from '../../protocol/limits.js'
import { writeAttributeMap } from './write-attribute-value.js'

/** How many texts are written for one that is kept, while those that are kept are of little use. */
const sparseness = 16

/**
 * The JSON of stored items, each written when it is first read: what is stored never changes, a write replaces it. Holds on
 * to no item, and forgets all texts when they are more than their share of memory.
 *
 * A text that is kept and not read again costs more than writing it did, as the collector of garbage moves it around. Where
 * items are read all over a large table, a small part is kept, which shows when that changes.
 */
export class ItemTexts {
  #texts = new WeakMap<AttributeMap, string>()
  #length = 0
  #kept = 0
  /** How often a text that was kept was read again. */
  #reread = 0
  /** One in so many texts is kept. */
  #oneIn = 1
  #written = 0

  of(item: AttributeMap): string {
    const known = this.#texts.get(item)
    if (known === undefined) return this.#write(item)
    this.#reread += 1
    return known
  }

  #write(item: AttributeMap): string {
    const text = JSON.stringify(writeAttributeMap(item))
    this.#written += 1
    if (this.#written % this.#oneIn === 0) this.#keep(item, text)
    return text
  }

  #keep(item: AttributeMap, text: string): void {
    if (this.#length + text.length > itemTextsLengthMax) this.#forget()
    this.#texts.set(item, text)
    this.#length += text.length
    this.#kept += 1
  }

  #forget(): void {
    this.#oneIn = this.#reread < this.#kept ? sparseness : 1
    this.#texts = new WeakMap()
    this.#length = 0
    this.#kept = 0
    this.#reread = 0
  }
}
