import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { EntityRuntime } from '../entity-runtime.js'

/**
 * What is stored says of an earlier request of the same write, whose answer was lost: that it was carried out, that it was
 * not, or nothing (rule W8).
 */
export type Earlier = 'done' | 'undone' | 'unknown'

/**
 * What the version says, where what is stored is not what was written. Up to the version that would have been written,
 * somebody else has written it; past that, nobody knows who has.
 */
export function earlierByVersion(
  runtime: EntityRuntime,
  written: number | undefined,
  found: Readonly<AttributeMap>,
): Earlier {
  if (written === undefined) return 'unknown'
  const version = storedVersion(runtime, found)
  return version === undefined || version <= written ? 'undone' : 'unknown'
}

/** The version of a stored item; undefined for one from before the entity had versions. */
export function storedVersion(
  { model: { version, byName } }: EntityRuntime,
  found: Readonly<AttributeMap>,
): number | undefined {
  const stored = version === undefined ? undefined : found[byName.get(version)?.storedName ?? version]?.N
  return stored === undefined ? undefined : Number(stored)
}
