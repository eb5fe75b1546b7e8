import type { AttributeValue } from './attribute-value.js'

/** Parameters that expressions have replaced; the service still takes them. */

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html */
export type ComparisonOperator =
  | 'BEGINS_WITH'
  | 'BETWEEN'
  | 'CONTAINS'
  | 'EQ'
  | 'GE'
  | 'GT'
  | 'IN'
  | 'LE'
  | 'LT'
  | 'NE'
  | 'NOT_CONTAINS'
  | 'NOT_NULL'
  | 'NULL'
export type ConditionalOperator = 'AND' | 'OR'
export type AttributeAction = 'ADD' | 'DELETE' | 'PUT'

/** One condition of a filter or on a key. */
export interface Condition {
  AttributeValueList?: AttributeValue[] | undefined
  ComparisonOperator: ComparisonOperator | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExpectedAttributeValue.html */
export interface ExpectedAttributeValue {
  Value?: AttributeValue | undefined
  Exists?: boolean | undefined
  ComparisonOperator?: ComparisonOperator | undefined
  AttributeValueList?: AttributeValue[] | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValueUpdate.html */
export interface AttributeValueUpdate {
  Value?: AttributeValue | undefined
  Action?: AttributeAction | undefined
}

/** What a write of its own may be made to depend on without an expression. */
export interface LegacyConditional {
  Expected?: Record<string, ExpectedAttributeValue> | undefined
  ConditionalOperator?: ConditionalOperator | undefined
}
