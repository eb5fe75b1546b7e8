import type { ProjectionNode } from '../../expressions/index.js'
import { buildProjection } from '../../expressions/index.js'
import { readError } from './filter.js'
import { selectedNames } from './projected-row.js'
import type { QueryState } from './query-state.js'

/**
 * What the paths of a `select` ask for.
 *
 * @throws MonotableError `repository.select`, `repository.not-projected`
 */
export function selectedPaths(
  state: Pick<QueryState, 'runtime' | 'pattern'>,
  paths: readonly string[],
): ProjectionNode {
  const { runtime, pattern } = state
  if (paths.length === 0) throw readError(state, 'repository.select', 'select needs a path, such as id', {})
  const projection = buildProjection(runtime.references, paths)
  for (const name of pattern.isGlobal ? selectedNames(projection.places) : []) {
    const field = runtime.model.byName.get(name)
    const isInKeys = pattern.holes.has(name) || runtime.model.primary.holes.has(name)
    if (isInKeys || (field !== undefined && pattern.projects(field.storedName))) continue
    throw readError(
      state,
      'repository.not-projected',
      `index ${pattern.index} does not project ${name}, and no key holds it: project it, or read the item by its key`,
      { attribute: name },
    )
  }
  return projection
}
