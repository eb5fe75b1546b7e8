import type { AttributeMap } from '../protocol/attribute-value.js'
import type { SoftDeleteModel } from '../schema/index.js'

/**
 * A stored item with the attributes back in their places that its deletion moved out of the way of an index. An optional one
 * that was absent stands there as null.
 */
export function unparked(
  { attribute, parked }: SoftDeleteModel,
  stored: Readonly<AttributeMap>,
): Readonly<AttributeMap> {
  if (parked.length === 0 || stored[attribute] === undefined) return stored
  const whole: AttributeMap = { ...stored }
  for (const { field, storedName } of parked) {
    const value = stored[storedName]
    delete whole[storedName]
    if (value !== undefined && value.NULL === undefined) whole[field.storedName] = value
  }
  return whole
}
