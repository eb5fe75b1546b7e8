import type { ConditionNode, ProjectionNode } from '../../expressions/index.js'
import type { PatternModel } from '../../schema/index.js'
import type { CursorCodec } from './cursor.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { QueryKey } from './key-range.js'

/** Everything that a query says, decided by its builder and never changed. */
export interface QueryState {
  readonly runtime: EntityRuntime
  readonly pattern: PatternModel
  readonly cursors: CursorCodec
  /** Other entities whose items the requests can meet. */
  readonly others: readonly EntityRuntime[]
  /** Undefined for a scan. */
  readonly key: QueryKey | undefined
  /** Of a sharded partition the key of each shard, of which `key` is the first. */
  readonly shards: readonly QueryKey[] | undefined
  readonly filter: ConditionNode | undefined
  /** Reads the deleted items that are kept, in place of the others (rule W9). */
  readonly isDeleted?: boolean
  readonly projection: ProjectionNode | undefined
  /** Stored names that are read of every item, whatever is selected: what tells that an item is deleted. */
  readonly marks?: readonly string[]
  readonly isDescending: boolean
  readonly isConsistent: boolean
  readonly limit: number | undefined
  readonly readLimit: number | undefined
  readonly cursor: string | undefined
}
