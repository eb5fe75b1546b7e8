import type { MonotableError } from '../core/errors.js'
import type { AttributeField, AttributeModel } from './attribute-model.js'
import { definitionError } from './errors.js'

/** An attribute that the library keeps beside the schema's `fields`, under a name that they leave free. */
export function keptField(
  entity: string,
  attribute: string,
  model: AttributeModel,
  fields: readonly AttributeField[],
  fix: string,
): AttributeField {
  if (fields.some((field) => field.name === attribute || field.storedName === attribute))
    throw keptError('schema.kept-attribute', entity, attribute, `stands in the schema too${fix}`)
  return { name: attribute, storedName: attribute, model, isOptional: true }
}

export function keptError(code: string, entity: string, attribute: string, problem: string): MonotableError {
  return definitionError(code, { entity, attribute }, `${attribute} is kept by the library and ${problem}`)
}
