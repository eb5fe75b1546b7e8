import type { AttributeField, AttributeModel, MapModel } from './attribute-model.js'
import type { SchemaPlace } from './zod-errors.js'
import { member, unsupported } from './zod-errors.js'

/** The form of a value that fits both sides: zod parses with each and merges what they give. */
export function mergeModels(left: AttributeModel, right: AttributeModel, place: SchemaPlace): AttributeModel {
  if (left.kind === 'lazy') return mergeModels(left.resolve(), right, place)
  if (right.kind === 'lazy') return mergeModels(left, right.resolve(), place)
  if (left.kind === 'map' && right.kind === 'map') return mergeMaps(left, right, place)
  if (left.kind === 'map' && right.kind === 'record') return withRest(left, right.value)
  if (left.kind === 'record' && right.kind === 'map') return withRest(right, left.value)
  if (left.kind === 'union' && right.kind === 'map') return distribute(left, right, place)
  if (right.kind === 'union' && left.kind === 'map') return distribute(right, left, place)
  if (right.kind === 'unknown') return left.kind === 'map' ? withRest(left, right) : left
  if (left.kind === 'unknown') return right.kind === 'map' ? withRest(right, left) : right
  if (left.kind === 'literal' && right.kind === 'literal') {
    const values = left.values.filter((value) => right.values.includes(value))
    if (values.length > 0) return { kind: 'literal', values }
  } else if (left.kind === 'literal' && left.values.every((value) => typeof value === right.kind)) {
    return left
  } else if (right.kind === 'literal' && right.values.every((value) => typeof value === left.kind)) {
    return right
  } else if (left.kind === right.kind && isScalar(left)) {
    return left
  }
  throw unsupported(
    place,
    `no stored form fits both sides of the intersection, ${left.kind} and ${right.kind}`,
    'Extend one object schema instead',
  )
}

const isScalar = ({ kind }: AttributeModel): boolean =>
  kind === 'string' ||
  kind === 'number' ||
  kind === 'bigint' ||
  kind === 'boolean' ||
  kind === 'null' ||
  kind === 'date' ||
  kind === 'binary'

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

function distribute(
  union: AttributeModel & { kind: 'union' },
  map: MapModel,
  place: SchemaPlace,
): AttributeModel {
  return { ...union, options: union.options.map((option) => mergeModels(option, map, place)) }
}
