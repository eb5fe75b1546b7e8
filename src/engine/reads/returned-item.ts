import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ProjectionNode } from '../expressions/index.js'
import { projectItem } from '../expressions/index.js'
import { cloneItem } from '../values/index.js'

/** What a read returns of a stored item, in an object of the caller's own. */
export function returnedItem(item: AttributeMap, projection: ProjectionNode | undefined): AttributeMap {
  return cloneItem(projection === undefined ? item : projectItem(projection, item))
}
