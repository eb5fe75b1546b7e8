import { MonotableError } from '../../core/errors.js'
import type { Place } from '../../expressions/index.js'
import { unparked } from '../../marshalling/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { EntityModel, KeyAttributeModel } from '../../schema/index.js'
import { keepSelected, selectedNames } from './projected-row.js'
import type { QueryState } from './query-state.js'

type Row = Record<string, unknown>

/** One stored item as the query returns it; undefined for one that is not the entity's, or whose time has passed. */
export function readRow(state: QueryState, stored: AttributeMap, now: number): Row | undefined {
  const { runtime, pattern, projection } = state
  if (!isOwn(state, stored)) return undefined
  if (!pattern.includeExpired && runtime.hasExpired(stored, now)) return undefined
  if (state.isDeleted !== true && runtime.hasDeleted(stored)) return undefined
  if (projection === undefined && (pattern.projectsAll || !pattern.isGlobal)) return runtime.decode(stored)
  const { softDelete } = runtime.model
  const row = runtime.codec.decodePartial(softDelete === undefined ? stored : unparked(softDelete, stored))
  addFromKeys(state, stored, row)
  if (projection === undefined) addAbsent(state, row)
  else {
    keepSelected(runtime.model, projection.places, row)
    addVersion(state, projection.places, row)
  }
  for (const name of runtime.model.hidden) delete row[name]
  runtime.partialRows.add(row)
  return row
}

/** Whether an item is of the entity: by the name in it, where it has one, otherwise by its keys (rule M6). */
export function isOwn({ runtime: { model } }: QueryState, stored: AttributeMap): boolean {
  const { marker } = model
  const named = marker && stored[marker.attribute]?.S
  return named === undefined ? hasOwnKeys(model, stored) : named === marker?.value
}

/** Whether an item's primary key is one of the entity. */
export function hasOwnKeys({ primary }: EntityModel, stored: AttributeMap): boolean {
  return primary.partition.every((key) => fits(key, stored)) && primary.sort.every((key) => fits(key, stored))
}

function fits(key: KeyAttributeModel, stored: AttributeMap): boolean {
  if (key.kind !== 'template') return true
  const text = stored[key.name]?.S
  return text !== undefined && key.template.parse(text) !== undefined
}

/** What an index does not project may still stand in its keys: templates give attributes back (rule K3). */
function addFromKeys({ runtime, pattern, projection }: QueryState, stored: AttributeMap, row: Row): void {
  if (!pattern.isGlobal || pattern.projectsAll) return
  const wanted = projection && selectedNames(projection.places)
  const { primary } = runtime.model
  for (const keys of [primary.partition, primary.sort, pattern.partition, pattern.sort])
    for (const key of keys) {
      const value = stored[key.name]
      const isNeeded = key.holes.some(
        (hole) => !Object.hasOwn(row, hole) && (wanted === undefined || wanted.has(hole)),
      )
      if (value === undefined || !isNeeded) continue
      const parts = runtime.keys.read(key, value)
      if (parts === undefined)
        throw new MonotableError(
          'repository.malformed-key',
          `${runtime.model.name}, access pattern ${pattern.name}: the stored ${key.name} is not of the entity's template`,
          { entity: runtime.model.name, accessPattern: pattern.name, attribute: key.name },
        )
      for (const hole of key.holes) if (!Object.hasOwn(row, hole)) row[hole] = parts[hole]
    }
}

/** An item from before the entity had a version is of version 0, and locked as such. */
function addVersion({ runtime: { model } }: QueryState, places: readonly Place[], row: Row): void {
  const { version } = model
  if (version !== undefined && row[version] === undefined && selectedNames(places).has(version))
    row[version] = 0
}

/** What the index would hold and what is not stored all the same: empty sets, and the version of old items. */
function addAbsent({ runtime, pattern }: QueryState, row: Row): void {
  const { fields, version } = runtime.model
  for (const { name, storedName, isOptional, model } of fields) {
    if (Object.hasOwn(row, name) || !pattern.projects(storedName)) continue
    if (model.kind === 'set' && !isOptional) row[name] = new Set()
    else if (name === version) row[name] = 0
  }
}
