import type { UpdateNode } from '../../expressions/index.js'
import { addStored, setAttribute, setStored } from '../../expressions/index.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { Lock } from './lock.js'

const one = { N: '1' }
const zero = { N: '0' }

/** Every update raises the version, and says when it was. */
export function keepVersion(
  runtime: EntityRuntime,
  lock: Lock | undefined,
  actions: UpdateNode[],
  now: number,
): void {
  const { version, updatedAt } = runtime.model
  if (version !== undefined) {
    const place = runtime.place(version)
    actions.push(
      lock?.version === undefined
        ? addStored(place, one, zero)
        : setStored(place, { N: String(lock.version + 1) }),
    )
  }
  if (updatedAt !== undefined) actions.push(setAttribute(runtime.place(updatedAt), new Date(now)))
}
