import type { AnyEntityTypes, KeyAttributeNames } from '../schema/index.js'

type IndexDefinitionOf<TTypes extends AnyEntityTypes, TPattern> = TTypes['table'] extends {
  definition: { indexes: infer TIndexes }
}
  ? TTypes['access'][TPattern & keyof TTypes['access']] extends { index: infer TIndex }
    ? TIndexes[TIndex & keyof TIndexes]
    : undefined
  : undefined

/** Whether the pattern reads a global index. */
export type IsGlobal<TTypes extends AnyEntityTypes, TPattern> = TPattern extends 'primary'
  ? false
  : IndexDefinitionOf<TTypes, TPattern> extends { local: true }
    ? false
    : true

/** The item as the pattern's index holds it: what a global index does not project is absent (rule R5). */
export type PatternItem<TTypes extends AnyEntityTypes, TPattern> = TPattern extends 'primary'
  ? TTypes['item']
  : IndexDefinitionOf<TTypes, TPattern> extends PartialProjection<infer TProjection>
    ? Pick<
        TTypes['item'],
        keyof TTypes['item'] &
          (
            | TTypes['keyNames']
            | TTypes['patterns'][TPattern & keyof TTypes['patterns']]['partition']
            | TTypes['patterns'][TPattern & keyof TTypes['patterns']]['sort'][number]
            | NamesOf<TTypes, TProjection>
          )
      >
    : TTypes['item']

/** What a filter may refer to: everything that the index holds, save its key attributes (rule R3). */
export type UnkeyedStored<TTypes extends AnyEntityTypes, TPattern> = TPattern extends 'primary'
  ? WithoutKeys<TTypes['stored'], TableKeys<TTypes['table']>>
  : IndexDefinitionOf<TTypes, TPattern> extends PartialProjection<infer TProjection>
    ? WithoutKeys<
        Pick<
          TTypes['stored'],
          keyof TTypes['stored'] & (TableKeys<TTypes['table']> | NamesOf<TTypes, TProjection>)
        >,
        IndexKeys<IndexDefinitionOf<TTypes, TPattern>>
      >
    : WithoutKeys<TTypes['stored'], IndexKeys<IndexDefinitionOf<TTypes, TPattern>>>

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

type WithoutKeys<TStored, TKeys> = [Extract<keyof TStored, TKeys>] extends [never]
  ? TStored
  : Omit<TStored, TKeys & keyof TStored>

type IndexKeys<TIndex> = TIndex extends { partitionKey: infer TPartition; sortKey?: infer TSort }
  ? KeyAttributeNames<TPartition>[number] | KeyAttributeNames<TSort>[number]
  : TIndex extends { sortKey: infer TSort }
    ? KeyAttributeNames<TSort>[number]
    : never
type TableKeys<TTable> = TTable extends { definition: infer TDefinition } ? IndexKeys<TDefinition> : never
