import { MonotableError } from '../../core/errors.js'
import type { ConditionBuilder, ConditionNode } from '../../expressions/index.js'
import { allOf, buildCondition, conditionAttributes } from '../../expressions/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { Subject } from '../given-options.js'
import type { QueryState } from './query-state.js'

/** What a filter is added to. */
type Filtered = Pick<QueryState, 'runtime' | 'pattern' | 'key' | 'filter' | 'isDeleted'>

/** The filter with a condition more, which must not be about the key, nor about what the index does not project. */
export function withFilter(
  state: Filtered,
  build: ConditionBuilder<Record<string, never>>,
): ConditionNode | undefined {
  const { runtime, pattern, filter, key } = state
  if (typeof build !== 'function')
    throw readError(
      state,
      'expressions.not-a-condition',
      "where takes a function, such as (o, { eq }) => eq(o.status, 'paid')",
      {},
    )
  const added = buildCondition(runtime.references, build)
  const keys = new Set([...pattern.partition, ...pattern.sort].map(({ name }) => name))
  for (const storedName of conditionAttributes(added)) {
    if (key !== undefined && keys.has(storedName))
      throw readError(
        state,
        'repository.filter-on-key',
        `${storedName} is a key attribute of what is queried, and DynamoDB filters by others only: put it into the key of the query`,
        { attribute: storedName },
      )
    if (state.isDeleted === true && isParked(runtime, storedName))
      throw readError(
        state,
        'repository.filter-on-key',
        `${storedName} is a key of an index, which deleted items are taken out of, so that no filter can be about it: filter what is returned`,
        { attribute: storedName },
      )
    // A local index fetches what is selected, and not what a filter is about.
    if (!pattern.projects(storedName))
      throw readError(
        state,
        'repository.not-projected',
        `index ${pattern.index} does not project ${storedName}, so that no filter can be about it: project it, or filter what is returned`,
        { attribute: storedName },
      )
  }
  return allOf(filter, added)
}

function isParked({ model: { softDelete } }: EntityRuntime, storedName: string): boolean {
  return softDelete?.parked.some(({ field }) => field.storedName === storedName) === true
}

/** What a read is a read of, as refusals name it. */
export function subjectOf({ runtime, pattern }: Pick<QueryState, 'runtime' | 'pattern'>): Subject {
  return { entity: runtime.model.name, accessPattern: pattern.name }
}

/** What is refused of a read, with its entity and access pattern. */
export function readError(
  state: Pick<QueryState, 'runtime' | 'pattern'>,
  code: string,
  problem: string,
  details: Values,
): MonotableError {
  const { entity, accessPattern } = subjectOf(state)
  return new MonotableError(code, `${entity}, access pattern ${accessPattern}: ${problem}`, {
    entity,
    accessPattern,
    ...details,
  })
}

/** `Limit` is a 32-bit integer. */
const countMax = 2 ** 31 - 1

/** A number of items, as `word` takes it. */
export function assertCount(state: QueryState, word: string, items: number): number {
  if (Number.isSafeInteger(items) && items >= 1 && items <= countMax) return items
  throw readError(
    state,
    'repository.limit',
    `${word} takes a whole number from 1 to ${countMax}, not ${String(items)}`,
    { limit: items },
  )
}
