import type { AttributeMap } from '../../src/protocol/attribute-value.js'

/** A change of one item, as the stream has it: what was there, what is there, and which of its changes it is. */
export interface Change {
  readonly key: string
  readonly old: AttributeMap | undefined
  readonly next: AttributeMap | undefined
}

/** What one call was to write to one item. */
export interface Intent {
  readonly key: string
  /** Whether it may have made this change. */
  readonly explains: (change: Change) => boolean
  /** It takes the item away, or marks it as deleted or restored: then nothing that is stored names the call. */
  readonly kind: 'write' | 'delete' | 'restore'
}

/** A call that was made, and what it was told. */
export interface Deed {
  readonly by: string
  readonly way: string
  readonly intents: readonly Intent[]
  /** All of its intents are done, or none. */
  readonly isAtomic: boolean
  /** As documented, a repetition does it again where others have written in between. */
  readonly isRepeatable: boolean
  /** As documented, the item is read after the write, and may have been written by others since. */
  readonly isReadBack: boolean
  outcome: 'done' | 'undone' | 'unknown' | 'partly'
  /** Keys of the intents that a batch says are not done, as far as it knows. */
  leftover: ReadonlySet<string>
  /** Items that the call gave. */
  given: readonly unknown[]
  error: unknown
}

export const numberOf = (item: AttributeMap | undefined, name: string): number =>
  Number(item?.[name]?.N ?? NaN)
export const textOf = (item: AttributeMap | undefined, name: string): string | undefined => item?.[name]?.S

/** The key of an item as text, for maps. */
export const keyOf = (item: AttributeMap | undefined): string => `${textOf(item, 'pk')} ${textOf(item, 'sk')}`

export const placeOfEvent = (id: string): string => `E#t#${id} EVENT`
