import type { Leaf } from './reference.types.js'

/**
 * Every path of an item, as text: `'status'`, `'address.city'`, `'lines[0].sku'`; four levels deep. Worked out only
 * where a projection asks for it.
 */
export type Path<TItem> = PathBelow<TItem, [0, 0, 0]>

type PathBelow<TValue, TDepth extends readonly 0[]> = {
  [TName in keyof TValue & string]-?:
    | TName
    | (TDepth extends readonly [0, ...infer TRest extends readonly 0[]]
        ? `${TName}${Suffix<NonNullable<TValue[TName]>, TRest>}`
        : never)
}[keyof TValue & string]

type Suffix<TValue, TDepth extends readonly 0[]> = TValue extends Leaf
  ? never
  : TValue extends readonly (infer TElement)[]
    ? | `[${number}]`
      | (TDepth extends readonly [0, ...infer TRest extends readonly 0[]]
          ? `[${number}]${Suffix<NonNullable<TElement>, TRest>}`
          : never)
    : `.${PathBelow<TValue, TDepth>}`

/** An item narrowed to the paths of a projection; of a list, the elements that were asked for, in order. */
export type Projected<TItem, TPath extends string> = {
  [TName in keyof TItem as TName extends Head<TPath> ? TName : never]: TName extends TPath
    ? TItem[TName]
    : ProjectedBelow<TItem[TName], TPath, TName & string>
}

type ProjectedBelow<TValue, TPath extends string, TName extends string> = TValue extends Leaf
  ? TValue
  : TValue extends readonly (infer TElement)[]
    ? [IndexTail<TPath, TName>] extends [never]
      ? TElement[]
      : Projected<NonNullable<TElement>, IndexTail<TPath, TName>>[]
    : Projected<TValue, TPath extends `${TName}.${infer TTail}` ? TTail : never>

type IndexTail<
  TPath extends string,
  TName extends string,
> = TPath extends `${TName}[${number}].${infer TTail}` ? TTail : never

type Head<TPath extends string> = TPath extends `${infer TBefore}[${string}`
  ? Head<TBefore>
  : TPath extends `${infer TBefore}.${string}`
    ? TBefore
    : TPath
