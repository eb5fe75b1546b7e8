import type { TypeMessage } from '../core/types/message.types.js'
import type { Reference, References } from './reference.types.js'

/** A change to one place of an item; `TRoot` is the attribute that it changes. */
export interface UpdateAction<out TRoot extends string = string> {
  readonly '~action': TRoot
}

/** A value that DynamoDB looks up in the item as it was, or a substitute: a part of the right side of `SET`. */
export interface UpdateValue<out TValue> {
  readonly '~updateValue': TValue
}

/** A sum, a difference or a joined list: it stands alone on the right side of `SET`, DynamoDB nests none of them. */
export interface UpdateResult<out TValue> {
  readonly '~updateResult': TValue
}

type UpdatePlain<TValue> = NoInfer<TValue> | Reference<NoInfer<TValue>>
type UpdateOperand<TValue> = UpdatePlain<TValue> | UpdateValue<NoInfer<TValue>>

type Elements<TValue> = NonNullable<TValue> extends ReadonlySet<unknown> ? NonNullable<TValue> : never

/** A place that an action may change; a sentence where `TRefusals` has one for its attribute. */
type Changed<TRefusals, TRoot extends string, TValue> = [TRefusals[TRoot & keyof TRefusals]] extends [never]
  ? Reference<TValue, TRoot>
  : TRefusals[TRoot & keyof TRefusals]

/**
 * The clauses and functions of DynamoDB's update language, typed by the place they change.
 *
 * @example
 * ```ts
 * db.orders.update(order, { apply: (o, { set, ifNotExists, plus }) => [
 *   set(o.address.city, 'Oslo'),
 *   set(o.views, plus(ifNotExists(o.views, 0), 1)),
 * ] })
 * // UpdateExpression: SET address.city = :0, #1 = if_not_exists(#1, :1) + :2
 * ```
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export interface UpdateOperators<TRefusals = {}> {
  /** `SET place = value` */
  set<TValue, TRoot extends string>(
    place: Changed<TRefusals, TRoot, TValue>,
    value: UpdateOperand<TValue> | UpdateResult<NoInfer<TValue>>,
  ): UpdateAction<TRoot>
  /** `REMOVE place` */
  remove<TRoot extends string, TRequired = false>(
    place: true extends TRequired
      ? TypeMessage<`${TRoot}: what is required can be set, not removed`>
      : Changed<TRefusals, TRoot, unknown> & { readonly '~required'?: TRequired },
  ): UpdateAction<TRoot>
  /** `ADD place value`: to a number (0 where there is none), or elements to a set. */
  add<TValue, TRoot extends string>(
    place: Changed<TRefusals, TRoot, TValue>,
    value: NonNullable<TValue> extends number | bigint
      ? NoInfer<NonNullable<TValue>>
      : NoInfer<Elements<TValue>>,
  ): UpdateAction<TRoot>
  /** `DELETE place elements`: elements from a set. */
  deleteElements<TValue, TRoot extends string>(
    place: Changed<TRefusals, TRoot, TValue>,
    elements: NoInfer<Elements<TValue>>,
  ): UpdateAction<TRoot>
  /** `if_not_exists(place, value)`: what is there, or the value where nothing is. */
  ifNotExists<TValue>(place: Reference<TValue>, value: UpdatePlain<TValue>): UpdateValue<TValue>
  /** `list_append(first, second)`: two lists as one. */
  listAppend<TElement>(
    first:
      | Reference<readonly TElement[] | null>
      | UpdateValue<readonly TElement[] | null>
      | readonly NoInfer<TElement>[],
    second:
      | Reference<readonly NoInfer<TElement>[] | null>
      | UpdateValue<readonly NoInfer<TElement>[] | null>
      | readonly NoInfer<TElement>[],
  ): UpdateResult<TElement[]>
  /** `left + right` */
  plus<TValue extends number | bigint | null>(
    left: Reference<TValue> | UpdateValue<TValue>,
    right: UpdateOperand<TValue>,
  ): UpdateResult<TValue>
  /** `left - right` */
  minus<TValue extends number | bigint | null>(
    left: Reference<TValue> | UpdateValue<TValue>,
    right: UpdateOperand<TValue>,
  ): UpdateResult<TValue>
}

/** Builds the actions of an update, of an entity that is not known. */
export type UpdateActionBuilder = (
  item: References<Record<string, never>>,
  operators: UpdateOperators,
) => readonly UpdateAction[]
