import type { TypeMessage } from '../../core/types/message.types.js'
import type { References, ReferenceTo } from '../../expressions/index.js'
import type { AnyEntityTypes, KeyAttributeNames } from '../../schema/index.js'

/** An access pattern of an entity that is not known yet. */
export interface AnyPattern {
  // oxlint-disable typescript/no-explicit-any -- looked up by property once the entity is known
  partition: any
  sort: any
  names: any
  index: any
  // oxlint-enable typescript/no-explicit-any
}

type PatternOf<TTypes extends AnyEntityTypes, TPattern> = TTypes['patterns'][TPattern &
  keyof TTypes['patterns']]

/** Whether the pattern reads a global index. */
export type IsGlobal<TTypes extends AnyEntityTypes, TPattern> = PatternOf<TTypes, TPattern>['index'] extends {
  local: true
}
  ? false
  : true

/** Whether the pattern reads a global index that does not hold everything; a scan reads the table. */
export type IsPartial<TTypes extends AnyEntityTypes, TPattern> = [PatternOf<TTypes, TPattern>] extends [
  { readonly index: infer TIndex },
]
  ? [TIndex] extends [PartialProjection<PartOfAll>]
    ? [TIndex] extends [never]
      ? false
      : true
    : false
  : false

/** The item as the pattern's index holds it: what a global index does not project is absent (rule R5). */
export type PatternItem<TTypes extends AnyEntityTypes, TPattern extends AnyPattern> =
  TPattern['index'] extends PartialProjection<PartOfAll>
    ? Pick<
        TTypes['item'],
        keyof TTypes['item'] &
          (TTypes['keyNames'] | TPattern['names'] | NamesOf<TTypes, TPattern['index']['projection']>)
      >
    : TTypes['item']

/**
 * What a filter may refer to: everything that the index holds, save its key attributes (rule R3); a sentence in place of
 * the others.
 */
export type FilterReferences<
  TTypes extends AnyEntityTypes,
  TPattern,
  TIndex = PatternOf<TTypes, TPattern>['index'],
> = [TIndex] extends [never]
  ? // A scan, which has no key.
    References<TTypes['stored']>
  : TIndex extends { readonly projection: infer TProjection extends PartOfAll }
    ? Filterable<
        TTypes['stored'],
        IndexKeys<TIndex>,
        IndexKeys<TTypes['table']> | NamesOf<TTypes, TProjection>
      >
    : keyof TTypes['stored'] & IndexKeys<TIndex> extends never
      ? References<TTypes['stored']>
      : Filterable<TTypes['stored'], IndexKeys<TIndex>, keyof TTypes['stored']>

/** Stands where a reference would: the compiler shows the sentence, which it would not of a bare text. */
interface Refused<TSentence extends string> {
  readonly '~refused': TypeMessage<TSentence>
}

type Filterable<TStored, TKeys, THeld> = {
  readonly [TName in keyof TStored & string]-?: TName extends TKeys
    ? Refused<`${TName} is a key attribute of what is queried: put it into the key of the query`>
    : TName extends THeld
      ? ReferenceTo<Exclude<TStored[TName], undefined>, TName>
      : Refused<`the index does not project ${TName}: project it, or filter what is returned`>
}

/** What an index that does not hold everything says of itself. */
type PartOfAll = 'keys-only' | readonly string[]

/** A global index that does not hold everything. */
interface PartialProjection<TProjection extends PartOfAll> {
  readonly local?: false
  readonly projection: TProjection
}

/** The attributes that a projection names; it names them as they are stored. */
type NamesOf<TTypes extends AnyEntityTypes, TProjection> = TProjection extends readonly (infer TStored)[]
  ? | Exclude<TStored, keyof TTypes['attributes']>
    | {
        [TName in keyof TTypes['attributes']]: StoredName<TTypes['attributes'][TName], TName> extends TStored
          ? TName
          : never
      }[keyof TTypes['attributes']]
  : never

type StoredName<TOptions, TName> = TOptions extends { storedName: infer TStored } ? TStored : TName

/** The names of an index's key attributes. */
export type IndexKeys<TIndex> = TIndex extends { partitionKey: infer TPartition; sortKey?: infer TSort }
  ? KeyAttributeNames<TPartition>[number] | KeyAttributeNames<TSort>[number]
  : TIndex extends { sortKey: infer TSort }
    ? KeyAttributeNames<TSort>[number]
    : never
