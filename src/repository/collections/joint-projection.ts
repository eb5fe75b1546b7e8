import type { Place, ProjectionNode } from '../../expressions/index.js'
import { projectionOf, storedPlace } from '../../expressions/index.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { positionKeys } from '../reads/position.js'
import type { MemberState, Part } from './collection-state.js'

/** What a collection asks for, and what of it is for whom. */
export interface JointProjection {
  /** Undefined where an entity has whole items: the request cannot tell whose item it is. */
  readonly projection: ProjectionNode | undefined
  readonly members: readonly MemberState[]
}

/**
 * One projection for all: what any of the entities asks for. Of an attribute of which they ask for different parts, all
 * is read: DynamoDB moves the elements of a list together, so that nobody could tell whose is whose.
 */
export function jointProjection(members: readonly MemberState[]): JointProjection {
  const isWhole = members.some(({ projection }) => projection === undefined)
  const mixed = mixedRoots(members)
  const comesWhole = (root: string): boolean => isWhole || mixed.has(root)
  const places = members.flatMap(({ projection }) =>
    (projection?.places ?? []).map((place) => (mixed.has(place.root) ? storedPlace(place.root) : place)),
  )
  return {
    projection: isWhole ? undefined : projectionOf(places),
    members: members.map((member) =>
      member.projection === undefined
        ? member
        : { ...member, share: shareOf(member, member.projection, comesWhole) },
    ),
  }
}

/** The attributes of which not all who ask for them ask for the same. */
function mixedRoots(members: readonly MemberState[]): ReadonlySet<string> {
  const asked = new Map<string, string>()
  const mixed = new Set<string>()
  for (const { projection } of members) {
    const own = new Map<string, string[]>()
    for (const place of projection?.places ?? []) {
      const steps = JSON.stringify(stepsOf(place))
      const others = own.get(place.root)
      if (others === undefined) own.set(place.root, [steps])
      else others.push(steps)
    }
    for (const [root, all] of own) {
      const text = all.toSorted().join(' ')
      if ((asked.get(root) ?? text) !== text) mixed.add(root)
      asked.set(root, text)
    }
  }
  return mixed
}

function shareOf(
  { runtime, pattern }: MemberState,
  { places }: ProjectionNode,
  comesWhole: (root: string) => boolean,
): ReadonlyMap<string, Part> {
  const share = new Map<string, Part>()
  for (const place of places)
    if (comesWhole(place.root)) addPart(share, stepsOf(place))
    else share.set(place.root, 'whole')
  // What tells whose the item is, where it stands, and whether it is there at all.
  const { marker, expiry, softDelete } = runtime.model
  for (const { name } of positionKeys(runtime, pattern)) share.set(name, 'whole')
  for (const name of [marker?.attribute, expiry?.storedName, softDelete?.attribute])
    if (name !== undefined) share.set(name, 'whole')
  return share
}

function addPart(parts: Map<string | number, Part>, [step, ...rest]: readonly (string | number)[]): void {
  if (step === undefined) return
  if (rest.length === 0) {
    parts.set(step, 'whole')
    return
  }
  let below = parts.get(step)
  if (below === 'whole') return
  if (below === undefined) parts.set(step, (below = new Map()))
  addPart(below, rest)
}

/** The stored names and indexes from the item down to a place. */
function stepsOf(place: Place): readonly (string | number)[] {
  return place.parent === undefined ? [place.step] : [...stepsOf(place.parent), place.step]
}

/** What of a stored item, or of a map in it, was asked for, as if nothing else had been. */
export function partsOf(parts: ReadonlyMap<string | number, Part>, map: AttributeMap): AttributeMap {
  const found: [string, AttributeValue][] = []
  for (const [name, part] of parts) {
    const value = Object.hasOwn(map, name) ? partOf(part, map[name]) : undefined
    if (value !== undefined) found.push([String(name), value])
  }
  // Sets no prototype, whatever the names are.
  return Object.fromEntries(found)
}

/** As DynamoDB projects: of a list what was asked for stands together, and nothing is left of what holds none of it. */
function partOf(part: Part, value: AttributeValue | undefined): AttributeValue | undefined {
  if (part === 'whole' || value === undefined) return value
  if (value.M !== undefined) {
    const below = partsOf(part, value.M)
    return Object.keys(below).length === 0 ? undefined : { M: below }
  }
  if (value.L === undefined) return undefined
  const elements = value.L.flatMap((element, index) => {
    const below = part.get(index)
    return below === undefined ? [] : (partOf(below, element) ?? [])
  })
  return elements.length === 0 ? undefined : { L: elements }
}
