import type { AttributeMap, AttributeType } from '../../protocol/attribute-value.js'
import type { ConditionNode, UpdateNode } from '../expressions/index.js'

interface ConditionalWrite {
  readonly tableName: string
  readonly condition: ConditionNode | undefined
  /** Whether a refusal by the condition carries the item that stands there. */
  readonly returnsItemOnFailure: boolean
}

export interface PutRequest extends ConditionalWrite {
  readonly kind: 'put'
  /** Whether an item that is there already is a duplicate: a statement inserts. */
  readonly isInsert?: boolean | undefined
  readonly item: AttributeMap
  readonly sizeBytes: number
}
export interface UpdateRequest extends ConditionalWrite {
  readonly kind: 'update'
  readonly key: AttributeMap
  /** Undefined for an update that only sees to it that the item is there. */
  readonly update: UpdateNode | undefined
  /** Set for an update without an expression: the types that attributes must have where they are there. */
  readonly legacyTypes?: ReadonlyMap<string, AttributeType> | undefined
}
export interface DeleteRequest extends ConditionalWrite {
  readonly kind: 'delete'
  readonly key: AttributeMap
}
export interface CheckRequest extends ConditionalWrite {
  readonly kind: 'check'
  readonly key: AttributeMap
}

/** One write of an item, validated as far as it can be without its table. */
export type WriteRequest = PutRequest | UpdateRequest | DeleteRequest | CheckRequest

/** Attributes among which the key of the written item is. */
export function keyedAttributes(write: WriteRequest): AttributeMap {
  return write.kind === 'put' ? write.item : write.key
}
