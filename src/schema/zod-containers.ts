import type { AttributeModel, SetModel } from './attribute-model.js'
import { scalarTypeOf } from './scalar-type.js'
import type { SchemaPlace } from './zod-errors.js'
import { unsupported } from './zod-errors.js'

/** The stored type of a set, by what its elements are stored as. */
export function setModel(element: AttributeModel, place: SchemaPlace): SetModel {
  const type = scalarTypeOf(element)
  if (type === undefined) {
    throw unsupported(
      place,
      `a DynamoDB set holds only strings, only numbers or only bytes, not ${element.kind === 'nullable' ? 'null' : `a ${element.kind}`}`,
      'Use z.array, or a z.codec between the Set and an array',
    )
  }
  return { kind: 'set', type: `${type}S`, element }
}

/** The key of a record or Map: names of attributes are text, so it must have one form as text. */
export function recordKeyModel(key: AttributeModel, place: SchemaPlace): AttributeModel {
  if (!isTextual(key)) {
    throw unsupported(
      place,
      `its keys are names of attributes, which are text: ${key.kind} cannot be one`,
      'Use z.string, an enum, z.number or z.bigint for the key, or an array of pairs',
    )
  }
  return key.kind === 'union' ? { kind: 'string', store: 'string' } : key
}

function isTextual(model: AttributeModel): boolean {
  switch (model.kind) {
    case 'string':
    case 'number':
    case 'bigint':
      return true
    case 'literal':
      return model.values.every((value) => typeof value === 'string' || typeof value === 'number')
    case 'codec':
      return isTextual(model.stored)
    case 'union':
      return model.options.every((option) => option.kind === 'string' || isText(option))
    default:
      return false
  }
}

const isText = (model: AttributeModel): boolean =>
  model.kind === 'literal' && model.values.every((value) => typeof value === 'string')
