import { MonotableError } from '../../core/errors.js'
import type { EntityRuntime } from '../entity-runtime.js'

/** What the compiler tells TypeScript callers: a batch of one entity takes an array. */
export function listOf<TElement>(
  given: unknown,
  { model }: EntityRuntime,
  verb: string,
): readonly TElement[] {
  // Each element is checked where its key or its attributes are read.
  if (Array.isArray(given)) return given as readonly TElement[]
  throw new MonotableError(
    'repository.not-a-list',
    `${model.name}: ${verb} takes an array, not ${given === null ? 'null' : typeof given}`,
    { entity: model.name },
  )
}
