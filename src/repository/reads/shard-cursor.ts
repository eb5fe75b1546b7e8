import { assert } from '../../core/assert.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import { cursorError } from './cursor.js'
import type { PartPosition } from './cursor.js'
import { assertPosition, isWithinPartition, positionOf } from './position.js'
import type { QueryState } from './query-state.js'

/** Where a read of several shards stands. */
export interface ShardPositions {
  /** Of each shard where its next request begins: before its first item, or behind a certain one. */
  readonly positions: readonly PartPosition[]
  /** The item that was given last; undefined at the beginning. */
  readonly boundary: { readonly shard: number; readonly stored: AttributeMap } | undefined
}

interface Identified<TState> {
  identity(state: TState): string
}

/** A read of each shard alone; where there are none, the read itself. */
export function shardStates<TState extends QueryState>(state: TState): readonly TState[] {
  return state.shards?.map((key) => ({ ...state, key, shards: undefined })) ?? [state]
}

/** The positions in the cursor of a read, checked; those of its beginning where it has none. */
export async function shardPositions<TState extends QueryState>(
  reader: Identified<TState>,
  state: TState,
): Promise<ShardPositions> {
  const { cursor, cursors } = state
  const states = shardStates(state)
  if (cursor === undefined) return { positions: states.map(() => 'ahead' as const), boundary: undefined }
  const parts = await cursors.decodeParts(cursor, identityOf(reader, state), states.length + 1)
  const positions = parts.slice(0, -1)
  for (const [shard, position] of positions.entries()) {
    const own = states[shard]
    assert(own !== undefined, 'there is a position for each shard')
    if (typeof position !== 'string') assertPosition(own, position)
  }
  const boundary = parts.at(-1)
  if (boundary === undefined || typeof boundary === 'string') return { positions, boundary: undefined }
  const shard = states.findIndex((each) => isWithinPartition(each, boundary))
  if (shard === -1) throw cursorError('its position is of another partition')
  assertPosition(states[shard] as TState, boundary)
  return { positions, boundary: { shard, stored: boundary } }
}

/** The cursor of a read that goes on there, in the direction of `state`. */
export function encodeShards<TState extends QueryState>(
  reader: Identified<TState>,
  state: TState,
  { positions, boundary }: ShardPositions,
): Promise<string> {
  const last: PartPosition = boundary?.stored ?? 'ahead'
  const parts = [...positions, last].map((part: PartPosition): PartPosition =>
    typeof part === 'string' ? part : positionOf(state, part),
  )
  return state.cursors.encodeParts(parts, identityOf(reader, state))
}

function identityOf<TState extends QueryState>(reader: Identified<TState>, state: TState): string {
  return JSON.stringify(['shards', state.shards?.length, reader.identity(state)])
}
