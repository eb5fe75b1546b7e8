import { unreachable } from '../../core/assert.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ReturnValue } from '../../protocol/items.js'
import { projectPaths } from '../expressions/index.js'
import type { PreparedWrite } from './prepared-write.js'

/** What a write gives back of the item, which it shares; undefined when there is nothing of it. */
export function returnedAttributes(
  returnValues: ReturnValue,
  prepared: PreparedWrite,
): AttributeMap | undefined {
  switch (returnValues) {
    case 'NONE':
      return undefined
    case 'ALL_OLD':
      return prepared.previous?.item
    case 'ALL_NEW':
      return prepared.next?.item
    case 'UPDATED_OLD':
      return updatedPart(prepared, prepared.previous?.item)
    case 'UPDATED_NEW':
      return updatedPart(prepared, prepared.next?.item)
    default:
      return unreachable(returnValues)
  }
}

function updatedPart({ applied }: PreparedWrite, item: AttributeMap | undefined): AttributeMap | undefined {
  return applied && item && projectPaths(applied.touched, item)
}
