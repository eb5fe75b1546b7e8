import { compileCondition, compileKeyCondition, ExpressionContext } from '../../expressions/index.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { partitionKeySizeBytesMax } from '../../protocol/limits.js'
import type { KeyAttributeModel, PatternModel } from '../../schema/index.js'
import { cursorError } from './cursor.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { QueryState } from './query-state.js'
import { isSameStored } from '../writes/same-stored.js'

/** The stored attributes of a position within an index: those of its key and of the table's, each once. */
export function positionKeys({ model }: EntityRuntime, pattern: PatternModel): readonly KeyAttributeModel[] {
  const { primary } = model
  const own = [...primary.partition, ...primary.sort]
  if (pattern.index === undefined) return own
  const keys = new Map(own.map((key) => [key.name, key]))
  for (const key of [...pattern.partition, ...pattern.sort]) keys.set(key.name, key)
  return [...keys.values()]
}

/** Where an item stands. */
export function positionOf({ runtime, pattern }: QueryState, stored: AttributeMap): AttributeMap {
  return attributesOf(positionKeys(runtime, pattern), stored)
}

/** The primary key of an item. */
export function storedKeyOf({ model: { primary } }: EntityRuntime, stored: AttributeMap): AttributeMap {
  return attributesOf([...primary.partition, ...primary.sort], stored)
}

function attributesOf(keys: readonly KeyAttributeModel[], stored: AttributeMap): AttributeMap {
  const attributes: AttributeMap = {}
  for (const { name } of keys) {
    const value = stored[name]
    if (value !== undefined) attributes[name] = value
  }
  return attributes
}

/** Where a query goes on: the position in its cursor, checked; undefined for the first page. */
export async function startOf<TState extends QueryState>(
  reader: { identity(state: TState): string },
  state: TState,
): Promise<AttributeMap | undefined> {
  const { cursor, cursors } = state
  if (cursor === undefined) return undefined
  const position = await cursors.decode(cursor, reader.identity(state))
  assertPosition(state, position)
  return position
}

/** Refuses a position that no item of the query can have: a cursor that was made by hand. */
export function assertPosition(state: QueryState, position: AttributeMap): void {
  const keys = positionKeys(state.runtime, state.pattern)
  const isWhole =
    Object.keys(position).length === keys.length &&
    keys.every((key) => Object.hasOwn(position, key.name) && isOfKey(position[key.name], key))
  if (!isWhole) throw cursorError('its position is not one of this table')
  if (!isWithinPartition(state, position)) throw cursorError('its position is of another partition')
}

/** Whether a position is in the partition that is read; a scan reads all. */
export function isWithinPartition({ pattern, key }: QueryState, position: AttributeMap): boolean {
  return pattern.partition.every(
    ({ name }, index) => key === undefined || isSameStored(key.partitionValues[index], position[name]),
  )
}

function isOfKey(value: AttributeValue | undefined, { type }: KeyAttributeModel): boolean {
  const content = value?.[type]
  if (content === undefined || content.length === 0 || content.length > partitionKeySizeBytesMax) return false
  return type !== 'N' || Number.isFinite(Number(content))
}

/** What a cursor is bound to: the entity, the access pattern, its key, the caller's filter and the direction. */
export function queryIdentity(state: QueryState): string {
  const { runtime, pattern, key, filter, isDescending } = state
  const context = new ExpressionContext()
  const condition = key && compileKeyCondition({ kind: 'key-condition', conditions: key.conditions }, context)
  const filtered = filter && compileCondition(filter, context, 'FilterExpression')
  const parts = [
    runtime.tableName,
    runtime.model.name,
    pattern.name,
    pattern.index,
    condition,
    filtered,
    context.attributes(),
    isDescending,
  ]
  if (state.isDeleted === true) parts.push('deleted')
  return identityText(parts)
}

/** Parts of an identity as text, bytes among them included. */
export function identityText(parts: readonly unknown[]): string {
  return JSON.stringify(parts, (_name, value: unknown) => (value instanceof Uint8Array ? [...value] : value))
}
