import type { Leaf } from './reference.types.js'

/**
 * Every path of an item, as text: `'status'`, `'address.city'`, `'lines[0].sku'`; four names deep. Worked out only
 * where a projection asks for it.
 */
export type Path<TItem> = PathBelow<TItem, [0, 0, 0]>

/** Of several forms, the paths of each. */
type PathBelow<TForm, TDepth extends readonly 0[]> = TForm extends unknown
  ? {
      [TName in keyof TForm & string]-?:
        | TName
        | (TDepth extends readonly [0, ...infer TRest extends readonly 0[]]
            ? `${TName}${Suffix<NonNullable<TForm[TName]>, TRest>}`
            : never)
    }[keyof TForm & string]
  : never

type Suffix<TValue, TDepth extends readonly 0[]> = [TDepth] extends [never]
  ? never
  : TValue extends Leaf
    ? never
    : TValue extends readonly (infer TElement)[]
      ? `[${number}]` | `[${number}]${Suffix<NonNullable<TElement>, DepthAfter<TElement, TDepth>>}`
      : `.${PathBelow<TValue, TDepth>}`

/** Lists of lists use up the depth too, so that a list of itself has an end. */
type DepthAfter<TElement, TDepth extends readonly 0[]> =
  NonNullable<TElement> extends readonly unknown[]
    ? TDepth extends readonly [0, ...infer TRest extends readonly 0[]]
      ? TRest
      : never
    : TDepth

/**
 * An item narrowed to the paths of a projection; of a list, the elements that were asked for, in order. Of a value with
 * several forms, each form is narrowed by itself.
 */
export type Projected<TItem, TPath extends string> = Attributes<TItem, `.${TPath}`>

/** What `TTail`, the rest of each path, leaves of a value; a rest that is empty asks for all of it. */
type Narrowed<TValue, TTail extends string> = '' extends TTail
  ? TValue
  : TValue extends Leaf
    ? TValue
    : TValue extends readonly (infer TElement)[]
      ? ElementAt<TElement, TTail, Index<TTail>>[]
      : Attributes<TValue, TTail>

type Attributes<TForm, TTail extends string> = {
  [TName in keyof TForm as [AfterName<TTail, TName>] extends [never] ? never : TName]: Narrowed<
    TForm[TName],
    AfterName<TTail, TName>
  >
}

/** Where any name will do, as in records, a name ends at the first separator. */
type AfterName<TTail extends string, TName> = string extends TName
  ? AfterAnyName<TTail>
  : After<TTail, `.${TName & string}`>

type AfterAnyName<TTail extends string> = TTail extends `.${infer TText}`
  ? TText extends `${infer TName}[${infer TRest}`
    ? TName extends `${string}.${string}`
      ? AfterDot<TText>
      : `[${TRest}`
    : AfterDot<TText>
  : never

type AfterDot<TText extends string> = TText extends `${string}.${infer TRest}` ? `.${TRest}` : ''

/** One type for each index that is asked for, since each may be asked for other things. */
type ElementAt<TElement, TTail extends string, TIndex extends string> = TIndex extends string
  ? Narrowed<TElement, After<TTail, `[${TIndex}]`>>
  : never

/** What is left of the paths that begin with `TStep`. */
type After<TTail extends string, TStep extends string> = TTail extends TStep
  ? ''
  : TTail extends `${TStep}${infer TRest extends `.${string}` | `[${string}`}`
    ? TRest
    : never

type Index<TTail extends string> = TTail extends `[${infer TIndex}]${string}` ? TIndex : never
