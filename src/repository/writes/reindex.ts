import { MonotableError } from '../../core/errors.js'
import type { UpdateNode } from '../../expressions/index.js'
import { removeAttribute, setStored } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { PatternModel } from '../../schema/index.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { KnownValues } from './known-values.js'
import { noWarnings } from './write-action.js'

/**
 * Writes the keys of the indexes anew that a change reaches: whole, or not at all (rules K6, K7). Gives warnings for the
 * plan.
 */
export function reindex(
  known: KnownValues,
  drop: readonly string[] | undefined,
  actions: UpdateNode[],
): readonly string[] {
  const { runtime } = known
  const warnings = drop === undefined ? noWarnings : checkDropped(known, drop)
  const reached = reachedPatterns(known, drop)
  if (reached.length === 0) return warnings
  const after = known.merged()
  const stored: AttributeMap = {}
  for (const pattern of reached) {
    if (runtime.filledKeys(pattern).length === 0) continue
    if (drop?.includes(pattern.name) === true || isAbsentAnyway(known, pattern)) continue
    known.assertKnown(pattern.holes, `access pattern ${pattern.name}`, pattern.name)
    known.relyOn(pattern.sources)
    runtime.writePattern(pattern, after, stored)
  }
  for (const name of filledNames(runtime, reached)) {
    const value = stored[name]
    const place = runtime.storedPlace(name)
    actions.push(value === undefined ? removeAttribute(place) : setStored(place, value))
  }
  return warnings
}

/** The access patterns that are written anew: those of changed attributes, and those that share keys with one. */
export function reachedPatterns(
  known: KnownValues,
  drop: readonly string[] | undefined,
): readonly PatternModel[] {
  const { model, indexKeys } = known.runtime
  const reached: PatternModel[] = []
  for (const pattern of model.patterns) {
    if (!isTouched(known, pattern) && drop?.includes(pattern.name) !== true) continue
    assertPlainValues(known, pattern)
    for (const member of indexKeys.together(pattern)) if (!reached.includes(member)) reached.push(member)
  }
  return reached
}

/** The key attributes that these patterns fill; several may fill one together. */
export function filledNames(runtime: EntityRuntime, patterns: readonly PatternModel[]): readonly string[] {
  const names: string[] = []
  for (const pattern of patterns)
    for (const { name } of runtime.filledKeys(pattern)) if (!names.includes(name)) names.push(name)
  return names
}

function isTouched(known: KnownValues, pattern: PatternModel): boolean {
  for (const hole of pattern.holes) if (known.isTouched(hole)) return true
  return false
}

/** A new value of an attribute that is a key by itself has to be one that a key can have. */
export function assertPlainValues(known: KnownValues, pattern: PatternModel): void {
  for (const key of known.runtime.indexKeys.own(pattern)) {
    const { name } = key.field
    if (known.isTouched(name) && known.isKnown(name))
      known.runtime.keys.valueOf(key, { [name]: known.get(name) })
  }
}

/** Whether a part of the key is taken away, so that the others need not be known. */
function isAbsentAnyway(known: KnownValues, pattern: PatternModel): boolean {
  for (const hole of pattern.holes) {
    if (!known.isTouched(hole) || !known.isKnown(hole)) continue
    const value = known.get(hole)
    if (value === undefined || value === null) return true
  }
  return false
}

function checkDropped({ runtime }: KnownValues, drop: readonly string[]): string[] {
  const { name: entity, patterns } = runtime.model
  const names = patterns.map(({ name }) => name)
  const unknown = Array.isArray(drop) ? drop.find((name) => !names.includes(name)) : String(drop)
  if (unknown !== undefined)
    throw new MonotableError(
      'repository.change',
      `${entity}: drop lists access patterns, and ${unknown} is none; there are ${names.join(', ') || 'none'}`,
      { entity, accessPattern: unknown },
    )
  return patterns
    .filter((pattern) => drop.includes(pattern.name) && runtime.filledKeys(pattern).length === 0)
    .map(({ name }) => `access pattern ${name} is keyed by attributes of the item itself: it cannot be left`)
}
