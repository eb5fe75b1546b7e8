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

/**
 * Throws unless the starting key has the key attributes of the table and of the index, with their types, no others, and
 * none in the index is too long.
 */
export function assertStartKeyFits(
  source: ReadSource,
  startKey: AttributeMap,
  refusal: string = messages.startKeyInvalid,
): void {
  const { table, key } = source
  const isComplete = Object.keys(startKey).length === startKeyNames(source).length
  if (!isComplete || !hasAttributes(table.schema.key, startKey) || !hasAttributes(key, startKey)) {
    throw invalidRequest(refusal)
  }
  if (source.index === undefined) return
  for (const { name } of key.attributes) assertNotEmpty(name, getMember(startKey, name) as AttributeValue)
  assertKeySizes(key, startKey)
}

function hasAttributes(key: KeySchema, startKey: AttributeMap): boolean {
  return key.attributes.every(({ name, type }) => {
    const value = getMember(startKey, name)
    return value !== undefined && typeOf(value) === type
  })
}

/** A scan of a table with indexes blames one of them for a key attribute of the wrong type: its own, if it reads one. */
export function assertStartKeyTypes({ table, index }: ReadSource, startKey: AttributeMap): void {
  const { key, indexesByName } = table.schema
  const indexes = index === undefined ? indexesByName : [index.schema, ...indexesByName]
  for (const [name, value] of Object.entries(startKey)) {
    for (const blamed of indexes) {
      const attributes = [...key.attributes, ...blamed.key.attributes]
      const type = attributes.find((attribute) => attribute.name === name)?.type
      if (type === undefined || typeOf(value) === type) continue
      throw invalidRequest(messages.indexKeyTypeMismatch(name, type, typeOf(value), blamed.name))
    }
  }
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
