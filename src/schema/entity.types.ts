import type { Exclude } from 'ts-toolbelt/out/Union/Exclude.js'
import type { TypeMessage } from '../core/types/message.types.js'
import type {
  CheckedTemplate,
  CollectionKind,
  HoleNames,
  Holes,
  KeyTemplate,
  Unfit,
} from './key-template.types.js'
import type { MemberOptionsAt } from './member-options.types.js'
import type { KeyAttributeNames, Table } from './table.types.js'

// oxlint-disable typescript/no-explicit-any -- looked up by property, never compared
/** Any zod 4 object schema, classic or mini: only what is looked up, so that no schema class is compared whole. */
export interface ObjectSchema<TShape = any, TRest = any> {
  readonly _zod: { readonly def: { readonly shape: TShape }; readonly config: { readonly out: TRest } }
}
// oxlint-enable typescript/no-explicit-any

/** How one attribute is stored and shown. */
export interface AttributeOptions {
  /** Its name in the table, where that differs from the schema's. */
  readonly storedName?: string
  /** Its form in the table, where the usual one does not serve: see `docs/schema.md`. */
  readonly store?: 'number' | 'iso' | 'epoch-seconds' | 'epoch-milliseconds'
  /** Left out of every item that is returned. */
  readonly hidden?: true
  /** Set when the item is created, never changed by an update. */
  readonly readOnly?: true
  /**
   * How it sorts within a sort key: `descending`, or for an enum by the `declared` order of its values; a descending enum
   * sorts against that order.
   */
  readonly keyOrder?: 'descending' | 'declared'
}

export interface TimestampOptions {
  /** Set when the item is created. */
  readonly createdAt?: string
  /** Set by every write. */
  readonly updatedAt?: string
}

/** The primary key of an entity: a template for each key attribute of the table. */
export interface KeyDefinition {
  readonly partitionKey: KeyTemplate
  readonly sortKey?: KeyTemplate
}

/** How an entity appears in an index. */
export interface AccessPatternDefinition<TIndex = string> {
  readonly index: TIndex
  readonly partitionKey?: KeyTemplate
  readonly sortKey?: KeyTemplate
  /**
   * Into how many shards each partition is divided, by the hole `{shard}` of `partitionKey`: writes spread over them,
   * reads ask every one and merge what they give. See `docs/keys.md`.
   */
  readonly shards?: number
  /** Returns expired items too, where the index does not project the expiry. */
  readonly includeExpired?: true
}

/** What a definition says, with everything that the compiler derives from it, each worked out once and looked up. */
export interface EntityTypes<
  TName extends string,
  TTable,
  TShape,
  TRest,
  TPartition,
  TSort,
  TAccess,
  TVersion,
  TCreated,
  TUpdated,
  TAttributes,
  TDerived,
  TUnique,
  TSoftDelete,
> {
  name: TName
  table: TTable
  access: TAccess
  /** How single attributes are stored and shown. */
  attributes: TAttributes
  /** Everything stored: the schema's attributes and those that the library keeps. */
  stored: Stored<TShape, TRest, TVersion, TCreated | TUpdated, never>
  item: NamesWith<TAttributes, 'hidden'> extends never
    ? this['stored']
    : Stored<TShape, TRest, TVersion, TCreated | TUpdated, NamesWith<TAttributes, 'hidden'>>
  newItem: New<TShape, TRest, keyof TDerived>
  lock: VersionOf<TVersion>
  kept: { [TName in (TVersion | TCreated | TUpdated) & string]?: TName extends TVersion ? number : Date }
  /** What `put` takes: without a version it tells nothing of what it overwrites. */
  puts: keyof TUnique extends never
    ? this['newItem'] & this['kept']
    : [TVersion] extends [never]
      ? Unread<'put', TUnique, 'use create, replace or update'>
      : this['newItem'] & this['kept']
  /** What `upsert` takes, what `delete` takes for a key, and whether something may be overwritten unread. */
  upserts: keyof TUnique extends never ? this['newItem'] : Unread<'upsert', TUnique, 'use create or update'>
  deletes: keyof TUnique extends never
    ? this['key']
    : [TSoftDelete] extends [never]
      ? Unread<'delete', TUnique, 'pass the item you read, or reindex'>
      : this['key']
  /** What `claim` takes. */
  claims: keyof TUnique extends never
    ? TypeMessage<`${TName} has no unique constraint: there is nothing to claim`>
    : this['item']
  /** The attribute with the time of a deletion, where deleted items are kept. */
  softDelete: TSoftDelete
  /** What `delete` gives back: with the time of the deletion, where deleted items are kept. */
  deleted: [TSoftDelete] extends [never]
    ? this['item']
    : this['item'] & { [TAttribute in TSoftDelete & string]: Date }
  /** What `restore` takes, and what `purge` takes for a key. */
  restores: [TSoftDelete] extends [never] ? NotKept<TName> : this['key'] | this['deleted']
  purges: [TSoftDelete] extends [never]
    ? NotKept<TName>
    : keyof TUnique extends never
      ? this['key'] | this['deleted']
      : Unread<'purge', TUnique, 'pass the deleted item, or reindex'> | this['deleted']
  overwrites: keyof TUnique extends never ? boolean : Unread<'overwrite', TUnique, 'pass the item you read'>
  /** Without the holes that name no attribute: those are reported where they stand, not at every call. */
  keyNames: keyof TShape & (HoleNames<TPartition> | HoleNames<TSort>)
  key: Keyed<TShape, this['keyNames']>['item']
  /** Attributes that every write changes. */
  touched: TVersion | TUpdated
  /** The names of the attributes that each derived one is worked out from. */
  derived: TDerived
  /** The attributes of each unique constraint. */
  unique: {
    [TName in keyof TUnique]:
      HoleNames<TemplateOf<TUnique[TName], 'partitionKey'>> | HoleNames<TemplateOf<TUnique[TName], 'sortKey'>>
  }
  /** What follows from other attributes: derived ones, and unique constraints. */
  related: keyof TDerived | keyof TUnique
  /** Attributes whose new value the library knows. */
  known: TUpdated
  /** What an update may set each attribute to: a sentence where it may not be set at all. */
  settable: Settable<TShape, this['keyNames'] | NamesWith<TAttributes, 'readOnly'> | keyof TDerived>
  /** The access patterns by name. */
  patterns: Patterns<TAccess, TTable, HoleNames<TPartition>> & {
    primary: PrimaryPattern<TTable, TPartition, TSort>
  }
  /**
   * The attributes that fill the keys of each index. Where they are the keys themselves there is nothing to fill:
   * DynamoDB keeps such an index by itself.
   */
  indexed: {
    [TPattern in keyof TAccess]: keyof TAccess[TPattern] & ('partitionKey' | 'sortKey') extends never
      ? never
      : this['patterns'][TPattern]['names'] & keyof this['stored']
  }
}

type TemplateOf<TTemplates, TKey> = TKey extends keyof TTemplates ? TTemplates[TKey] : ''

type Patterns<TAccess, TTable, TPrimary> = {
  [TPattern in keyof TAccess]: Pattern<TAccess[TPattern], TTable, TPrimary>
}

/** An access pattern: the attributes of its partition, those of its sort key in order, and what it reads. */
interface Pattern<TAccess, TTable, TPrimary> {
  partition: 'partitionKey' extends keyof TAccess
    ? HoleNames<TAccess['partitionKey']>
    : PartitionOf<IndexOf<TTable, TAccess>, TPrimary>
  sort: 'sortKey' extends keyof TAccess ? Holes<TAccess['sortKey']> : SortOf<IndexOf<TTable, TAccess>>
  names: this['partition'] | this['sort'][number]
  index: IndexOf<TTable, TAccess>
}

/** The primary key as an access pattern; it reads the table as it would a local index. */
interface PrimaryPattern<TTable, TPartition, TSort> {
  partition: HoleNames<TPartition>
  sort: Holes<TSort>
  names: HoleNames<TPartition> | HoleNames<TSort>
  index: Omit<TTable, 'indexes'> & { local: true }
}

type IndexOf<TTable, TAccess> = IndexesOf<TTable>[TAccess['index' & keyof TAccess] & keyof IndexesOf<TTable>]
type IndexesOf<TTable> = 'indexes' extends keyof TTable ? TTable['indexes'] : {}
type PartitionOf<TIndex, TPrimary> = 'partitionKey' extends keyof TIndex
  ? KeyAttributeNames<TIndex['partitionKey']>[number]
  : TPrimary
type SortOf<TIndex> = 'sortKey' extends keyof TIndex ? KeyAttributeNames<TIndex['sortKey']> : []

/** Says that a write cannot tell the old values of unique constraints (rule W4). */
type Unread<
  TVerb extends string,
  TUnique,
  TFix extends string,
> = TypeMessage<`${TVerb} cannot tell the old values of unique constraint ${keyof TUnique & string}: ${TFix}`>

/** Says that there are no deleted items (rule W9). */
export type NotKept<TName extends string = string> =
  TypeMessage<`${TName} keeps no deleted items: give it softDelete: 'deletedAt'`>

/** Says that an update may not set an attribute. */
export type Unsettable<TName extends string = string> =
  TypeMessage<`${TName} is part of the key, read-only or derived: it cannot be set`>

type VersionOf<TVersion> = [TVersion] extends [never] ? unknown : { [TName in TVersion & string]: number }

type OutputOf<TNode> = TNode extends AnyNode ? TNode['_zod']['output'] : never

/** The output of some attributes; a property and no alias, as below. */
interface Keyed<TShape, TNames extends keyof TShape> {
  item: { [TName in TNames]: OutputOf<TShape[TName]> }
}

type Picked<TShape, TName extends keyof TShape> = { [TAttribute in TName]: OutputOf<TShape[TAttribute]> }

type NamesWith<TAttributes, TFlag extends string> = {
  [TName in keyof TAttributes]: TAttributes[TName] extends { [TKey in TFlag]: true } ? TName : never
}[keyof TAttributes]

/**
 * What is read: the schema's output with the attributes that the library keeps. Mapped here once: zod's own mapping,
 * which passes three times over the attributes, is never asked for.
 */
type Stored<TShape, TRest, TVersion, TDates, TWithout> = Reading<
  TShape,
  OptionalAsOutput<TShape> & { [TName in (TVersion | TDates) & string]: unknown },
  TVersion,
  TDates,
  Without<keyof TShape | ((TVersion | TDates) & string), TWithout>
>['item'] &
  TRest
/** The mapping is a property and no alias: a message would print the alias with the schema in it. */
interface Reading<TShape, TModifiers, TVersion, TDates, TNames extends keyof TModifiers> {
  item: {
    -readonly [TName in TNames]: TName extends keyof TShape
      ? OutputOf<TShape[TName]>
      : TName extends TVersion
        ? number
        : TName extends TDates
          ? Date
          : // Never reached: a mapped type takes its modifiers only from a type that it mentions.
            TModifiers
  }
}

/** The schema's input, with codecs in their output form (rule M2). */
type New<TShape, TRest, TWithout> = Writing<
  TShape,
  OptionalAsInput<TShape>,
  Without<keyof TShape, TWithout>
>['item'] &
  TRest
interface Writing<
  TShape extends { [TName in keyof TModifiers]: unknown },
  TModifiers,
  TNames extends keyof TModifiers,
> {
  item: {
    // oxlint-disable-next-line typescript/no-redundant-type-constituents -- a mapping takes its modifiers only from a type that it mentions
    -readonly [TName in TNames]: Written<TShape[TName] | (TModifiers & never)>
  }
}

/** `Exclude`, which looks at every name, only where there is something to exclude. */
type Without<TNames, TWithout> = [TWithout] extends [never] ? TNames : Exclude<TNames, TWithout>

/** The names of a shape, optional where their schemas are: what the mappings above take their modifiers from. */
type OptionalAsOutput<TShape> = {
  [TName in keyof TShape as TShape[TName] extends OptionalOnOutput ? never : TName]: unknown
} & { [TName in keyof TShape]?: unknown }
/** The same for the input; the mark is no parameter, which would be looked up at every attribute. */
type OptionalAsInput<TShape> = {
  [TName in keyof TShape as TShape[TName] extends OptionalOnInput ? never : TName]: unknown
} & { [TName in keyof TShape]?: unknown }

interface OptionalOnOutput {
  _zod: { optout: 'optional' }
}
interface OptionalOnInput {
  _zod: { optin: 'optional' | 'defaulted' }
}

type Settable<TShape, TFixed> = {
  [TName in keyof TShape]?: TName extends TFixed ? Unsettable<TName & string> : Written<TShape[TName]>
}

/**
 * What a write takes for a schema: its input, with codecs at any depth in their output form. Objects are mapped here as
 * the item is; where nothing is converted, zod's own input is asked for.
 */
export type Written<TNode> = TNode extends ScalarNode
  ? TNode['_zod']['input']
  : TNode extends ObjectSchema
    ? New<TNode['_zod']['def']['shape'], TNode['_zod']['config']['out'], never>
    : TNode extends ArrayNode
      ? Written<TNode['_zod']['def']['element']>[]
      : TNode extends { _zod: { def: { type: 'optional' | 'default'; innerType: infer TInner } } }
        ? Written<TInner> | undefined
        : TNode extends AnyNode
          ? TNode['_zod']['def'] extends { type: 'pipe'; reverseTransform: unknown }
            ? TNode['_zod']['output']
            : TNode['_zod']['output'] extends TNode['_zod']['input']
              ? TNode['_zod']['input']
              : WrittenBelow<TNode['_zod']['def'], TNode['_zod']['input']>
          : never

/** Schemas that hold no other schema, and are no codecs. */
interface ScalarNode {
  _zod: {
    def: { type: 'string' | 'number' | 'bigint' | 'boolean' | 'date' | 'enum' | 'literal' | 'null' }
    // oxlint-disable-next-line typescript/no-explicit-any -- looked up by property, never compared
    input: any
  }
}

interface ArrayNode {
  // oxlint-disable-next-line typescript/no-explicit-any -- looked up by property, never compared
  _zod: { def: { type: 'array'; element: any } }
}

type WrittenBelow<TDefinition, TInput> = TDefinition extends { innerType: infer TInner }
  ? Written<TInner> | Extract<TInput, null | undefined>
  : TDefinition extends { type: 'record'; valueType: infer TValue }
    ? { [TName in keyof TInput]: Written<TValue> }
    : TDefinition extends { type: 'union'; options: readonly (infer TOption)[] }
      ? Written<TOption>
      : TDefinition extends { type: 'tuple'; items: infer TItems }
        ? { [TIndex in keyof TItems]: Written<TItems[TIndex]> }
        : TDefinition extends { type: 'map'; keyType: infer TKey; valueType: infer TValue }
          ? Map<Written<TKey>, Written<TValue>>
          : TDefinition extends { type: 'set'; valueType: infer TValue }
            ? Set<Written<TValue>>
            : TInput

// oxlint-disable-next-line typescript/no-explicit-any -- looked up by property, never compared
type AnyNode = { readonly _zod: any }

/**
 * What a definition is checked against once all of it is inferred, by name: a type that stood alone in the parameter
 * would be inferred from the argument.
 */
export interface CheckedDefinition<TTable, TNames, TPartition, TAccess, TShape> {
  key: 'sortKey' extends keyof TTable ? { readonly sortKey: unknown } : {}
  access:
    | Patterns<TAccess, TTable, HoleNames<TPartition>>[keyof TAccess]['names']
    | IndexOption<TAccess[keyof TAccess]['index' & keyof TAccess[keyof TAccess]]>
    // What stands in the way beside names: no attribute is called so.
    | Unfit<TShape[Patterns<TAccess, TTable, HoleNames<TPartition>>[keyof TAccess]['names'] & keyof TShape]>
    | (keyof TAccess & 'primary') extends TNames | IndexOption<keyof IndexesOf<TTable>>
    ? { readonly [TPattern in keyof TAccess]: AccessPatternOf<TTable> }
    : {
        readonly [TPattern in keyof TAccess]: TPattern extends 'primary'
          ? TypeMessage<'primary is the access pattern of the primary key: call this one otherwise'>
          : DiagnosedAccess<TAccess[TPattern], TTable, TNames, TShape>
      }
}
/** An index by its name, apart from the names of attributes. */
interface IndexOption<TIndex> {
  index: TIndex
}
export interface AnyCheckedDefinition {
  key: {}
  access: {}
}

type UnknownAttribute<TName> = TypeMessage<`the schema has no attribute ${TName & string}`>
type Known<TName, TNames> = TName extends TNames ? TName : UnknownAttribute<TName>

/** The name of an attribute that the library keeps. */
type OwnName<TName, TNames> = TName extends TNames
  ? TypeMessage<`${TName & string} is an attribute of the schema: take it out there, the library keeps it`>
  : TName

/** Lets a type be inferred from a place, and leaves the checking of the place to others. */
type Inferred<TType> = unknown extends TType ? TType : {}

/** How an entity appears in an index, with a template for each of its keys that templates fill. */
type AccessPatternOf<TTable> = {
  [TName in keyof IndexesOf<TTable>]: Pick<AccessPatternDefinition<TName>, 'index' | 'includeExpired'> &
    KeyTemplates<IndexesOf<TTable>[TName]> & {
      // Where the hole is there, it names no attribute, and the definition is diagnosed.
      readonly shards?: TypeMessage<'shards needs a hole {shard} in partitionKey, and no attribute of that name'>
    }
}[keyof IndexesOf<TTable>]
/** Templates for the keys of an index; those without one are attributes of the schema themselves. */
type KeyTemplates<TIndex> = TIndex extends { partitionKey: readonly unknown[] }
  ? { readonly partitionKey?: never; readonly sortKey?: never }
  : { readonly [TKey in keyof TIndex & ('partitionKey' | 'sortKey')]?: KeyTemplate }

/** The declaration of an access pattern, with a sentence in place of what is wrong in it. */
type DiagnosedAccess<TAccess, TTable, TNames, TShape> = {
  readonly [TProperty in keyof TAccess]: TProperty extends 'index'
    ? TAccess[TProperty] extends keyof IndexesOf<TTable>
      ? [Exclude<OwnNames<TAccess, IndexOf<TTable, TAccess>>, TNames>] extends [never]
        ? TAccess[TProperty]
        : TypeMessage<`${Exclude<OwnNames<TAccess, IndexOf<TTable, TAccess>>, TNames> & string} of index ${TAccess[TProperty] & string} is no attribute of the schema: give a template for it`>
      : NearIndex<TTable, TAccess[TProperty]>
    : TProperty extends 'partitionKey' | 'sortKey'
      ? CheckedTemplate<TAccess[TProperty], TNames | ShardHole<TAccess, TProperty>, TShape>
      : TProperty extends keyof AccessPatternDefinition
        ? AccessPatternDefinition[TProperty]
        : TypeMessage<`${TProperty & string} means nothing here`>
} & {
  readonly [TKey in Exclude<'partitionKey' | 'sortKey', keyof TAccess>]?: KeyTemplate
}
/** The hole that the library fills itself. */
type ShardHole<TAccess, TProperty> = 'shards' extends keyof TAccess
  ? TProperty extends 'partitionKey'
    ? 'shard'
    : never
  : never
/** The indexes whose names begin so, for an editor to offer; a sentence where there is none. */
type NearIndex<TTable, TName> = [Extract<keyof IndexesOf<TTable>, `${TName & string}${string}`>] extends [
  never,
]
  ? TypeMessage<`the table has no index ${TName & string}`>
  : Extract<keyof IndexesOf<TTable>, `${TName & string}${string}`>
/** The key attributes of an index that no template fills. */
type OwnNames<TAccess, TIndex> =
  | ('partitionKey' extends keyof TAccess ? never : PartitionOf<TIndex, never>)
  | ('sortKey' extends keyof TAccess ? never : SortOf<TIndex>[number])

/** What `defineEntity` takes. */
export interface EntityDefinition<
  TName extends string,
  TTable,
  TSchema,
  TShape,
  TPartition,
  TSort,
  TAccess,
  TVersion,
  TCreated,
  TUpdated,
  TAttributes,
  TDerived,
  TUnique,
  TSoftDelete,
  TChecked extends AnyCheckedDefinition,
> {
  /** The entity's name: in errors, plans and, unless `entityValue` says otherwise, in the stored item. */
  readonly name: TName
  readonly table: Table<TTable>
  /** A plain zod 4 object schema, classic or mini. Nothing about storage stands in it. */
  readonly schema: TSchema
  /** How the attributes fill the table's key attributes. */
  readonly key: {
    readonly partitionKey: CheckedTemplate<
      TPartition,
      keyof TShape,
      TShape,
      CollectionKind | 'optional' | 'nullable'
    >
    readonly sortKey?: CheckedTemplate<TSort, keyof TShape, TShape, CollectionKind | 'optional' | 'nullable'>
  } & TChecked['key']
  /** Named ways to read through the table's indexes. */
  readonly access?: Inferred<TAccess> & TChecked['access']
  /**
   * Values that only one item has: of each constraint a template for the key of the sentinel that holds them. See
   * `docs/writing.md`.
   */
  readonly unique?: {
    readonly [TName in keyof TUnique]: {
      readonly [TKey in keyof TUnique[TName]]: TKey extends 'partitionKey' | 'sortKey'
        ? CheckedTemplate<TUnique[TName][TKey], keyof TShape, TShape>
        : TypeMessage<`${TKey & string} means nothing here: give a partitionKey and a sortKey`>
    }
  }
  /** The attribute that counts the item's versions, from 1; it is the library's own, not in the schema. */
  readonly version?: OwnName<TVersion, keyof TShape>
  /** Attributes that the library sets to the time of a write; not in the schema. */
  readonly timestamps?: {
    /** Set when the item is created. */
    readonly createdAt?: OwnName<TCreated, keyof TShape>
    /** Set by every write. */
    readonly updatedAt?: OwnName<TUpdated, keyof TShape>
  }
  /**
   * Keeps deleted items, hidden from reads and out of every index, until they are restored or purged: the attribute with the
   * time of the deletion, which is the library's own, not in the schema. See `docs/writing.md`.
   */
  readonly softDelete?: OwnName<TSoftDelete, keyof TShape>
  /** How single attributes are stored and shown; members below them by paths, such as `'address.zip'`. */
  readonly attributes?: {
    readonly [TName in keyof TAttributes]: Inferred<TAttributes[TName]> &
      (TName extends keyof TShape
        ? AttributeOptions
        : TName extends `${infer TOwner}.${infer TPath}`
          ? MemberOptionsAt<OutputOf<TShape[TOwner & keyof TShape]>, TPath, TName>
          : UnknownAttribute<TName>)
  }
  /** Attributes of the schema that are worked out from others at each write. */
  readonly derived?: {
    readonly [TAttribute in keyof TDerived]: {
      /** The attributes that it is worked out from. */
      readonly from: readonly Known<TDerived[TAttribute], keyof TShape>[]
      readonly compute: (
        values: Picked<TShape, TDerived[TAttribute] & keyof TShape>,
      ) => TAttribute extends keyof TShape ? Written<TShape[TAttribute]> : UnknownAttribute<TAttribute>
    }
  }
  /** The value that names the entity in a stored item, for tables that exist already; `name` by default. */
  readonly entityValue?: string
  /** Checks items against the whole zod schema when they are read, not only their kinds. */
  readonly validateOnRead?: boolean
}

/** The types of an entity that is not known yet: each is looked up by name. */
export interface AnyEntityTypes {
  name: string
  table: unknown
  // oxlint-disable typescript/no-explicit-any -- looked up by property once the entity is known
  access: any
  attributes: any
  stored: any
  item: any
  newItem: any
  lock: any
  kept: any
  puts: any
  upserts: any
  deletes: any
  overwrites: any
  claims: any
  softDelete: any
  deleted: any
  restores: any
  purges: any
  keyNames: any
  key: any
  derived: any
  unique: any
  related: any
  touched: any
  known: any
  settable: any
  patterns: any
  indexed: any
  // oxlint-enable typescript/no-explicit-any
}

/** An entity, as every part of the library that need not know which one sees it. */
export interface AnyEntity {
  readonly name: string
  // oxlint-disable-next-line typescript/no-explicit-any -- AnyEntityTypes would have every type of an entity worked out
  readonly '~types': any
}

/** The item as it is read and returned. */
export type Item<TEntity extends AnyEntity> = TEntity['~types']['item']
/** What `create` takes: the schema's input, with codecs in their output form. */
export type NewItem<TEntity extends AnyEntity> = TEntity['~types']['newItem']
/** The attributes of the primary key. */
export type Key<TEntity extends AnyEntity> = TEntity['~types']['key']
/** The attributes that an update may set, each optional. */
export type Patch<TEntity extends AnyEntity> = {
  [
    TName in keyof TEntity['~types']['settable'] as TEntity['~types']['settable'][TName] extends TypeMessage<`${string}: it cannot be set`>
      ? never
      : TName
  ]?: TEntity['~types']['settable'][TName]
}
/**
 * Everything that the compiler knows of an entity. An interface that extends it gives the entity a short name in hover
 * texts and messages.
 *
 * @example
 * ```ts
 * const order = defineEntity({ name: 'Order', … })
 * export interface OrderTypes extends TypesOf<typeof order> {}
 * export const Order: Entity<OrderTypes> = order
 * ```
 */
export type TypesOf<TEntity extends AnyEntity> = TEntity['~types']
