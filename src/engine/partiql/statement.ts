import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ConditionNode, UpdateNode } from '../expressions/index.js'
import type { NamedProjection } from './named-projection.js'

/** A statement that has been understood as far as it can be without its table. */
export type Statement =
  SelectStatement | InsertStatement | UpdateStatement | DeleteStatement | ExistsStatement
export type WriteStatement = InsertStatement | UpdateStatement | DeleteStatement | ExistsStatement

export interface SelectStatement {
  readonly kind: 'select'
  readonly tableName: string
  readonly indexName: string | undefined
  /** Undefined for all attributes. */
  readonly projection: NamedProjection | undefined
  readonly condition: ConditionNode | undefined
  readonly order: readonly OrderTerm[]
}
export interface OrderTerm {
  readonly attribute: string
  readonly isDescending: boolean
}
export interface InsertStatement {
  readonly kind: 'insert'
  readonly tableName: string
  readonly item: AttributeMap
  /** INSERT gives nothing back. */
  readonly returning: undefined
}
export interface UpdateStatement {
  readonly kind: 'update'
  readonly tableName: string
  readonly update: UpdateNode
  readonly condition: ConditionNode | undefined
  readonly returning: Returning | undefined
}
export interface DeleteStatement {
  readonly kind: 'delete'
  readonly tableName: string
  readonly condition: ConditionNode | undefined
  readonly returning: Returning | undefined
}
/** A condition on an item that the other statements of a transaction depend on. */
export interface ExistsStatement {
  readonly kind: 'exists'
  readonly tableName: string
  readonly indexName: string | undefined
  readonly condition: ConditionNode | undefined
}
export type Returning = 'ALL_NEW' | 'ALL_OLD' | 'UPDATED_NEW' | 'UPDATED_OLD'
