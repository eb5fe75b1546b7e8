import type { ScalarAttributeType } from '../protocol/tables.js'

/** A key attribute: its name where it is a string (S), or its name and type. */
export type KeyAttributeDefinition = string | { readonly name: string; readonly type: ScalarAttributeType }

/** What an index holds beside the keys: everything, nothing, or the stored attributes that are named. */
export type ProjectionDefinition = 'all' | 'keys-only' | readonly string[]

/**
 * A global secondary index. One key attribute is filled by the entities' key templates; a list of up to four is a
 * native multi-attribute key, made of attributes that the items have anyway.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export interface GlobalIndexDefinition {
  readonly local?: false
  readonly partitionKey: KeyAttributeDefinition | readonly KeyAttributeDefinition[]
  readonly sortKey?: KeyAttributeDefinition | readonly KeyAttributeDefinition[]
  readonly projection?: ProjectionDefinition
}

/**
 * A local secondary index: the table's partition key with another sort key.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html
 */
export interface LocalIndexDefinition {
  readonly local: true
  readonly partitionKey?: never
  readonly sortKey: KeyAttributeDefinition
  readonly projection?: ProjectionDefinition
}

export type IndexDefinition = GlobalIndexDefinition | LocalIndexDefinition

export interface TableDefinition {
  /** The logical name: the name in AWS unless `createDatabase` is given another. */
  readonly name: string
  readonly partitionKey: KeyAttributeDefinition
  readonly sortKey?: KeyAttributeDefinition
  /** The stored attribute that holds an item's expiry, in seconds since 1970 (N). */
  readonly timeToLive?: string
  readonly stream?: 'keys-only' | 'new-image' | 'old-image' | 'new-and-old-images'
  readonly indexes?: { readonly [index: string]: IndexDefinition }
  /** The stored attribute in which an item names its entity; `_entity` by default, `false` for none. */
  readonly entityAttribute?: string | false
}

/** A DynamoDB table as the entities see it: key attributes and indexes. Made by `defineTable`. */
export interface Table<out TDefinition = TableDefinition> {
  readonly name: string
  readonly definition: TDefinition
}

type KeyAttributeName<TKey> = TKey extends string ? TKey : TKey extends { name: infer TName } ? TName : never

/** The names of an index key's attributes, in order. */
export type KeyAttributeNames<TKey> = TKey extends undefined
  ? []
  : TKey extends readonly unknown[]
    ? { [I in keyof TKey]: KeyAttributeName<TKey[I]> }
    : [KeyAttributeName<TKey>]
