import { MonotableError } from '../core/errors.js'
import type { CallOptions } from '../protocol/backend.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { NotFoundError, VersionConflictError } from './errors.js'
import { getItem } from './get-item.js'
import { replaceAction } from './put-action.js'
import { runAction } from './run-action.js'

type Row = Record<string, unknown>

export interface ModifyOptions extends CallOptions {
  /** How often the change is tried in all; 10 by default. */
  readonly attempts?: number
}

const attemptsDefault = 10
const pauseMillisecondsFirst = 10
const pauseMillisecondsMax = 1000

/**
 * Reads an item, applies a change and writes the result where the item is unchanged; on a conflict again, from the item
 * that the conflict carries, after a jittered pause (rule W3).
 */
export async function modifyItem(
  runtime: EntityRuntime,
  key: Values,
  change: (item: Row) => Row | undefined,
  options: ModifyOptions = {},
): Promise<Row | undefined> {
  const { name, version } = runtime.model
  if (version === undefined)
    throw new MonotableError(
      'repository.version-missing',
      `${name}: modify needs an entity with a version: say version: 'version' in its definition`,
      { entity: name },
    )
  const { clock, random } = runtime.environment
  const { attempts = attemptsDefault } = options
  let item = await getItem(runtime, key, { ...options, consistent: true })
  for (let attempt = 1; ; attempt++) {
    if (item === undefined) throw new NotFoundError(name, runtime.keyValues(key), 'modify')
    const changed = change(item)
    if (changed === undefined) return undefined
    try {
      // What a replace gives back is the item, as a row.
      return (await runAction(
        replaceAction(runtime, { ...changed, [version]: item[version] }),
        options,
      )) as Row
    } catch (error) {
      if (!(error instanceof VersionConflictError) || attempt >= attempts) throw error
      item = error.details.stored as Row | undefined
    }
    const pause = Math.min(pauseMillisecondsMax, pauseMillisecondsFirst * 2 ** (attempt - 1))
    await clock.sleep(pause * random(), options.signal)
  }
}
