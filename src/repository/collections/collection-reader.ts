import { MonotableError } from '../../core/errors.js'
import type { ConditionNode } from '../../expressions/index.js'
import {
  allOf,
  anyOf,
  compareStored,
  compileCondition,
  ExpressionContext,
  negate,
  notExists,
} from '../../expressions/index.js'
import type { KeyRange } from '../../keys/index.js'
import { isWithin } from '../../keys/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import { holderAttribute } from '../../schema/index.js'
import type { EntityRuntime } from '../entity-runtime.js'
import { identityText, queryIdentity, storedKeyOf } from '../reads/position.js'
import type { PageRange, ReadRequest, Wanted } from '../reads/query-input.js'
import { formRequest } from '../reads/query-input.js'
import type { Reader } from '../reads/read-batch.js'
import { hasOwnKeys, readRow } from '../reads/read-row.js'
import { isSentinel } from '../writes/sentinels.js'
import type { QueryState } from '../reads/query-state.js'
import type { CollectionState, Element, MemberState } from './collection-state.js'
import { partsOf } from './joint-projection.js'

/** Reads the items of several entities, each as its own entity would. */
export const collectionReader: Reader<CollectionState, Element> = {
  identity: identityOf,
  request: collectionRequest,
  read: readElement,
  // Only who looks at the items can tell how many are of the entities.
  wantedForCount: () => 'owners',
  isCounted: (state, stored, now) => find(state, stored, now) !== undefined,
}

/** What a cursor is bound to: what a query's is, and the filter of each entity. */
function identityOf(state: CollectionState): string {
  const filters = state.members.map(({ name, filter }) => {
    const context = new ExpressionContext()
    const text = filter && compileCondition(filter, context, 'FilterExpression')
    return [name, text, context.attributes()]
  })
  return identityText(['collection', state.collection, queryIdentity(state), filters])
}

/** The request for one page. */
function collectionRequest(
  state: CollectionState,
  now: number,
  range: PageRange,
  wanted: Wanted,
): ReadRequest {
  return formRequest(state, range, filterOf(state, now), isNarrowing(state), wanted)
}

/** Whether much of what is read may be left out, so that a limit of what is returned cannot limit what is read. */
function isNarrowing({ others, members, isApart }: CollectionState): boolean {
  return isApart || others.length > 0 || members.some(({ filter }) => filter !== undefined)
}

/** What keeps out expired items, deleted ones, those of other entities, those that a filter leaves out, and what is no item. */
function filterOf(state: CollectionState, now: number): ConditionNode | undefined {
  return allOf(
    aliveCondition(state, now),
    ...state.members.map((member) => memberCondition(member)),
    otherCondition(state),
    itemCondition(state),
  )
}

/** An expiry is stored in one attribute of the table, whosever the item is; a key attribute takes no filter. */
function aliveCondition(state: CollectionState, now: number): ConditionNode | undefined {
  const { runtime, pattern } = state
  const { timeToLive } = runtime.model.table.definition
  if (timeToLive === undefined || !pattern.projects(timeToLive) || includesExpired(state)) return undefined
  if ([...pattern.partition, ...pattern.sort].some(({ name }) => name === timeToLive)) return undefined
  const second = String(Math.floor(now / 1000))
  return negate(compareStored(runtime.storedPlace(timeToLive), '<=', { N: second }))
}

const includesExpired = ({ members }: CollectionState): boolean =>
  members.some(({ pattern }) => pattern.includeExpired)

function itemCondition({ hasSentinels, runtime, pattern }: CollectionState): ConditionNode | undefined {
  return hasSentinels && pattern.projects(holderAttribute)
    ? notExists(runtime.storedPlace(holderAttribute))
    : undefined
}

/** Items that name no entity are let through: their keys tell whose they are, see `find`. */
function memberCondition({ runtime, pattern, filter }: MemberState): ConditionNode | undefined {
  const { marker, softDelete } = runtime.model
  const isShown = softDelete?.remaining.has(pattern) === true ? runtime.isNotDeleted : undefined
  const wanted = allOf(filter, isShown)
  if (wanted === undefined || marker === undefined) return undefined
  const isOwn = compareStored(runtime.storedPlace(marker.attribute), '=', { S: marker.value })
  return anyOf(negate(isOwn), wanted)
}

function otherCondition({ runtime, pattern, others }: CollectionState): ConditionNode | undefined {
  const isOther = anyOf(
    ...others.map(({ model: { marker } }) =>
      marker !== undefined && pattern.projects(marker.attribute)
        ? compareStored(runtime.storedPlace(marker.attribute), '=', { S: marker.value })
        : undefined,
    ),
  )
  return isOther && negate(isOther)
}

/** One stored item as the collection returns it; undefined for one that is left out. */
function readElement(state: CollectionState, stored: AttributeMap, now: number): Element | undefined {
  const member = find(state, stored, now)
  if (member === undefined) return undefined
  if (member !== 'unknown') {
    const { share } = member
    const item = readRow(member, share === undefined ? stored : partsOf(share, stored), now)
    return item && { entity: member.name, item }
  }
  const { marker } = state.runtime.model
  return {
    entity: undefined,
    key: storedKeyOf(state.runtime, stored),
    storedEntity: marker && stored[marker.attribute]?.S,
  }
}

/** Whose item it is: a member's, unknown, or none of what is asked for. */
function find(
  state: CollectionState,
  stored: AttributeMap,
  now: number,
): MemberState | 'unknown' | undefined {
  const { members, others, runtime, pattern } = state
  const { marker } = runtime.model
  const named = marker && stored[marker.attribute]?.S
  const isOf = ({ model }: EntityRuntime): boolean =>
    named === undefined ? hasOwnKeys(model, stored) : model.marker?.value === named
  const [sort] = pattern.sort
  const text = sort?.kind === 'template' ? stored[sort.name]?.S : undefined
  const isAskedOf = (part: QueryState): boolean => text === undefined || isWithin(rangeOf(part), text)
  const member = members.find((each) => isOf(each.runtime))
  if (member === undefined) {
    if (others.some(isOf) || isSentinel(stored) || !isAskedOf(state)) return undefined
    return !includesExpired(state) && isPast(runtime, stored, now) ? undefined : 'unknown'
  }
  if (!isAskedOf(member)) return undefined
  if (!member.pattern.includeExpired && member.runtime.hasExpired(stored, now)) return undefined
  if (member.runtime.hasDeleted(stored)) return undefined
  if (named === undefined && member.filter !== undefined) throw unmarked(state, member, stored)
  return member
}

const rangeOf = ({ key }: QueryState): KeyRange => key?.range ?? { operator: 'all' }

function isPast({ model }: EntityRuntime, stored: AttributeMap, now: number): boolean {
  const { timeToLive } = model.table.definition
  const at = timeToLive === undefined ? undefined : stored[timeToLive]?.N
  return at !== undefined && Number(at) <= Math.floor(now / 1000)
}

function unmarked(
  { collection }: CollectionState,
  { name }: MemberState,
  stored: AttributeMap,
): MonotableError {
  return new MonotableError(
    'repository.collection-filter',
    `Collection ${collection}: an item of ${name} names no entity, so that DynamoDB could not tell whether the filter is for it: write it again through the repository, or filter what is returned`,
    { collection, entity: name, stored },
  )
}
