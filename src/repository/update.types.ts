import type { TypeMessage } from '../core/types/message.types.js'
import type { References, UpdateAction, UpdateOperators } from '../expressions/index.js'
import type { AnyEntityTypes, Unsettable } from '../schema/index.js'

/**
 * Changes to an item, by verb: each names attributes of the schema. The type parameters after the entity's types are
 * what one call says: the names whose old values are known, those that each verb changes, and what is missing.
 */
export interface Changes<
  TTypes extends AnyEntityTypes,
  TRead,
  TSet,
  TAdd,
  TAppend,
  TPrepend,
  TDelete,
  TRemove,
  TMissing,
> {
  /** New values. */
  readonly set?: { readonly [TName in keyof TSet]: SetValue<TTypes, TName, TMissing> }
  /** Added to numbers (0 where there is none); elements added to sets. */
  readonly add?: {
    readonly [TName in keyof TAdd]: TName extends Exclude<TTypes['indexed'][keyof TTypes['indexed']], TRead>
      ? TypeMessage<`${TName & string} is part of an index: pass the item you read, or set it`>
      : Added<TTypes, TName, TMissing>
  }
  /** Elements put at the end of lists. */
  readonly append?: { readonly [TName in keyof TAppend]: Listed<TTypes, TName, TMissing> }
  /** Elements put at the beginning of lists. */
  readonly prepend?: { readonly [TName in keyof TPrepend]: Listed<TTypes, TName, TMissing> }
  /** Elements taken out of sets. */
  readonly delete?: { readonly [TName in keyof TDelete]: Elements<TTypes, TName, TMissing> }
  /** Optional attributes to take away. */
  readonly remove?: readonly Removed<TTypes, TRemove, TMissing>[]
  /** Everything else that the update language can say, nested places included. */
  readonly apply?: (
    item: References<TTypes['stored']>,
    operators: UpdateOperators<Refusals<TTypes, TMissing>>,
  ) => readonly UpdateAction[]
}

/**
 * Index completeness (rule K7): what the access patterns that a change reaches need and nobody knows, each with the
 * changed attributes at which to say so; `never` where nothing is missing. `TWritten` are the attributes that are set or
 * added to, `TComputed` those whose new value only DynamoDB knows.
 */
export type Incomplete<TTypes extends AnyEntityTypes, TWritten, TComputed, TRemoved, TKnown, TDrop> =
  | IncompleteDerived<TTypes['derived'], TWritten | TComputed | TRemoved, TComputed, TKnown | TRemoved>
  | IncompletePatterns<
      TTypes['indexed'],
      TWritten,
      TTypes['touched'] | DerivedFrom<TTypes['derived'], TWritten | TComputed | TRemoved>,
      TRemoved,
      | TKnown
      | Exclude<TTypes['touched'], keyof TTypes['lock']>
      | DerivedFrom<TTypes['derived'], TWritten | TComputed | TRemoved>,
      TDrop
    >

/** A sentence, and the attributes whose change it is said at. */
interface Missing<TAt, TSentence extends string> {
  at: TAt
  sentence: TypeMessage<TSentence>
}

/** `TTouched` are the attributes that the library changes, on its own or because they follow others. */
type IncompletePatterns<TIndexed, TWritten, TTouched, TRemoved, TKnown, TDrop> = {
  [TPattern in keyof TIndexed]: [TIndexed[TPattern]] extends [TKnown]
    ? never
    : [TIndexed[TPattern] & (TWritten | TTouched)] extends [never]
      ? never
      : TPattern extends TDrop
        ? never
        : // Without one of its parts the item leaves the index.
          [TIndexed[TPattern] & TRemoved] extends [never]
          ? Missing<
              // What only the library changes is said anywhere.
              [TIndexed[TPattern] & TWritten] extends [never] ? string : TIndexed[TPattern] & TWritten,
              `access pattern ${TPattern & string} also needs ${Exclude<TIndexed[TPattern], TKnown> & string}: set it, pass the item you read, or reindex`
            >
          : never
}[keyof TIndexed]

/** Derived attributes that have to be worked out anew, of attributes that are not all known. */
type IncompleteDerived<TDerived, TChanged, TComputed, TKnown> = {
  [TName in keyof TDerived]: [TDerived[TName] & TChanged] extends [never]
    ? never
    : [TDerived[TName] & TComputed] extends [never]
      ? [TDerived[TName]] extends [TKnown]
        ? never
        : Missing<
            TDerived[TName] & TChanged,
            `derived attribute ${TName & string} also needs ${Exclude<TDerived[TName], TKnown> & string}: set it, pass the item you read, or reindex`
          >
      : Missing<
          TDerived[TName] & TComputed,
          `${TName & string} is derived from ${TDerived[TName] & TComputed & string}: use set`
        >
}[keyof TDerived]

/** The derived attributes that follow a change. */
type DerivedFrom<TDerived, TChanged> = {
  [TName in keyof TDerived]: [TDerived[TName] & TChanged] extends [never] ? never : TName
}[keyof TDerived]

type SetValue<TTypes extends AnyEntityTypes, TName, TMissing> = TName extends keyof TTypes['settable']
  ? [TMissing] extends [never]
    ? TTypes['settable'][TName]
    : Reported<TMissing, TName, TTypes['settable'][TName]>
  : TypeMessage<`${TTypes['name']} has no attribute ${TName & string}`>

/** The sentence of what is missing because the attribute changes, otherwise `TValue`. */
type Reported<TMissing, TName, TValue> = [SentenceAt<TMissing, TName>] extends [never]
  ? TValue
  : SentenceAt<TMissing, TName>

type SentenceAt<TMissing, TName> =
  TMissing extends Missing<infer TAt, infer TSentence> ? (TName extends TAt ? TSentence : never) : never

/** What the verbs other than `set` take: `TValue`, or a sentence where it cannot be, or may not be now. */
type Verb<
  TTypes extends AnyEntityTypes,
  TName,
  TMissing,
  TValue,
  TOtherwise extends string,
> = TName extends keyof TTypes['settable']
  ? [TValue] extends [never]
    ? TTypes['settable'][TName] extends Unsettable
      ? TTypes['settable'][TName]
      : TypeMessage<`${TName & string} ${TOtherwise}`>
    : Reported<TMissing, TName, TValue>
  : TypeMessage<`${TTypes['name']} has no attribute ${TName & string}`>

type Settable<TTypes extends AnyEntityTypes, TName> = NonNullable<
  TTypes['settable'][TName & keyof TTypes['settable']]
>

/** A number, or elements of a set. */
type Added<TTypes extends AnyEntityTypes, TName, TMissing> = Verb<
  TTypes,
  TName,
  TMissing,
  Settable<TTypes, TName> extends number | bigint | ReadonlySet<unknown> ? Settable<TTypes, TName> : never,
  'is neither a number nor a set'
>

/** Elements of a list. */
type Listed<TTypes extends AnyEntityTypes, TName, TMissing> = Verb<
  TTypes,
  TName,
  TMissing,
  Settable<TTypes, TName> extends readonly (infer TElement)[] ? readonly TElement[] : never,
  'is not a list'
>

/** Elements of a set. */
type Elements<TTypes extends AnyEntityTypes, TName, TMissing> = Verb<
  TTypes,
  TName,
  TMissing,
  Settable<TTypes, TName> extends ReadonlySet<unknown> ? Settable<TTypes, TName> : never,
  'is not a set'
>

type Removed<TTypes extends AnyEntityTypes, TName, TMissing> = TName extends keyof TTypes['settable']
  ? undefined extends TTypes['settable'][TName]
    ? Reported<TMissing, TName, TName>
    : TypeMessage<`${TName & string} is required: it can be set, not removed`>
  : TypeMessage<`${TTypes['name']} has no attribute ${TName & string}`>

/** Why an action may not change an attribute; `never` where it may. */
type Refusals<TTypes extends AnyEntityTypes, TMissing> = {
  readonly [TName in keyof TTypes['stored']]-?: TName extends keyof TTypes['settable']
    ? TTypes['settable'][TName] extends Unsettable
      ? TTypes['settable'][TName]
      : TName extends TTypes['indexed'][keyof TTypes['indexed']]
        ? TypeMessage<`${TName & string} is part of an index: use set`>
        : TName extends TTypes['derived'][keyof TTypes['derived']]
          ? TypeMessage<`${DerivedFrom<TTypes['derived'], TName> & string} is derived from ${TName & string}: use set`>
          : SentenceAt<TMissing, TName>
    : TypeMessage<`${TName & string} is kept by the library: it cannot be changed`>
}
