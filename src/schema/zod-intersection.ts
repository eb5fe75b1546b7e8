import type { AttributeField, AttributeModel, MapModel } from './attribute-model.js'
import type { SchemaPlace } from './zod-errors.js'
import { member, unsupported } from './zod-errors.js'

/** The form of a value that fits both sides: zod parses with each and merges what they give. */
export function mergeModels(left: AttributeModel, right: AttributeModel, place: SchemaPlace): AttributeModel {
  if (left.kind === 'lazy') return mergeModels(left.resolve(), right, place)
  if (right.kind === 'lazy') return mergeModels(left, right.resolve(), place)
  if (left.kind === 'map' && right.kind === 'map') return mergeMaps(left, right, place)
  const merged = mergeInto(left, right, place) ?? mergeInto(right, left, place)
  if (merged !== undefined) return merged
  throw unsupported(
    place,
    `no stored form fits both sides of the intersection, ${left.kind} and ${right.kind}`,
    'Extend one object schema instead',
  )
}

/** What is left of one side, where the other only restricts it or adds to it; undefined where it does not. */
function mergeInto(
  model: AttributeModel,
  other: AttributeModel,
  place: SchemaPlace,
): AttributeModel | undefined {
  if (model.kind === 'map' && other.kind === 'record') return withRest(model, other.value)
  if (model.kind === 'union' && other.kind === 'map')
    return { ...model, options: model.options.map((option) => mergeModels(option, other, place)) }
  if (other.kind === 'unknown') return model.kind === 'map' ? withRest(model, other) : model
  if (model.kind !== 'literal') return model.kind === other.kind && isScalar(model) ? model : undefined
  if (other.kind !== 'literal')
    return model.values.every((value) => typeof value === other.kind) ? model : undefined
  const values = model.values.filter((value) => other.values.includes(value))
  return values.length > 0 ? { kind: 'literal', values } : undefined
}

const isScalar = ({ kind }: AttributeModel): boolean =>
  ['string', 'number', 'bigint', 'boolean', 'null', 'date', 'binary'].includes(kind)

const withRest = (map: MapModel, rest: AttributeModel): MapModel => ({ ...map, rest: map.rest ?? rest })

function mergeMaps(left: MapModel, right: MapModel, place: SchemaPlace): MapModel {
  const others = new Map(right.attributes.map((field) => [field.name, field]))
  const attributes: AttributeField[] = left.attributes.map((field) => {
    const other = others.get(field.name)
    if (other === undefined) return field
    others.delete(field.name)
    const isOptional = field.isOptional && other.isOptional
    return { ...field, isOptional, model: mergeModels(field.model, other.model, member(place, field.name)) }
  })
  const rest = left.rest ?? right.rest
  return {
    kind: 'map',
    attributes: [...attributes, ...others.values()],
    ...(rest === undefined ? {} : { rest }),
  }
}
