import type { AnyEntity, Table } from '../../schema/index.js'

/** What a schema module exports, as the verbs of the command see it. */
export interface SchemaModule {
  /** The file, by its absolute path. */
  readonly file: string
  /** The entities, by the names of their repositories, in the order in which they stand there. */
  readonly entities: Readonly<Record<string, AnyEntity>>
  /**
   * Under which name the module exports each entity, by the names of the repositories; without those that are exported
   * as part of `entities` alone.
   */
  readonly exportNames: Readonly<Record<string, string>>
  /** Whether the module exports `entities`: otherwise the names of the repositories come from those of the exports. */
  readonly exportsEntities: boolean
  /** What the module exports as `collections`: those of `createDatabase`. */
  readonly collections: Readonly<Record<string, unknown>> | undefined
  /** The tables of the entities, in the order in which they turn up. */
  readonly tables: readonly Table[]
}
