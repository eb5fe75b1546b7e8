import type { TypeMessage } from '../../core/types/message.types.js'
import type { AnyEntityTypes, Unsettable } from '../../schema/index.js'

/** What each verb takes for each attribute, where nothing is missing in a call. */
export interface ChangeValues<TTypes extends AnyEntityTypes> {
  readonly set: TTypes['settable']
  readonly add: { readonly [TName in keyof TTypes['settable']]?: Added<TTypes['settable'][TName], TName> }
  readonly append: { readonly [TName in keyof TTypes['settable']]?: Listed<TTypes['settable'][TName], TName> }
  readonly prepend: {
    readonly [TName in keyof TTypes['settable']]?: Listed<TTypes['settable'][TName], TName>
  }
  readonly delete: {
    readonly [TName in keyof TTypes['settable']]?: Elements<TTypes['settable'][TName], TName>
  }
}

/** The values of a call of any entity, whatever is missing in it. */
export interface AnyChangeValues {
  readonly set: {}
  readonly add: {}
  readonly append: {}
  readonly prepend: {}
  readonly delete: {}
}

export interface AnyUpdateCall<TValues = AnyChangeValues> {
  values: TValues
  missing: unknown
}

/** What follows from the names in one call: what is missing, and what the values may be. */
export interface UpdateCall<
  TTypes extends AnyEntityTypes,
  TTarget,
  TSet,
  TNames,
  TAdd extends PropertyKey,
  TElements extends PropertyKey,
  TRemove,
  TDrop extends readonly unknown[],
  TReindex,
> {
  set: TNames
  add: TAdd
  append: TElements
  prepend: TElements
  delete: TElements
  /** Attributes that are certain to be set: one that may be left out is a change, and nothing that is known. */
  given: TSet extends Record<keyof TSet, unknown> ? TNames : RequiredNames<TSet>
  /** Attributes whose old value is known. */
  read: undefined extends TReindex
    ? keyof TTarget extends keyof TTypes['key']
      ? keyof TTypes['key']
      : KnownNames<TTarget, TTypes>
    : keyof TTypes['stored']
  /** Derived attributes that follow the change. */
  following: TTypes['related'] extends never
    ? never
    : DerivedFrom<TTypes['derived'], keyof TSet | TAdd | TElements | TRemove>
  missing: TNames | TAdd | TElements extends keyof TTypes['settable']
    ? | (TTypes['indexed'][keyof TTypes['indexed']] &
          (TNames | TAdd | TTypes['touched'] | this['following']) extends never
          ? never
          : | IncompletePatterns<
                TTypes['indexed'],
                TNames | TAdd,
                TTypes['touched'] | this['following'],
                TRemove,
                this['given'] | TAdd | this['read'] | TTypes['known'] | this['following'],
                Dropped<TDrop>,
                TTypes
              >
            | Unknowable<TAdd & TTypes['indexed'][keyof TTypes['indexed']], this['read']>)
      | (TTypes['related'] extends never
          ? never
          : | IncompleteDerived<
                TTypes['derived'],
                TNames | TAdd | TElements | TRemove,
                TElements,
                this['given'] | this['read'] | TRemove
              >
            | IncompleteUnique<
                TTypes['unique'],
                TNames | TAdd | TElements | TRemove | this['following'],
                TNames | TAdd | TElements | TRemove,
                this['read']
              >)
    : Missing<never, 'an attribute is unknown'>
  values: this['missing'] extends never ? ChangeValues<TTypes> : ReportedValues<TTypes, this>
}

/** The names that are certain to be there. */
type RequiredNames<TGiven> = {
  [TName in keyof TGiven]-?: {} extends Pick<TGiven, TName> ? never : TName
}[keyof TGiven]

/**
 * The attributes whose value a target that is more than a key tells: all of a whole item, where what is absent is absent;
 * of a part of one those that cannot be undefined.
 */
type KnownNames<TTarget, TTypes extends AnyEntityTypes> = [keyof TTypes['item']] extends [keyof TTarget]
  ? keyof TTarget
  : { [TName in keyof TTarget]-?: undefined extends TTarget[TName] ? never : TName }[keyof TTarget]

/** The access patterns that are certain to be left: a list that may be shorter than its type says names none. */
type Dropped<TDrop extends readonly unknown[]> = TDrop extends never
  ? never
  : number extends TDrop['length']
    ? never
    : TDrop[number]

/** A sentence, and the attributes whose change it is said at. */
interface Missing<TAt, TSentence extends string> {
  at: TAt
  sentence: TypeMessage<TSentence>
}

/**
 * Index completeness (rule K7): what the access patterns that a change reaches need and nobody knows; `never` where
 * nothing is missing. `TTouched` are the attributes that the library changes, on its own or because they follow others.
 */
type IncompletePatterns<
  TIndexed,
  TWritten,
  TTouched,
  TRemoved,
  TKnown,
  TDrop,
  TTypes extends AnyEntityTypes,
> = {
  [TPattern in keyof TIndexed]: TIndexed[TPattern] extends TKnown
    ? never
    : TIndexed[TPattern] & (TWritten | TTouched) extends never
      ? never
      : TPattern extends TDrop
        ? never
        : // Without one of its parts the item leaves the index.
          TIndexed[TPattern] & TRemoved extends never
          ? Missing<
              // What only the library changes is said anywhere.
              TIndexed[TPattern] & TWritten extends never ? string : TIndexed[TPattern] & TWritten,
              Needed<TPattern, Exclude<TIndexed[TPattern], TKnown>, TTypes>
            >
          : never
}[keyof TIndexed]

/** Parts of indexes that are added to, and whose old value nobody knows. */
type Unknowable<TAdded, TRead> = TAdded extends TRead
  ? never
  : Missing<TAdded, `${TAdded & string} is part of an index: pass the item you read, or set it`>

/** What an access pattern lacks, and the ways to it; what the library sets cannot be set. */
type Needed<TPattern, TName, TTypes extends AnyEntityTypes> = TName extends keyof TTypes['kept']
  ? `access pattern ${TPattern & string} also needs ${TName & string}: pass the item you read, or reindex`
  : `access pattern ${TPattern & string} also needs ${TName & string}: set it, pass the item you read, or reindex`

/** Derived attributes that have to be worked out anew, of attributes that are not all known. */
type IncompleteDerived<TDerived, TChanged, TComputed, TKnown> = {
  [TName in keyof TDerived]: TDerived[TName] & TChanged extends never
    ? never
    : TDerived[TName] & TComputed extends never
      ? TDerived[TName] extends TKnown
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

/** Unique constraints that a change reaches, and whose old values nobody knows (rule W4). */
type IncompleteUnique<TUnique, TChanged, TWritten, TRead> = {
  [TName in keyof TUnique]: TUnique[TName] & TChanged extends never
    ? never
    : TUnique[TName] extends TRead
      ? never
      : Missing<
          // What only follows a change is said anywhere.
          TUnique[TName] & TWritten extends never ? string : TUnique[TName] & TWritten,
          `unique constraint ${TName & string} needs the old ${Exclude<TUnique[TName], TRead> & string}: pass the item you read, or reindex`
        >
}[keyof TUnique]

/** The derived attributes that follow a change. */
type DerivedFrom<TDerived, TChanged> = {
  [TName in keyof TDerived]: TDerived[TName] & TChanged extends never ? never : TName
}[keyof TDerived]

/** The values of a call in which something is missing: sentences at the attributes that it is said at. */
interface ReportedValues<TTypes extends AnyEntityTypes, TCall> {
  /** Of an object that may lack attributes the whole is wrong: none of them can be told to be. */
  readonly set: [TCall['set' & keyof TCall]] extends [TCall['given' & keyof TCall]]
    ? ReportedVerb<TTypes, TCall, 'set'>
    : Sentences<TCall['missing' & keyof TCall]>
  readonly add: ReportedVerb<TTypes, TCall, 'add'>
  readonly append: Partial<ReportedVerb<TTypes, TCall, 'append'>>
  readonly prepend: Partial<ReportedVerb<TTypes, TCall, 'prepend'>>
  readonly delete: Partial<ReportedVerb<TTypes, TCall, 'delete'>>
}

type ReportedVerb<TTypes extends AnyEntityTypes, TCall, TVerb extends keyof ChangeValues<TTypes>> = {
  readonly [TName in TCall[TVerb & keyof TCall] & PropertyKey]: TName extends keyof TTypes['settable']
    ? Reported<TCall['missing' & keyof TCall], TName, ChangeValues<TTypes>[TVerb][TName]>
    : NoAttribute<TTypes, TName>
}

/** Why a name means nothing to an update. */
type NoAttribute<TTypes extends AnyEntityTypes, TName> = TName extends
  keyof TTypes['kept'] | TTypes['softDelete']
  ? TypeMessage<`${TName & string} is set by the library: leave it out`>
  : TypeMessage<`${TTypes['name']} has no attribute ${TName & string}`>

/** The sentence of what is missing because the attribute changes, otherwise `TValue`. */
type Reported<TMissing, TName, TValue> = [SentenceAt<TMissing, TName>] extends [never]
  ? TValue
  : [Exclude<TValue, undefined>] extends [AnyRefusal]
    ? TValue
    : SentenceAt<TMissing, TName>

type Sentences<TMissing> = TMissing extends Missing<unknown, infer TSentence> ? TSentence : never

type SentenceAt<TMissing, TName> =
  TMissing extends Missing<infer TAt, infer TSentence> ? (TName extends TAt ? TSentence : never) : never

/** A number, or elements of a set. */
type Added<TValue, TName> =
  NonNullable<TValue> extends number | bigint | ReadonlySet<unknown> | Unsettable
    ? NonNullable<TValue>
    : TypeMessage<`${TName & string} is neither a number nor a set`>

/** Elements of a list. */
type Listed<TValue, TName> =
  NonNullable<TValue> extends readonly (infer TElement)[]
    ? readonly TElement[]
    : NonNullable<TValue> extends Unsettable
      ? NonNullable<TValue>
      : TypeMessage<`${TName & string} is not a list`>

/** Elements of a set. */
type Elements<TValue, TName> =
  NonNullable<TValue> extends ReadonlySet<unknown> | Unsettable
    ? NonNullable<TValue>
    : TypeMessage<`${TName & string} is not a set`>

/** The sentences of a verb that an attribute does not take at all: they go before what is missing. */
type AnyRefusal =
  Unsettable | `${string} is neither a number nor a set` | `${string} is not a ${'list' | 'set'}`

export type Removed<TTypes extends AnyEntityTypes, TName, TMissing> = TName extends keyof TTypes['settable']
  ? {} extends Pick<TTypes['stored'], TName>
    ? Reported<TMissing, TName, TName>
    : TypeMessage<`${TName & string} is required: it can be set, not removed`>
  : TName extends ''
    ? OptionalNames<TTypes['stored']>
    : NoAttribute<TTypes, TName>

/** What an editor offers where no name is written yet. */
type OptionalNames<TStored> = {
  [TName in keyof TStored]-?: {} extends Pick<TStored, TName> ? TName : never
}[keyof TStored]

/** Why an action may not change an attribute; `never` where it may. */
export type Refusals<TTypes extends AnyEntityTypes, TMissing> = {
  readonly [TName in keyof TTypes['stored']]-?: TName extends keyof TTypes['settable']
    ? Exclude<TTypes['settable'][TName], undefined> extends Unsettable
      ? Exclude<TTypes['settable'][TName], undefined>
      : TName extends TTypes['indexed'][keyof TTypes['indexed']]
        ? TypeMessage<`${TName & string} is part of an index: use set`>
        : TName extends TTypes['derived'][keyof TTypes['derived']]
          ? TypeMessage<`${DerivedFrom<TTypes['derived'], TName> & string} is derived from ${TName & string}: use set`>
          : SentenceAt<TMissing, TName>
    : TypeMessage<`${TName & string} is kept by the library: it cannot be changed`>
}
