import { unreachable } from '../core/assert.js'
import type { AttributeField, AttributeModel } from '../schema/index.js'

/** What lies one step below a value. */
export interface Below {
  /** The name in the table; that of the schema for list elements. */
  readonly storedName: string
  readonly model: AttributeModel
}

/** The model that stands behind `nullable` and `lazy`. */
export function plainModel(model: AttributeModel): AttributeModel {
  let plain = model
  while (plain.kind === 'nullable' || plain.kind === 'lazy')
    plain = plain.kind === 'lazy' ? plain.resolve() : plain.inner
  return plain
}

/** Whether values of this model, or some of them, are stored in a form of the schema's own making. */
export function isEncoded(model: AttributeModel): boolean {
  const plain = plainModel(model)
  return plain.kind === 'codec' || (plain.kind === 'union' && plain.options.some(isEncoded))
}

/** The attribute called `name` (in the schema) below a value of this model, if there can be one. */
export function attributeBelow(model: AttributeModel, name: string): Below | undefined {
  const plain = plainModel(model)
  switch (plain.kind) {
    case 'map': {
      const field = fieldNamed(plain.attributes, name)
      if (field !== undefined) return { storedName: field.storedName, model: field.model }
      return plain.rest === undefined ? undefined : { storedName: name, model: plain.rest }
    }
    case 'record':
      return { storedName: name, model: plain.value }
    case 'unknown':
      return { storedName: name, model: plain }
    case 'union':
      return merged(plain.options.map((option) => attributeBelow(option, name)))
    default:
      return undefined
  }
}

/** The element at `index` below a value of this model, if there can be one. */
export function elementBelow(model: AttributeModel, index: number): AttributeModel | undefined {
  const plain = plainModel(model)
  switch (plain.kind) {
    case 'list':
      return plain.element
    case 'tuple':
      return plain.elements[index] ?? plain.rest
    case 'unknown':
      return plain
    case 'union':
      return merged(
        plain.options.map((option) => {
          const element = elementBelow(option, index)
          return element && { storedName: '', model: element }
        }),
      )?.model
    default:
      return undefined
  }
}

/** Whether values of this model can have elements that are told by an index. */
export function hasElements(model: AttributeModel): boolean {
  const plain = plainModel(model)
  if (plain.kind === 'union') return plain.options.some(hasElements)
  return plain.kind === 'list' || plain.kind === 'tuple' || plain.kind === 'unknown'
}

/** The schema's names of what lies below a value of this model; none where any name will do. */
export function namesBelow(model: AttributeModel): string[] {
  const plain = plainModel(model)
  if (plain.kind === 'map') return plain.attributes.map(({ name }) => name)
  if (plain.kind === 'union') return [...new Set(plain.options.flatMap(namesBelow))]
  return []
}

/** What a person calls a value of this model. */
export function describeModel(model: AttributeModel): string {
  const plain = plainModel(model)
  switch (plain.kind) {
    case 'map':
    case 'record':
      return 'an object'
    case 'literal':
      return 'a fixed value'
    case 'union':
      return 'one of several forms'
    case 'codec':
      return 'stored through a codec of the schema'
    case 'null':
      return 'null'
    case 'unknown':
      return 'of unknown form'
    case 'binary':
      return 'bytes'
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'date':
    case 'list':
    case 'tuple':
    case 'set':
      return `a ${plain.kind}`
    case 'nullable':
    case 'lazy':
      return 'a value'
    default:
      return unreachable(plain, 'model')
  }
}

function fieldNamed(fields: readonly AttributeField[], name: string): AttributeField | undefined {
  for (const field of fields) if (field.name === name) return field
  return undefined
}

/** One place out of the same place in several forms, which must be stored under one name. */
function merged(found: readonly (Below | undefined)[]): Below | undefined {
  const places = found.filter((below) => below !== undefined)
  const first = places[0]
  if (first === undefined || places.some(({ storedName }) => storedName !== first.storedName))
    return undefined
  const models = [...new Set(places.map(({ model }) => model))]
  return models.length === 1
    ? first
    : { storedName: first.storedName, model: { kind: 'union', options: models } }
}
