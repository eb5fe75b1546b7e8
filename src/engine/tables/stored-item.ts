import type { AttributeMap } from '../../protocol/attribute-value.js'
import { itemSizeBytes } from '../values/index.js'

/** An item as a table or an index holds it. Never changed once made: copies of a table share it. */
export interface StoredItem {
  readonly item: AttributeMap
  readonly sizeBytes: number
}

export function storedItem(item: AttributeMap): StoredItem {
  return { item, sizeBytes: itemSizeBytes(item) }
}
