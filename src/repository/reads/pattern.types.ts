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

/** The item as the pattern's index holds it: what a global index does not project is absent (rule R5). */
export type PatternItem<TTypes extends AnyEntityTypes, TPattern extends AnyPattern> =
  TPattern['index'] extends PartialProjection<infer TProjection>
    ? Pick<
        TTypes['item'],
        keyof TTypes['item'] & (TTypes['keyNames'] | TPattern['names'] | NamesOf<TTypes, TProjection>)
      >
    : TTypes['item']

/** What a filter may refer to: everything that the index holds, save its key attributes (rule R3). */
export type UnkeyedStored<TTypes extends AnyEntityTypes, TPattern> =
  PatternOf<TTypes, TPattern>['index'] extends PartialProjection<infer TProjection>
    ? WithoutKeys<
        Pick<
          TTypes['stored'],
          keyof TTypes['stored'] & (IndexKeys<TTypes['table']> | NamesOf<TTypes, TProjection>)
        >,
        IndexKeys<PatternOf<TTypes, TPattern>['index']>
      >
    : WithoutKeys<TTypes['stored'], IndexKeys<PatternOf<TTypes, TPattern>['index']>>

/** A global index that does not hold everything. */
interface PartialProjection<TProjection extends 'keys-only' | readonly string[]> {
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

type WithoutKeys<TStored, TKeys> = keyof TStored & TKeys extends never
  ? TStored
  : Omit<TStored, TKeys & keyof TStored>

type IndexKeys<TIndex> = TIndex extends { partitionKey: infer TPartition; sortKey?: infer TSort }
  ? KeyAttributeNames<TPartition>[number] | KeyAttributeNames<TSort>[number]
  : TIndex extends { sortKey: infer TSort }
    ? KeyAttributeNames<TSort>[number]
    : never
