import { assert } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { EntryKey } from '../storage/entry-key.js'
import { assertKeySizes, assertNotEmpty, primaryKeyOfRequest } from '../tables/item-keys.js'
import type { KeySchema } from '../tables/key-schema.js'
import { cloneValue, getMember, setMember, typeOf } from '../values/index.js'
import type { ReadSource } from './read-source.js'

/** Throws unless a starting key has as many attributes as the keys of the table and the index together. */
export function assertStartKeyComplete(source: ReadSource, startKey: AttributeMap, refusal: string): void {
  if (Object.keys(startKey).length !== startKeyNames(source).length) throw invalidRequest(refusal)
}

/** Throws unless the starting key has the key attributes of the source, with their types, and none is too long. */
export function assertStartKeyFits(key: KeySchema, startKey: AttributeMap): void {
  for (const { name, type } of key.attributes) {
    const value = getMember(startKey, name)
    if (value === undefined) throw invalidRequest(messages.startKeyInvalid)
    if (typeOf(value) !== type) throw invalidRequest(messages.keyMismatch)
    assertNotEmpty(name, value)
  }
  assertKeySizes(key, startKey)
}

/** The entry after which a page continues. Throws unless the starting key holds the key of the table. */
export function startEntry(source: ReadSource, startKey: AttributeMap): EntryKey {
  const primaryKey: AttributeMap = {}
  for (const { name } of source.table.schema.key.attributes) {
    const value = getMember(startKey, name)
    if (value !== undefined) setMember(primaryKey, name, value)
  }
  const primary = placed(source, primaryKey)
  if (source.index === undefined) return primary
  const entry = source.key.entryKeyOf(startKey, primary)
  assert(entry !== undefined, 'a starting key that was validated is complete')
  return entry
}

/** The starting key with which a read continues after an entry. */
export function lastEvaluatedKey(source: ReadSource, item: AttributeMap): AttributeMap {
  const key: AttributeMap = {}
  for (const name of startKeyNames(source))
    setMember(key, name, cloneValue(getMember(item, name) as AttributeValue))
  return key
}

function placed(source: ReadSource, primaryKey: AttributeMap): EntryKey {
  try {
    return primaryKeyOfRequest(source.table.schema, primaryKey)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    throw invalidRequest(messages.startKeyInvalidBecause(error.message))
  }
}

function startKeyNames({ table, index }: ReadSource): string[] {
  const names = new Set(table.schema.key.attributes.map(({ name }) => name))
  for (const { name } of index?.schema.key.attributes ?? []) names.add(name)
  return [...names]
}
