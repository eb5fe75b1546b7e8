import type { Place } from '../../expressions/index.js'
import { MissingPathError } from '../errors.js'
import type { WriteAction } from './write-action.js'

/**
 * The failure of an update that changes a place of which the map or list around is not stored; undefined for any other
 * failure. DynamoDB does not say which place it is: where the update changes several such, all are named.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function missingPath(
  action: WriteAction,
  message: string | undefined,
  cause: unknown,
): MissingPathError | undefined {
  if (message?.includes('document path provided in the update expression') !== true) return undefined
  const { runtime, key } = action
  const places = action.nestedPlaces?.() ?? []
  if (places.length === 0) return undefined
  const paths = places.map(({ path }) => path)
  const around = new Set(places.flatMap(placesAround))
  return new MissingPathError(
    { entity: runtime.model.name, key: runtime.keyValues(key), paths },
    [...around],
    cause,
  )
}

/** The paths of what a place lies in, the nearest first. */
function placesAround({ parent }: Place): readonly string[] {
  return parent === undefined ? [] : [parent.path, ...placesAround(parent)]
}
