import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { Engine } from '../engine.js'
import type { ProjectionNode } from '../expressions/index.js'
import { projectItem } from '../expressions/index.js'
import { cloneItem } from '../values/index.js'

/** What a read returns of a stored item: in an object of the caller's own, unless the engine lends its items. */
export function returnedItem(
  { lends }: Pick<Engine, 'lends'>,
  item: AttributeMap,
  projection: ProjectionNode | undefined,
): AttributeMap {
  const given = projection === undefined ? item : projectItem(projection, item)
  return lends ? given : cloneItem(given)
}
