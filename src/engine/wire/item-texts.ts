import type { AttributeMap } from '../../protocol/attribute-value.js'
import { limits } from '../../protocol/limits.js'
import { writeAttributeMap } from './write-attribute-value.js'

/**
 * The JSON of stored items, each written when it is first read: what is stored never changes, a write replaces it. Forgets
 * all of it when it is more than a share of the memory that the items themselves take.
 */
export class ItemTexts {
  readonly #texts = new Map<AttributeMap, string>()
  #length = 0

  of(item: AttributeMap): string {
    return this.#texts.get(item) ?? this.#write(item)
  }

  #write(item: AttributeMap): string {
    const text = JSON.stringify(writeAttributeMap(item))
    if (this.#length + text.length > limits.itemTextsLengthMax) {
      this.#texts.clear()
      this.#length = 0
    }
    this.#texts.set(item, text)
    this.#length += text.length
    return text
  }
}
