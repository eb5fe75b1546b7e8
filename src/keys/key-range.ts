/**
 * A range over the values of the hole after the given ones. Strings compare as DynamoDB compares them: by UTF-8 bytes,
 * which is the order of code points.
 *
 * @example
 * ```ts
 * template.condition({ status: 'paid' }, { gte: new Date('2026-01-01'), lt: new Date('2026-02-01') })
 * ```
 */
export type RangeInput =
  | { readonly equals: unknown }
  | { readonly beginsWith: string }
  | { readonly between: readonly [lowest: unknown, highest: unknown] }
  | {
      readonly lt?: unknown
      readonly lte?: unknown
      readonly gt?: unknown
      readonly gte?: unknown
    }

/**
 * What one sort key condition of DynamoDB can say, with the operators as they are written in a KeyConditionExpression.
 * `all` is no condition on the sort key; `none` matches nothing, so that no request is needed.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
export type KeyRange =
  | { readonly operator: 'all' }
  | { readonly operator: 'none' }
  | { readonly operator: '=' | '<' | '<=' | '>' | '>='; readonly value: string }
  | { readonly operator: 'begins_with'; readonly value: string }
  | { readonly operator: 'BETWEEN'; readonly lower: string; readonly upper: string }
