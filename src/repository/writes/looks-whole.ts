import type { EntityRuntime, Values } from '../entity-runtime.js'
import { ownValue } from './own-value.js'

/**
 * Whether a target is a whole item, so that an attribute that it lacks is absent: it shows every attribute that items
 * must have, and is not what a projection left of one. Where only the key is required, an item that has nothing else
 * cannot be told from a key, and is taken for one: a key asks for more, an item would claim more.
 */
export function looksWhole(runtime: EntityRuntime, target: Values): boolean {
  const { model, requiredNames, keyNames, partialRows } = runtime
  if (partialRows.has(target)) return false
  if (requiredNames.length > 0) return requiredNames.every((name) => ownValue(target, name) !== undefined)
  return model.fields.some(({ name }) => !keyNames.includes(name) && ownValue(target, name) !== undefined)
}
