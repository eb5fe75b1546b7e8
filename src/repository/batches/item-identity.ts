import { canonicalNumber } from '../../marshalling/index.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type { EntityRuntime } from '../entity-runtime.js'

/**
 * A text for an item's place: equal for equal keys in one table, however DynamoDB writes their numbers, and different
 * for all others. Takes a key, or an item that has one.
 */
export function itemIdentity(
  { tableName, model: { primary } }: EntityRuntime,
  attributes: Readonly<AttributeMap>,
): string {
  let identity = `${tableName}\n`
  for (const { name } of primary.partition) identity += keyText(attributes[name])
  for (const { name } of primary.sort) identity += keyText(attributes[name])
  return identity
}

/** The length in front keeps what follows from being taken for part of it. */
function keyText(value: AttributeValue | undefined): string {
  if (value?.S !== undefined) return `S${value.S.length}:${value.S}`
  if (value?.N !== undefined) return `N${canonicalNumber(value.N)}:`
  return `B${value?.B?.length ?? 0}:${value?.B?.join(',') ?? ''}`
}
