import type { ConditionNode } from '../expressions/index.js'
import {
  allOf,
  compareStored,
  compileCondition,
  compileKeyCondition,
  compileProjection,
  ExpressionContext,
  projectionOf,
} from '../expressions/index.js'
import { intersects, mayMatch } from '../keys/index.js'
import type { AttributeMap } from '../protocol/attribute-value.js'
import type { QueryInput, ScanInput } from '../protocol/items.js'
import type { KeyAttributeModel, PatternModel } from '../schema/index.js'
import type { EntityRuntime } from './entity-runtime.js'
import type { QueryState } from './query-state.js'

/** A read of one page, as it goes to DynamoDB. */
export type ReadRequest =
  | { readonly operation: 'Query'; readonly input: QueryInput }
  | { readonly operation: 'Scan'; readonly input: ScanInput }

/** The request for one page; `start` is where it begins. */
export function readRequest(
  state: QueryState,
  now: number,
  start: AttributeMap | undefined,
  limit: number | undefined,
  isCount = false,
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
  const filter = fullFilter(state, now)
  if (filter !== undefined) input.FilterExpression = compileCondition(filter, context, 'FilterExpression')
  addSelection(state, input, context, isCount)
  Object.assign(input, context.attributes())
  if (state.isDescending) input.ScanIndexForward = false
  if (state.isConsistent) input.ConsistentRead = true
  const evaluated = least(state.readLimit, filter === undefined ? limit : undefined)
  if (evaluated !== undefined) input.Limit = evaluated
  if (start !== undefined) input.ExclusiveStartKey = start
  return key === undefined ? { operation: 'Scan', input } : { operation: 'Query', input }
}

function addSelection(
  state: QueryState,
  input: QueryInput,
  context: ExpressionContext,
  isCount: boolean,
): void {
  const { runtime, pattern, projection } = state
  if (isCount) input.Select = 'COUNT'
  else if (projection !== undefined) {
    const places = [...projection.places]
    for (const name of positionNames(runtime, pattern)) places.push(runtime.storedPlace(name))
    if (runtime.model.marker !== undefined && pattern.projects(runtime.model.marker.attribute))
      places.push(runtime.storedPlace(runtime.model.marker.attribute))
    input.ProjectionExpression = compileProjection(projectionOf(places), context)
  } else if (pattern.index !== undefined && !pattern.isGlobal && !pattern.projectsAll)
    input.Select = 'ALL_ATTRIBUTES'
}

const least = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined ? other : other === undefined ? one : Math.min(one, other)

/** The stored attributes of a position within the index: those of its key and of the table's. */
export function positionNames({ model }: EntityRuntime, pattern: PatternModel): ReadonlySet<string> {
  const keys = [...model.primary.partition, ...model.primary.sort, ...pattern.partition, ...pattern.sort]
  return new Set(keys.map((key) => key.name))
}

/** The caller's filter, and what keeps expired items and those of other entities out. */
export function fullFilter(state: QueryState, now: number): ConditionNode | undefined {
  const { runtime, pattern } = state
  const { expiry } = runtime.model
  const alive = expiry !== undefined && pattern.projects(expiry.storedName) ? runtime.isAlive(now) : undefined
  return allOf(state.filter, alive, ownMarker(state))
}

/** The condition that an item is of this entity, where others can be in the way and the index tells them apart. */
function ownMarker(state: QueryState): ConditionNode | undefined {
  const { marker } = state.runtime.model
  if (marker === undefined || !state.pattern.projects(marker.attribute)) return undefined
  if (otherEntities(state).length === 0) return undefined
  return compareStored(state.runtime.storedPlace(marker.attribute), '=', { S: marker.value })
}

/** The other entities whose items the requests can meet. */
export function otherEntities({ runtime, pattern, key, others }: QueryState): readonly EntityRuntime[] {
  return others
    .filter((other) => {
      const theirs = pattern.index === undefined ? [other.model.primary] : other.model.patterns
      return theirs.some((candidate) => {
        if (candidate.index !== pattern.index) return false
        if (key === undefined) return true
        if (!pattern.partition.every((own, index) => mayShare(own, candidate.partition[index]))) return false
        const [sort] = candidate.sort
        return sort === undefined || sort.kind !== 'template' || mayMatch(key.range, sort.template)
      })
    })
    .filter((other) => other !== runtime)
}

function mayShare(own: KeyAttributeModel, other: KeyAttributeModel | undefined): boolean {
  if (own.kind !== 'template' || other?.kind !== 'template') return true
  return intersects(own.template, other.template) !== undefined
}
