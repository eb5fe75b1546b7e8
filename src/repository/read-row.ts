import { MonotableError } from '../core/errors.js'
import type { AttributeMap } from '../protocol/attribute-value.js'
import type { KeyAttributeModel } from '../schema/index.js'
import type { QueryState } from './query-state.js'

type Row = Record<string, unknown>

/** One stored item as the query returns it; undefined for one that is not the entity's, or whose time has passed. */
export function readRow(state: QueryState, stored: AttributeMap, now: number): Row | undefined {
  const { runtime, pattern, projection } = state
  if (!isOwn(state, stored)) return undefined
  if (!pattern.includeExpired && runtime.hasExpired(stored, now)) return undefined
  const isWhole = pattern.projectsAll || !pattern.isGlobal
  if (projection === undefined && isWhole) return runtime.decode(stored)
  const row = runtime.codec.decodePartial(stored)
  if (projection === undefined) addFromKeys(state, stored, row)
  else keepSelected(state, row)
  for (const name of runtime.model.hidden) delete row[name]
  return row
}

/** Whether an item is of the entity: by the name in it, where the index holds that, otherwise by its keys (rule M6). */
function isOwn({ runtime, others }: QueryState, stored: AttributeMap): boolean {
  const { marker, primary } = runtime.model
  const named = marker && stored[marker.attribute]?.S
  if (named !== undefined) return named === marker?.value
  if (others.length === 0) return true
  return [...primary.partition, ...primary.sort].every((key) => matches(key, stored))
}

function matches(key: KeyAttributeModel, stored: AttributeMap): boolean {
  if (key.kind !== 'template') return true
  const text = stored[key.name]?.S
  return text !== undefined && key.template.parse(text) !== undefined
}

/** What an index does not project may still stand in its keys: templates give attributes back (rule K3). */
function addFromKeys({ runtime, pattern }: QueryState, stored: AttributeMap, row: Row): void {
  const { primary } = runtime.model
  for (const key of [...primary.partition, ...primary.sort, ...pattern.partition, ...pattern.sort]) {
    const value = stored[key.name]
    if (value === undefined || key.holes.every((hole) => hole in row)) continue
    const parts = runtime.keys.read(key, value)
    if (parts === undefined)
      throw new MonotableError(
        'repository.malformed-key',
        `${runtime.model.name}, access pattern ${pattern.name}: the stored ${key.name} is not of the entity's template`,
        { entity: runtime.model.name, accessPattern: pattern.name, attribute: key.name },
      )
    for (const [name, part] of Object.entries(parts)) row[name] ??= part
  }
}

/** Leaves only what was asked for, and puts back containers of which nothing that was asked for is stored. */
function keepSelected({ runtime, paths }: QueryState, row: Row): void {
  const asked = new Set(
    paths.map((path) => (runtime.model.byName.has(path) ? path : path.split(/[.[]/, 1)[0])),
  )
  for (const name of Object.keys(row)) if (!asked.has(name)) delete row[name]
  for (const name of asked) {
    const field = name === undefined ? undefined : runtime.model.byName.get(name)
    if (field === undefined || field.isOptional || field.name in row) continue
    if (field.model.kind === 'map' || field.model.kind === 'record') row[field.name] = {}
    if (field.model.kind === 'list') row[field.name] = []
    if (field.model.kind === 'set') row[field.name] = new Set()
  }
}
