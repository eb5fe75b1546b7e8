import { attributeMap, list, string, structure } from '../shape.js'
import type { StructureShape } from '../shape.js'

const cancellationReason = structure('CancellationReason', {
  Item: attributeMap,
  Code: string,
  Message: string,
})

const throttlingReason = structure('ThrottlingReason', {
  reason: string,
  resource: string,
})

/** What errors carry beside their text: each of them at most one of these. */
export const errorMembers: StructureShape = structure('ServiceError', {
  Item: attributeMap,
  CancellationReasons: list(cancellationReason),
  ThrottlingReasons: list(throttlingReason),
  throttlingReasons: list(throttlingReason),
})
