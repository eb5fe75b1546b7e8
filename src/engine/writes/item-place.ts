import type { EntryKey } from '../storage/entry-key.js'
import type { Table } from '../tables/table.js'

/** Where an item stands, or would. */
export interface ItemPlace {
  readonly table: Table
  readonly key: EntryKey
}

/** A text that is the same for the same item and for no other, over all tables. */
export function placeText({ table, key }: ItemPlace): string {
  // Neither names nor ids of tables hold a slash, and the length says where the partition ends.
  const { name, id } = table.schema
  return `${name}/${id}/${key.partition.length}/${key.partition}${key.sort}`
}

/** Whether no two of the places are the same. */
export function areDistinct(places: readonly ItemPlace[]): boolean {
  return new Set(places.map(placeText)).size === places.length
}
