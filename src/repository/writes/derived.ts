import { MonotableError } from '../../core/errors.js'
import type { DerivedModel, EntityModel } from '../../schema/index.js'

/** The value of a derived attribute, as the schema has it; undefined for an optional one that has none. */
export function computeDerived(
  { name: entity, validator }: EntityModel,
  { name, compute }: DerivedModel,
  sources: Readonly<Record<string, unknown>>,
): unknown {
  let value
  try {
    value = compute(sources)
  } catch (cause) {
    throw new MonotableError(
      'repository.derived',
      `${entity}: ${name} could not be worked out: ${cause instanceof Error ? cause.message : String(cause)}`,
      { entity, attribute: name },
      { cause },
    )
  }
  return validator.validateAttribute(name, value)
}
