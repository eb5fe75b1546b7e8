import type { ConditionNode, Place } from '../../expressions/index.js'
import {
  allOf,
  anyOf,
  compareStored,
  compileCondition,
  compileKeyCondition,
  compileProjection,
  ExpressionContext,
  notExists,
  projectionOf,
} from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { QueryInput, ScanInput } from '../../protocol/items.js'
import { positionKeys } from './position.js'
import type { QueryState } from './query-state.js'

/** A read of one page, as it goes to DynamoDB. */
export type ReadRequest =
  | { readonly operation: 'Query'; readonly input: QueryInput }
  | { readonly operation: 'Scan'; readonly input: ScanInput }

/** What is wanted of the items: all that the query selects, their number, or only what tells whose they are. */
export type Wanted = 'items' | 'count' | 'owners'

/**
 * What a count asks for: DynamoDB counts by itself, save where only the keys tell whose an item is, or that its time has
 * passed.
 */
export function wantedForCount(state: QueryState): Wanted {
  const isAsked = isToldByKeys(state) || (!state.pattern.includeExpired && isSortedByExpiry(state))
  return isAsked ? 'owners' : 'count'
}

/** Whether the expiry is a key attribute of what is queried: DynamoDB filters by others only. */
function isSortedByExpiry({ runtime, pattern, key }: QueryState): boolean {
  const { expiry } = runtime.model
  if (expiry === undefined || key === undefined) return false
  for (const { name } of pattern.sort) if (name === expiry.storedName) return true
  for (const { name } of pattern.partition) if (name === expiry.storedName) return true
  return false
}

/** One of the equal parts into which a parallel scan divides the table. */
export interface Segment {
  readonly number: number
  readonly of: number
}

/** One page of a query: where it begins, and how many items it is to give at most. */
export interface PageRange {
  readonly start: AttributeMap | undefined
  readonly limit: number | undefined
  /** Which part of the table a parallel scan reads. */
  readonly segment?: Segment | undefined
}

/** The request for one page. */
export function readRequest(
  state: QueryState,
  now: number,
  range: PageRange,
  wanted: Wanted = 'items',
): ReadRequest {
  return formRequest(state, range, fullFilter(state, now, wanted), isNarrowed(state), wanted)
}

/** The request for one page through a filter; narrowed where much of what is read may be left out. */
export function formRequest(
  state: QueryState,
  { start, limit, segment }: PageRange,
  filter: ConditionNode | undefined,
  isNarrowing: boolean,
  wanted: Wanted,
): ReadRequest {
  const { runtime, pattern, key } = state
  const context = new ExpressionContext()
  const input: QueryInput & ScanInput = { TableName: runtime.tableName }
  if (pattern.index !== undefined) input.IndexName = pattern.index
  if (key !== undefined)
    input.KeyConditionExpression = compileKeyCondition(
      { kind: 'key-condition', conditions: key.conditions },
      context,
    )
  if (filter !== undefined) input.FilterExpression = compileCondition(filter, context, 'FilterExpression')
  addSelection(state, input, context, wanted)
  context.addTo(input)
  if (state.isDescending) input.ScanIndexForward = false
  if (state.isConsistent) input.ConsistentRead = true
  const evaluated = least(state.readLimit, isNarrowing ? undefined : limit)
  if (evaluated !== undefined) input.Limit = evaluated
  if (segment !== undefined) {
    input.Segment = segment.number
    input.TotalSegments = segment.of
  }
  if (start !== undefined) input.ExclusiveStartKey = start
  return key === undefined ? { operation: 'Scan', input } : { operation: 'Query', input }
}

function addSelection(
  state: QueryState,
  input: QueryInput,
  context: ExpressionContext,
  wanted: Wanted,
): void {
  const { pattern, projection } = state
  if (wanted === 'count') input.Select = 'COUNT'
  else if (wanted === 'owners')
    input.ProjectionExpression = compileProjection(projectionOf(ownerPlaces(state)), context)
  else if (projection !== undefined) {
    // What a global index does not project is read from its keys, see `readRow`.
    const held = projection.places.filter((place) => !pattern.isGlobal || pattern.projects(place.root))
    const places = [...held, ...ownerPlaces(state)]
    input.ProjectionExpression = compileProjection(projectionOf(places), context)
  } else if (pattern.index !== undefined && !pattern.isGlobal && !pattern.projectsAll)
    input.Select = 'ALL_ATTRIBUTES'
}

/** What tells where an item stands and whose it is. */
function ownerPlaces(state: QueryState): Place[] {
  const { runtime, pattern } = state
  const { marker } = runtime.model
  const places = positionKeys(runtime, pattern).map(({ name }) => runtime.storedPlace(name))
  if (marker !== undefined && pattern.projects(marker.attribute))
    places.push(runtime.storedPlace(marker.attribute))
  for (const name of state.marks ?? []) places.push(runtime.storedPlace(name))
  return places
}

/**
 * Whether much of what is read may be left out, so that a limit of what is returned cannot limit what is read. Expired
 * items are left out too, but they are few: DynamoDB deletes them within days. Nor are deleted items many beside the others.
 */
function isNarrowed({ filter, others, isDeleted }: QueryState): boolean {
  return filter !== undefined || others.length > 0 || isDeleted === true
}

const least = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined ? other : other === undefined ? one : Math.min(one, other)

/** Whether others can be in the way whom only the keys tell apart, so that no request can leave them out. */
export function isToldByKeys({ runtime, pattern, others }: QueryState): boolean {
  const { marker, uniques } = runtime.model
  return (
    (others.length > 0 || uniques.length > 0) && (marker === undefined || !pattern.projects(marker.attribute))
  )
}

/** The caller's filter, and what keeps expired items, deleted ones and those of other entities out. */
function fullFilter(state: QueryState, now: number, wanted: Wanted = 'items'): ConditionNode | undefined {
  const { runtime, pattern } = state
  const alive = pattern.includeExpired || isSortedByExpiry(state) ? undefined : runtime.isAlive(now)
  return allOf(state.filter, alive, deletion(state), ownMarker(state, wanted))
}

/** Deleted items are in no index that they could be taken out of. */
function deletion({ runtime, pattern, isDeleted }: QueryState): ConditionNode | undefined {
  if (isDeleted === true) return runtime.isDeleted
  return runtime.model.softDelete?.remaining.has(pattern) === true ? runtime.isNotDeleted : undefined
}

/**
 * The condition that an item names this entity or none (rule M6). Items are looked at anyway, so that it is needed only
 * where others are known to be in the way; a count has to leave out unknown ones too.
 */
function ownMarker({ runtime, pattern, others }: QueryState, wanted: Wanted): ConditionNode | undefined {
  const { marker } = runtime.model
  if (marker === undefined || !pattern.projects(marker.attribute)) return undefined
  if (others.length === 0 && wanted !== 'count') return undefined
  const place = runtime.storedPlace(marker.attribute)
  return anyOf(compareStored(place, '=', { S: marker.value }), notExists(place))
}
