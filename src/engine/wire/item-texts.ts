import type { AttributeMap } from '../../protocol/attribute-value.js'
import { limits } from '../../protocol/limits.js'
import { writeAttributeMap } from './write-attribute-value.js'

/**
 * The JSON of stored items, each written when it is first read: what is stored never changes, a write replaces it. Holds on
 * to no item, and forgets all texts when they are more than their share of memory.
 */
export class ItemTexts {
  #texts = new WeakMap<AttributeMap, string>()
  #length = 0

  of(item: AttributeMap): string {
    return this.#texts.get(item) ?? this.#write(item)
  }

  #write(item: AttributeMap): string {
    const text = JSON.stringify(writeAttributeMap(item))
    if (this.#length + text.length > limits.itemTextsLengthMax) {
      this.#texts = new WeakMap()
      this.#length = 0
    }
    this.#texts.set(item, text)
    this.#length += text.length
    return text
  }
}
