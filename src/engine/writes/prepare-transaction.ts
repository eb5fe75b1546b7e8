import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { Table } from '../tables/table.js'
import { settleWrites } from './cancellation.js'
import { CollectionGrowth } from './collection-growth.js'
import type { ItemPlace } from './item-place.js'
import { areDistinct } from './item-place.js'
import type { PreparedWrite } from './prepared-write.js'
import { keyOfWrite, prepareWrite } from './prepared-write.js'
import type { WriteRequest } from './write-request.js'

/** The items that a transaction writes. Throws when a key does not fit its table or an item comes twice. */
export function placesOfWrites(engine: Engine, writes: readonly WriteRequest[]): ItemPlace[] {
  const tables = writes.map((write) => engine.table(write.tableName))
  const places = settleWrites(writes, (write, index) => {
    const table = tables[index] as Table
    return { table, key: keyOfWrite(table, write) }
  })
  if (!areDistinct(places)) throw invalidRequest(messages.duplicateAction)
  return places
}

/**
 * Checks every write against the state before the transaction and computes its outcome; changes nothing. Throws when one
 * of them cannot be done, with a reason for each.
 */
export function prepareTransaction(engine: Engine, writes: readonly WriteRequest[]): PreparedWrite[] {
  const places = placesOfWrites(engine, writes)
  const growth = new CollectionGrowth()
  return settleWrites(writes, (write, index) => {
    const place = places[index] as ItemPlace
    engine.transactions.assertFree(place)
    return prepareWrite(place.table, place.key, write, growth)
  })
}
