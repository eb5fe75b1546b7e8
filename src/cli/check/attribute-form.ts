import { unreachable } from '../../core/assert.js'
import type { AttributeField, AttributeModel } from '../../schema/index.js'
import type { Form, MemberForm } from './layout.types.js'

/** What is stored for the values of an attribute. */
export function attributeForm(model: AttributeModel): Form {
  return formOf(model, [])
}

/** @param path the models around this one, so that one that refers to itself ends */
function formOf(model: AttributeModel, path: readonly AttributeModel[]): Form {
  const seen = path.indexOf(model)
  if (seen >= 0) return { recursive: seen }
  const inner = (each: AttributeModel): Form => formOf(each, [...path, model])
  switch (model.kind) {
    case 'string':
      return model.store === 'number' ? 'N decimal' : 'S'
    case 'number':
      return model.integer ? 'N integer' : 'N'
    case 'bigint':
      return 'N bigint'
    case 'boolean':
      return 'BOOL'
    case 'null':
      return 'NULL'
    case 'date':
      return `${model.store === 'iso' ? 'S' : 'N'} ${model.store}`
    case 'binary':
      return 'B'
    case 'literal':
      return { values: model.values.map((value) => (typeof value === 'bigint' ? Number(value) : value)) }
    case 'list':
      return { list: inner(model.element) }
    case 'tuple':
      return {
        tuple: model.elements.map(inner),
        ...(model.rest === undefined ? {} : { rest: inner(model.rest) }),
      }
    case 'set':
      return { set: model.type, of: inner(model.element) }
    case 'map':
      return {
        map: memberForms(model.attributes, inner),
        ...(model.rest === undefined ? {} : { rest: inner(model.rest) }),
      }
    case 'record':
      return { record: inner(model.value), key: inner(model.key) }
    case 'union':
      return {
        union: model.options.map(inner),
        ...(model.discriminator === undefined ? {} : { discriminator: model.discriminator }),
      }
    case 'nullable':
      return { nullable: inner(model.inner) }
    case 'codec':
      return { codec: inner(model.stored) }
    case 'lazy':
      return inner(model.resolve())
    case 'unknown':
      return 'any'
    default:
      return unreachable(model)
  }
}

function memberForms(
  fields: readonly AttributeField[],
  inner: (model: AttributeModel) => Form,
): Readonly<Record<string, MemberForm>> {
  return Object.fromEntries(
    fields.map(({ storedName, model, isOptional }) => [
      storedName,
      { form: inner(model), ...(isOptional ? { optional: true as const } : {}) },
    ]),
  )
}
