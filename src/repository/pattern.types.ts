import type { KeyAttributeNames } from '../schema/index.js'
import type { AnyEntityTypes } from '../schema/index.js'

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
  : IndexDefinitionOf<TTypes, TPattern> extends { projection: infer TProjection; local?: false }
    ? TProjection extends 'all'
      ? TTypes['item']
      : Pick<
          TTypes['item'],
          keyof TTypes['item'] &
            (
              | TTypes['keyNames']
              | TTypes['indexed'][TPattern & keyof TTypes['indexed']]
              | (TProjection extends readonly (infer TName)[] ? TName : never)
            )
        >
    : TTypes['item']

/** What a filter may refer to: everything stored, save attributes that are key attributes of the queried index. */
export type UnkeyedStored<TTypes extends AnyEntityTypes, TPattern> = TPattern extends 'primary'
  ? WithoutKeys<TTypes['stored'], TableKeys<TTypes['table']>>
  : WithoutKeys<TTypes['stored'], IndexKeys<IndexDefinitionOf<TTypes, TPattern>>>

type WithoutKeys<TStored, TKeys> = [Extract<keyof TStored, TKeys>] extends [never]
  ? TStored
  : Omit<TStored, TKeys & keyof TStored>

type IndexKeys<TIndex> = TIndex extends { partitionKey: infer TPartition; sortKey?: infer TSort }
  ? KeyAttributeNames<TPartition>[number] | KeyAttributeNames<TSort>[number]
  : TIndex extends { sortKey: infer TSort }
    ? KeyAttributeNames<TSort>[number]
    : never
type TableKeys<TTable> = TTable extends { definition: infer TDefinition } ? IndexKeys<TDefinition> : never
