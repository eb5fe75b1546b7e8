import type { TypeMessage } from '../core/types/message.types.js'
import type { CheckedTemplate, HoleNames, Holes, KeyTemplate } from './key-template.types.js'
import type { KeyAttributeNames } from './table.types.js'

/** Any zod 4 object schema, classic or mini: only what is looked up, so that no schema class is compared whole. */
export interface ObjectSchema {
  // oxlint-disable-next-line typescript/no-explicit-any -- looked up by property, never compared
  readonly _zod: { readonly output: any; readonly input: any; readonly def: any }
}

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
  /** How it sorts within a sort key: `descending`, or for an enum by the `declared` order of its values. */
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
export interface AccessPatternDefinition {
  readonly index: string
  readonly partitionKey?: KeyTemplate
  readonly sortKey?: KeyTemplate
  /** Returns expired items too, where the index does not project the expiry. */
  readonly includeExpired?: true
}

/** What a definition says, with everything that the compiler derives from it, each worked out once and looked up. */
export interface EntityTypes<
  TName extends string,
  TTable,
  TSchema extends ObjectSchema,
  TPartition,
  TSort,
  TAccess,
  TVersion,
  TTimestamps,
  TAttributes,
  TDerived,
> {
  name: TName
  table: TTable
  access: TAccess
  /** How single attributes are stored and shown. */
  attributes: TAttributes
  /** The schema of each attribute. */
  shape: TSchema['_zod']['def']['shape']
  /** Everything stored: the schema's attributes and those that the library keeps. */
  stored: TSchema['_zod']['output'] & Kept<TVersion, TTimestamps>
  item: keyof TAttributes extends never
    ? TSchema['_zod']['output'] & Kept<TVersion, TTimestamps>
    : Omit<TSchema['_zod']['output'], NamesWith<TAttributes, 'hidden'>> & Kept<TVersion, TTimestamps>
  newItem: keyof TDerived extends never
    ? NewItemOf<TSchema['_zod']['def']['shape']>['item']
    : NewItemOf<Omit<TSchema['_zod']['def']['shape'], keyof TDerived>>['item']
  lock: VersionOf<TVersion>
  kept: Partial<Kept<TVersion, TTimestamps>>
  keyNames: HoleNames<TPartition> | HoleNames<TSort>
  key: {
    [TAttribute in HoleNames<TPartition> | HoleNames<TSort>]: OutputOf<
      TSchema['_zod']['def']['shape'],
      TAttribute
    >
  }
  /** The sources of each derived attribute. */
  derived: TDerived
  /** Attributes that every write changes. */
  touched: (TVersion extends string ? TVersion : never) | UpdatedAtOf<TTimestamps>
  /** What an update may set each attribute to: a sentence where it may not be set at all. */
  settable: {
    [TName in keyof TSchema['_zod']['def']['shape']]: TName extends
      HoleNames<TPartition> | HoleNames<TSort> | NamesWith<TAttributes, 'readOnly'> | keyof TDerived
      ? Unsettable<TName & string>
      : Written<TSchema['_zod']['def']['shape'][TName]>
  }
  /** The attributes of each access pattern: those of its partition, and those of its sort key in order. */
  patterns: {
    [TPattern in keyof TAccess]: {
      partition: PartitionNames<TAccess[TPattern], TTable, HoleNames<TPartition>>
      sort: SortNames<TAccess[TPattern], TTable>
    }
  } & { primary: { partition: HoleNames<TPartition>; sort: Holes<TSort> } }
  /**
   * The attributes that fill the keys of each index. Where they are the keys themselves there is nothing to fill:
   * DynamoDB keeps such an index by itself.
   */
  indexed: {
    [TPattern in keyof TAccess]: [keyof TAccess[TPattern] & ('partitionKey' | 'sortKey')] extends [never]
      ? never
      : | PartitionNames<TAccess[TPattern], TTable, HoleNames<TPartition>>
        | ('sortKey' extends keyof TAccess[TPattern]
            ? HoleNames<TAccess[TPattern]['sortKey']>
            : SortNames<TAccess[TPattern], TTable>[number])
  }
}

/** Says that an update may not set an attribute. */
export type Unsettable<TName extends string = string> =
  TypeMessage<`${TName} is part of the key, read-only or derived: it cannot be set`>

/** An attribute's type as it is read. */
type OutputOf<TShape, TName> = TName extends keyof TShape
  ? TShape[TName] extends AnyNode
    ? TShape[TName]['_zod']['output']
    : never
  : never

type VersionOf<TVersion> = TVersion extends string ? { [TName in TVersion]: number } : unknown
type UpdatedAtOf<TTimestamps> = TTimestamps extends { updatedAt: infer TName extends string } ? TName : never
type CreatedAtOf<TTimestamps> = TTimestamps extends { createdAt: infer TName extends string } ? TName : never
type Kept<TVersion, TTimestamps> = {
  [
    TName in TVersion | CreatedAtOf<TTimestamps> | UpdatedAtOf<TTimestamps> as TName & string
  ]: TName extends TVersion ? number : Date
}

type NamesWith<TAttributes, TFlag extends string> = {
  [TName in keyof TAttributes]: TAttributes[TName] extends { [TKey in TFlag]: true } ? TName : never
}[keyof TAttributes]

/** The schema's input, with codecs in their output form (rule M2): as a property, since messages print aliases. */
interface NewItemOf<TShape> {
  item: {
    -readonly [TName in keyof TShape as TShape[TName] extends OptionalOnInput ? never : TName]: Written<
      TShape[TName]
    >
  } & {
    -readonly [TName in keyof TShape as TShape[TName] extends OptionalOnInput ? TName : never]?: Written<
      TShape[TName]
    >
  }
}

interface OptionalOnInput {
  _zod: { optin: 'optional' | 'defaulted' }
}

/** What a write takes for a schema: a codec's output, at any depth, otherwise the schema's input. */
export type Written<TSchema> = TSchema extends AnyNode
  ? TSchema['_zod']['def'] extends CodecDefinition
    ? TSchema['_zod']['output']
    : // Where nothing is converted there is no codec to look for.
      TSchema['_zod']['output'] extends TSchema['_zod']['input']
      ? TSchema['_zod']['input']
      : WrittenBelow<TSchema['_zod']['def'], TSchema['_zod']['input']>
  : never

interface CodecDefinition {
  type: 'pipe'
  reverseTransform: unknown
}

type WrittenBelow<TDefinition, TInput> = TDefinition extends { type: 'object'; shape: infer TShape }
  ? NewItemOf<TShape>['item']
  : TDefinition extends { type: 'array'; element: infer TElement }
    ? Written<TElement>[]
    : TDefinition extends { innerType: infer TInner }
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

type IndexOf<TTable, TName> = TTable extends { definition: { indexes: infer TIndexes } }
  ? TName extends keyof TIndexes
    ? TIndexes[TName]
    : never
  : never

type PartitionNames<TAccess, TTable, TPrimary> = 'partitionKey' extends keyof TAccess
  ? HoleNames<TAccess['partitionKey']>
  : IndexOf<TTable, IndexName<TAccess>> extends { partitionKey: infer TKey }
    ? KeyAttributeNames<TKey>[number]
    : TPrimary

type SortNames<TAccess, TTable> = 'sortKey' extends keyof TAccess
  ? Holes<TAccess['sortKey']>
  : IndexOf<TTable, IndexName<TAccess>> extends { sortKey: infer TKey }
    ? KeyAttributeNames<TKey>
    : []

type IndexName<TAccess> = 'index' extends keyof TAccess ? TAccess['index'] : never

/** Attribute names that a template may use: the schema's and those that the library keeps. */
type TemplateAttributes<TSchema extends ObjectSchema, TVersion, TTimestamps> =
  | keyof TSchema['_zod']['def']['shape']
  | (TVersion extends string ? TVersion : never)
  | (TTimestamps extends TimestampOptions ? TTimestamps[keyof TTimestamps] : never)

/** The declaration of an access pattern, with a sentence in place of what is wrong in it. */
export type CheckedAccess<TAccess, TTable, TAttribute> =
  Exclude<AccessHoles<TAccess>, TAttribute> | Exclude<IndexName<TAccess>, IndexNames<TTable>> extends never
  ? TAccess
  : {
      [TProperty in keyof TAccess]: TProperty extends 'index'
        ? TAccess[TProperty] extends IndexNames<TTable>
          ? TAccess[TProperty]
          : TypeMessage<`the table has no index ${TAccess[TProperty] & string}`>
        : CheckedTemplate<TAccess[TProperty], TAttribute>
    }

type AccessHoles<TAccess> =
  | ('partitionKey' extends keyof TAccess ? HoleNames<TAccess['partitionKey']> : never)
  | ('sortKey' extends keyof TAccess ? HoleNames<TAccess['sortKey']> : never)

type IndexNames<TTable> = TTable extends { definition: { indexes: infer TIndexes } } ? keyof TIndexes : never

/** What `defineEntity` takes. */
export interface EntityDefinition<
  TName extends string,
  TTable,
  TSchema extends ObjectSchema,
  TPartition,
  TSort,
  TAccess,
  TVersion,
  TTimestamps,
  TAttributes,
  TDerived,
> {
  /** The entity's name: in errors, plans and, unless `entityValue` says otherwise, in the stored item. */
  readonly name: TName
  readonly table: TTable
  /** A plain zod 4 object schema, classic or mini. Nothing about storage stands in it. */
  readonly schema: TSchema
  /** How the attributes fill the table's key attributes. */
  readonly key: {
    readonly partitionKey: CheckedTemplate<TPartition, keyof TSchema['_zod']['def']['shape']>
    readonly sortKey?: CheckedTemplate<TSort, keyof TSchema['_zod']['def']['shape']>
  }
  /** Named ways to read through the table's indexes. */
  readonly access?: {
    readonly [TPattern in keyof TAccess]: CheckedAccess<
      TAccess[TPattern],
      TTable,
      TemplateAttributes<TSchema, TVersion, TTimestamps>
    >
  }
  /** The attribute that counts the item's versions, from 1; it is the library's own, not in the schema. */
  readonly version?: TVersion
  /** Attributes that the library sets to the time of a write; not in the schema. */
  readonly timestamps?: TTimestamps
  /** How single attributes are stored and shown. */
  readonly attributes?: TAttributes & {
    readonly [TAttribute in keyof TSchema['_zod']['def']['shape']]?: AttributeOptions
  }
  /** Attributes of the schema that are worked out from others at each write. */
  readonly derived?: {
    readonly [TAttribute in keyof TDerived]: {
      /** The attributes that it is worked out from. */
      readonly from: readonly TDerived[TAttribute][]
      readonly compute: (
        values: Pick<TSchema['_zod']['output'], TDerived[TAttribute] & keyof TSchema['_zod']['output']>,
      ) => TSchema['_zod']['output'][TAttribute & keyof TSchema['_zod']['output']]
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
  shape: any
  stored: any
  item: any
  newItem: any
  lock: any
  kept: any
  keyNames: any
  key: any
  derived: any
  touched: any
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
