import type { AttributeType } from '../protocol/attribute-value.js'
import type { Reference, References, SizeReference, Subject } from './reference.types.js'

/** A condition or filter, made by the operators; combine with `and`, `or` and `not`. Immutable. */
export interface Condition {
  readonly '~condition': true
  /** Both must hold. */
  and(other: Condition, ...others: Condition[]): Condition
  /** At least one must hold. */
  or(other: Condition, ...others: Condition[]): Condition
  /** It must not hold. */
  not(): Condition
}

/** A value to compare with: one of the same type, another place in the item, or a size. */
export type Operand<TValue> = NoInfer<TValue> | Subject<NoInfer<TValue>>

/** What `contains` looks for: part of a string, or an element of a set or list. */
export type Contained<TValue> =
  NonNullable<TValue> extends string
    ? string
    : NonNullable<TValue> extends ReadonlySet<infer TElement>
      ? TElement
      : NonNullable<TValue> extends readonly (infer TElement)[]
        ? TElement
        : never

/**
 * The operators and functions of DynamoDB's condition language, typed by the place they are applied to.
 *
 * @example
 * ```ts
 * db.orders.update(order, { set: { status: 'paid' } }, {
 *   where: (o, { gt, attributeExists }) => gt(o.totalCents, 0).and(attributeExists(o.address.city)),
 * })
 * // ConditionExpression: totalCents > :0 AND attribute_exists(address.city)
 * ```
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export interface ConditionOperators {
  /** `=` */
  eq<TValue>(left: Subject<TValue>, right: Operand<TValue>): Condition
  /** `<>`: also true where the place is empty. */
  ne<TValue>(left: Subject<TValue>, right: Operand<TValue>): Condition
  /** `<` */
  lt<TValue>(left: Subject<TValue>, right: Operand<TValue>): Condition
  /** `<=` */
  lte<TValue>(left: Subject<TValue>, right: Operand<TValue>): Condition
  /** `>` */
  gt<TValue>(left: Subject<TValue>, right: Operand<TValue>): Condition
  /** `>=` */
  gte<TValue>(left: Subject<TValue>, right: Operand<TValue>): Condition
  /** `BETWEEN`, both bounds included. */
  between<TValue>(left: Subject<TValue>, lower: Operand<TValue>, upper: Operand<TValue>): Condition
  /** `IN`, with 1 to 100 values. */
  isIn<TValue>(left: Subject<TValue>, values: readonly Operand<TValue>[]): Condition
  /** `attribute_exists` */
  attributeExists(place: Reference<unknown>): Condition
  /** `attribute_not_exists` */
  attributeNotExists(place: Reference<unknown>): Condition
  /** `attribute_type` */
  attributeType(place: Reference<unknown>, type: AttributeType): Condition
  /** `begins_with` */
  beginsWith<TValue extends string | Uint8Array | null>(
    place: Reference<TValue>,
    prefix: TValue extends string ? string | Reference<string> : Operand<TValue>,
  ): Condition
  /** `contains` */
  contains<TValue>(
    place: Reference<TValue>,
    value: Contained<TValue> | Reference<Contained<TValue>>,
  ): Condition
  /** `size`: a number to compare by the other operators. */
  size(place: Reference<unknown>): SizeReference
  and(first: Condition, ...others: Condition[]): Condition
  or(first: Condition, ...others: Condition[]): Condition
  not(condition: Condition): Condition
}

/** Builds a condition over an item from references to its attributes. */
export type ConditionBuilder<TItem> = (item: References<TItem>, operators: ConditionOperators) => Condition
