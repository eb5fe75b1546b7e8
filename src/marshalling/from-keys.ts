import type { AttributeMap } from '../protocol/attribute-value.js'
import type { EntityModel } from '../schema/index.js'
import type { KeyWriter } from './entity-keys.js'
import type { ItemCodec } from './item-codec.js'

/**
 * A stored item with the attributes that stand in its primary key alone, as other programs write them, beside it: templates
 * give them back (rule K3). Undefined where none is missing, or where the key is not of the entity's templates.
 */
export function completedFromKeys(
  { primary, byName }: EntityModel,
  codec: ItemCodec,
  keys: KeyWriter,
  stored: Readonly<AttributeMap>,
): AttributeMap | undefined {
  let whole: AttributeMap | undefined
  for (const key of [...primary.partition, ...primary.sort]) {
    const absent = key.holes.filter((hole) => !Object.hasOwn(stored, byName.get(hole)?.storedName ?? hole))
    const formed = stored[key.name]
    if (absent.length === 0 || formed === undefined) continue
    const values = keys.read(key, formed)
    for (const hole of absent) {
      const value = values?.[hole]
      const encoded = value === undefined ? undefined : codec.attribute(hole)?.codec.encode(value)
      if (encoded === undefined) return undefined
      whole ??= { ...stored }
      whole[byName.get(hole)?.storedName ?? hole] = encoded
    }
  }
  return whole
}
