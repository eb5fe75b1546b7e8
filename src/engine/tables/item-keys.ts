import { assert } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { partitionKeySizeBytesMax, sortKeySizeBytesMax } from '../../protocol/limits.js'
import { EmptyKeyRefusal, invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { EntryKey } from '../storage/entry-key.js'
import { getMember, typeOf, valueSizeBytes } from '../values/index.js'
import type { IndexSchema } from './index-schema.js'
import type { KeyAttribute, KeySchema } from './key-schema.js'
import type { TableSchema } from './table-schema.js'

/** Where an item to be stored stands in its table. Throws the service's refusal when its key does not fit. */
export function primaryKeyOfItem(schema: TableSchema, item: AttributeMap): EntryKey {
  for (const { name, type } of schema.key.attributes) {
    const value = getMember(item, name)
    if (value === undefined) throw invalidRequest(messages.keyMissing(name))
    if (typeOf(value) !== type) throw invalidRequest(messages.keyTypeMismatch(name, type, typeOf(value)))
    assertNotEmpty(name, value)
  }
  return placedKey(schema.key, item)
}

/** Where the item that a request's `Key` names stands. Throws when it is not exactly the key of the table. */
export function primaryKeyOfRequest(schema: TableSchema, key: AttributeMap): EntryKey {
  if (Object.keys(key).length !== schema.key.attributes.length) throw invalidRequest(messages.keyMismatch)
  for (const { name, type } of schema.key.attributes) {
    const value = getMember(key, name)
    if (value === undefined || typeOf(value) !== type) throw invalidRequest(messages.keyMismatch)
    assertNotEmpty(name, value)
  }
  return placedKey(schema.key, key)
}

/** Throws when an index could not hold the item: a key attribute of the wrong type, empty, or too long. */
export function assertIndexKeys(schema: TableSchema, item: AttributeMap): void {
  for (const { name, type, index } of schema.indexKeyAttributes) {
    const value = getMember(item, name)
    if (value === undefined) continue
    if (typeOf(value) !== type) {
      throw invalidRequest(messages.indexKeyTypeMismatch(name, type, typeOf(value), index.name))
    }
    if (isEmpty(value)) throw new EmptyKeyRefusal(messages.indexKeyEmpty(name, kindOf(value), index.name))
  }
  for (const index of schema.globalIndexes) assertIndexKeySizes(index, item)
  for (const index of schema.localIndexes) assertIndexKeySizes(index, item)
}

/**
 * The same for an item that an update expression computed from `before`, which the service words differently. What the
 * update leaves alone is not looked at: an index that was created later may find values there that do not fit it.
 */
export function assertUpdatedIndexKeys(schema: TableSchema, item: AttributeMap, before: AttributeMap): void {
  // Of an item that is not there before, the key itself may be what does not fit.
  let isChanged = !schema.key.attributes.every(({ name }) => Object.hasOwn(before, name))
  for (const { name, type } of schema.indexKeyAttributes) {
    const value = getMember(item, name)
    if (value === undefined || value === getMember(before, name)) continue
    isChanged = true
    if (typeOf(value) !== type) throw invalidRequest(messages.updatedIndexKeyType)
    if (isEmpty(value)) throw new EmptyKeyRefusal(messages.updatedIndexKeyEmpty(kindOf(value)))
  }
  if (!isChanged) return
  for (const index of schema.globalIndexes) assertUpdatedKeySizes(index, item, before)
  for (const index of schema.localIndexes) assertUpdatedKeySizes(index, item, before)
}

/** Whether what an item has of the key of an index could stand in it. Of items older than the index this is not certain. */
export function fitsIndex(index: IndexSchema, item: AttributeMap): boolean {
  for (const { name, type } of index.key.attributes) {
    const value = getMember(item, name)
    if (value !== undefined && (typeOf(value) !== type || isEmpty(value))) return false
  }
  if (!index.isMemberOf(item)) return true
  return (
    sizeOf(index.key.partition, item) <= partitionKeySizeBytesMax &&
    sizeOf(index.key.sort, item) <= sortKeySizeBytesMax
  )
}

export function assertNotEmpty(name: string, value: AttributeValue): void {
  if (isEmpty(value)) throw new EmptyKeyRefusal(messages.keyEmpty(name, kindOf(value)))
}

/** Throws when a key that is complete and of the right types is too long. */
export function assertKeySizes(schema: KeySchema, item: AttributeMap): void {
  if (sizeOf(schema.partition, item) > partitionKeySizeBytesMax) {
    throw invalidRequest(messages.partitionKeyTooLong(partitionKeySizeBytesMax))
  }
  if (sizeOf(schema.sort, item) > sortKeySizeBytesMax) {
    throw invalidRequest(messages.sortKeyTooLong(sortKeySizeBytesMax))
  }
}

function placedKey(schema: KeySchema, item: AttributeMap): EntryKey {
  assertKeySizes(schema, item)
  const key = schema.entryKeyOf(item)
  assert(key !== undefined, 'a key that was validated is complete')
  return key
}

function assertUpdatedKeySizes(index: IndexSchema, item: AttributeMap, before: AttributeMap): void {
  const isChanged = index.key.attributes.some(({ name }) => getMember(item, name) !== getMember(before, name))
  if (isChanged) assertIndexKeySizes(index, item)
}

function assertIndexKeySizes(index: IndexSchema, item: AttributeMap): void {
  if (!index.isMemberOf(item)) return
  assertIndexKeySize(index, 'HASH', index.key.partition, item, partitionKeySizeBytesMax)
  assertIndexKeySize(index, 'RANGE', index.key.sort, item, sortKeySizeBytesMax)
}

function assertIndexKeySize(
  index: IndexSchema,
  keyType: string,
  attributes: readonly KeyAttribute[],
  item: AttributeMap,
  limit: number,
): void {
  const size = sizeOf(attributes, item)
  if (size <= limit) return
  const names = attributes.map(({ name }) => name)
  throw invalidRequest(messages.indexKeyTooLong(keyType, names, index.name, limit, size))
}

function sizeOf(attributes: readonly KeyAttribute[], item: AttributeMap): number {
  let size = 0
  for (const { name, type } of attributes) {
    if (type !== 'N') size += valueSizeBytes(getMember(item, name) as AttributeValue)
  }
  return size
}

function isEmpty(value: AttributeValue): boolean {
  return value.S === '' || value.B?.length === 0
}

function kindOf(value: AttributeValue): 'binary' | 'string' {
  return value.B === undefined ? 'string' : 'binary'
}
