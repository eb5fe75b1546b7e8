import type { TypeMessage } from '../core/types/message.types.js'
import type { References } from '../expressions/index.js'
import type { UpdateAction, UpdateOperators } from '../expressions/index.js'
import type { AnyEntityTypes } from '../schema/index.js'

/**
 * Changes to an item, by verb: each names attributes of the schema. The type parameters after the entity's types are
 * what one call says: the names that each verb changes, those that the target brings, and what the indexes miss.
 */
export interface Changes<
  TTypes extends AnyEntityTypes,
  TTarget,
  TSet,
  TAdd,
  TAppend,
  TPrepend,
  TDelete,
  TRemove,
  TApply,
  TMissing,
> {
  /** New values. */
  readonly set?: { readonly [TName in keyof TSet]: SetValue<TTypes, TName, TMissing> }
  /** Added to numbers (0 where there is none); elements added to sets. */
  readonly add?: {
    readonly [TName in keyof TAdd]: TName extends Exclude<
      TTypes['indexed'][keyof TTypes['indexed']],
      keyof TTarget
    >
      ? TypeMessage<`${TName & string} is part of an index: pass the item you read, or set it`>
      : Addable<SetValue<TTypes, TName, TMissing>, TName>
  }
  /** Elements put at the end of lists. */
  readonly append?: { readonly [TName in keyof TAppend]: Listed<TTypes, TName> }
  /** Elements put at the beginning of lists. */
  readonly prepend?: { readonly [TName in keyof TPrepend]: Listed<TTypes, TName> }
  /** Elements taken out of sets. */
  readonly delete?: { readonly [TName in keyof TDelete]: Elements<TTypes, TName> }
  /** Optional attributes to take away. */
  readonly remove?: readonly Removed<TTypes, TRemove>[]
  /** Everything else that the update language can say, nested places included. */
  readonly apply?: (
    item: References<TTypes['stored']>,
    operators: UpdateOperators,
  ) => readonly Applied<TTypes, TApply>[]
}

/**
 * Index completeness (rule K7): the access patterns that a change of `TTouched` reaches and whose attributes are not
 * all known; `never` where nothing is missing.
 */
export type Incomplete<TIndexed, TTouched, TKnown, TDrop> = {
  [TPattern in keyof TIndexed]: [TIndexed[TPattern]] extends [TKnown]
    ? never
    : [TIndexed[TPattern] & TTouched] extends [never]
      ? never
      : TPattern extends TDrop
        ? never
        : {
            /** Where the sentence is said: at every attribute, since the library itself changes one of the pattern's. */
            attributes: TIndexed[TPattern]
            message: TypeMessage<`access pattern ${TPattern & string} also needs ${Exclude<TIndexed[TPattern], TKnown> & string}: set it, pass the item you read, or reindex`>
          }
}[keyof TIndexed]

type SetValue<TTypes extends AnyEntityTypes, TName, TMissing> = TName extends keyof TTypes['settable']
  ? [TMissing] extends [never]
    ? TTypes['settable'][TName]
    : Reported<TMissing, TName, TTypes['settable'][TName]>
  : TypeMessage<`${TTypes['name']} has no attribute ${TName & string}`>

/** The sentence of an incomplete pattern that the attribute is part of, otherwise `TValue`. */
type Reported<TMissing, TName, TValue> =
  Extract<TMissing, { patterns: TName }> extends infer TOwn
    ? [TOwn] extends [never]
      ? TValue
      : TOwn['message' & keyof TOwn]
    : never

type Addable<TValue, TName> =
  NonNullable<TValue> extends number | bigint | ReadonlySet<unknown> | TypeMessage<string>
    ? NonNullable<TValue>
    : TypeMessage<`${TName & string} is neither a number nor a set`>

type Value<TTypes extends AnyEntityTypes, TName> = SetValue<TTypes, TName, never>

type Listed<TTypes extends AnyEntityTypes, TName> =
  NonNullable<Value<TTypes, TName>> extends readonly (infer TElement)[]
    ? readonly TElement[]
    : Value<TTypes, TName> extends infer TMessage extends TypeMessage<string>
      ? TMessage
      : TypeMessage<`${TName & string} is not a list`>

type Elements<TTypes extends AnyEntityTypes, TName> =
  NonNullable<Value<TTypes, TName>> extends ReadonlySet<unknown>
    ? NonNullable<Value<TTypes, TName>>
    : TypeMessage<`${TName & string} is not a set`>

type Removed<TTypes extends AnyEntityTypes, TName> = TName extends keyof TTypes['settable']
  ? undefined extends TTypes['settable'][TName]
    ? TName
    : TypeMessage<`${TName & string} is required: it can be set, not removed`>
  : TypeMessage<`${TTypes['name']} has no attribute ${TName & string}`>

type Applied<TTypes extends AnyEntityTypes, TRoot> = [
  Extract<TRoot, TTypes['indexed'][keyof TTypes['indexed']] | TTypes['keyNames']>,
] extends [never]
  ? UpdateAction<TRoot & string>
  : TypeMessage<`${Extract<TRoot, TTypes['indexed'][keyof TTypes['indexed']] | TTypes['keyNames']> & string} is part of a key: use set`>
