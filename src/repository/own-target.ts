import { MonotableError } from '../core/errors.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { looksWhole } from './writes/looks-whole.js'
import { ownValue } from './writes/own-value.js'

/**
 * Refuses an item of another entity as the target of a write: the version that it was read with would be taken for one of
 * this entity's, and may be equal to it by chance. It is told by an attribute that the entity has not, where the target is
 * no whole item of it. What has no version gives no lock, and may be any object with the key.
 *
 * @throws MonotableError `repository.target`
 */
export function ownTarget(runtime: EntityRuntime, target: Values): Values {
  const { name: entity, version, rest, byName } = runtime.model
  if (version === undefined || rest !== undefined || typeof target !== 'object' || target === null)
    return target
  if (ownValue(target, version) === undefined) return target
  for (const attribute in target)
    if (!byName.has(attribute) && !runtime.partialRows.has(target) && !looksWhole(runtime, target))
      throw new MonotableError(
        'repository.target',
        `${entity}: what is passed has a ${version}, and ${attribute}, which ${entity} has not, but not all that its items have: it is an item of another entity. Pass one of ${entity}, or a key: ${runtime.keyNames.join(', ')}`,
        { entity, attribute, attributes: runtime.keyNames },
      )
  return target
}
