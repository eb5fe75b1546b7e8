import type { MonotableError } from '../../core/errors.js'
import type { ConditionNode, Place } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { DeleteItemInput, PutItemInput, UpdateItemInput } from '../../protocol/items.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { Earlier } from './earlier.js'
import type { SentinelChange } from './sentinels.js'

/** A write as it goes to DynamoDB, alone or within a transaction. */
export type WriteRequest =
  | { readonly operation: 'PutItem'; readonly input: PutItemInput }
  | { readonly operation: 'UpdateItem'; readonly input: UpdateItemInput }
  | { readonly operation: 'DeleteItem'; readonly input: DeleteItemInput }

/** One write, decided in every detail, and what becomes of its answer. */
export interface WriteAction {
  readonly runtime: EntityRuntime
  readonly verb: string
  readonly key: Values
  readonly request: WriteRequest
  /** The item as it will be, told when it is first asked for; undefined where only DynamoDB can tell. */
  known(): Record<string, unknown> | undefined
  /** What the operation gives back, from the attributes that DynamoDB returned. */
  result(attributes: AttributeMap | undefined): unknown
  /** The failure that a refused condition means, from the item that is stored. */
  refused(stored: AttributeMap | undefined, cause: unknown): MonotableError<string, object>
  /** Carried out twice, the request does something else than once: it must not be repeated (rule W8). */
  readonly sendOnce?: boolean
  /** What the item that stands in the way says of an earlier request of this write, whose answer was lost. */
  earlier(stored: AttributeMap): Earlier
  /** Another way to the same end where the condition was refused for what is stored. */
  fallback?(stored: AttributeMap | undefined): WriteAction | undefined
  readonly warnings: readonly string[]
  /** What it changes within attributes, which fails where that lies in nothing. */
  nestedPlaces?(): readonly Place[]
  /** What becomes of the values of unique constraints: with any, the write is a transaction. */
  readonly sentinels?: readonly SentinelChange[] | undefined
  /** Of a delete in a transaction: what holds where there is nothing to delete, which is no failure. */
  readonly absence?: Absence | undefined
}

/** That nothing is there: as a condition, and of what was found. */
export interface Absence {
  readonly condition: ConditionNode
  isFound(stored: AttributeMap | undefined): boolean
}

/** For the writes that need none. */
export const noWarnings: readonly string[] = Object.freeze([])
