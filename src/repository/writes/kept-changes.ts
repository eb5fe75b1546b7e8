import type { UpdateNode } from '../../expressions/index.js'
import { addStored, setAttribute, setStored } from '../../expressions/index.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { KnownValues } from './known-values.js'
import type { Held } from './lock.js'

const one = { N: '1' }
const zero = { N: '0' }

/** Every update raises the version, and says when it was. */
export function keepVersion(
  runtime: EntityRuntime,
  lock: Held | undefined,
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

/** The values that `keepVersion` writes, in its order: forms of updates hold the text. `before` is the version that was read. */
export function keptValues(
  runtime: EntityRuntime,
  before: number | undefined,
  now: number,
): readonly (AttributeValue | undefined)[] {
  const { version, updatedAt } = runtime.model
  if (version === undefined && updatedAt === undefined) return noValues
  const raised = before === undefined ? [zero, one] : [{ N: String(before + 1) }]
  const values: (AttributeValue | undefined)[] = version === undefined ? [] : raised
  if (updatedAt !== undefined) values.push(runtime.encode(updatedAt, new Date(now)))
  return values
}

const noValues: readonly AttributeValue[] = []

/** What becomes of the version and the time of the update. */
export function noteVersion(known: KnownValues, before: number | undefined, now: number): void {
  const { version, updatedAt } = known.runtime.model
  if (version !== undefined && before === undefined) known.forget(version)
  else if (version !== undefined && before !== undefined) known.set(version, before + 1)
  if (updatedAt !== undefined) known.set(updatedAt, new Date(now))
}
