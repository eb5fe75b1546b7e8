import { MonotableError } from '../core/errors.js'
import type { AttributeField, AttributeModel } from './attribute-model.js'

/** What stands at the end of a path: a member of a map, and what it becomes. */
type Change = (field: AttributeField) => AttributeField

/**
 * The model with the members at a path changed. A path names members from the outside in; lists, sets, records, nullable
 * and the options of unions are passed through. Undefined where the path leads nowhere.
 *
 * @throws MonotableError `schema.stored-name` where two members of a map are then stored under one name, or where the
 * member tells the options of a union apart.
 */
export function withNestedStorage(
  model: AttributeModel,
  path: readonly string[],
  change: Change,
  place: NestedPlace,
): AttributeModel | undefined {
  const below = (inner: AttributeModel): AttributeModel | undefined =>
    withNestedStorage(inner, path, change, place)
  switch (model.kind) {
    case 'map':
      return memberChanged(model.attributes, path, change, place, (attributes) => ({ ...model, attributes }))
    case 'list':
    case 'set': {
      const element = below(model.element)
      return element && { ...model, element }
    }
    case 'tuple': {
      const elements = changedWhereThere(model.elements, below)
      const rest = model.rest === undefined ? undefined : below(model.rest)
      if (elements === undefined && rest === undefined) return undefined
      return { ...model, elements: elements ?? model.elements, ...(rest === undefined ? {} : { rest }) }
    }
    case 'record': {
      const value = below(model.value)
      return value && { ...model, value }
    }
    case 'nullable': {
      const inner = below(model.inner)
      return inner && { ...model, inner }
    }
    case 'union': {
      if (path.length === 1 && path[0] === model.discriminator)
        throw storedNameError(
          place,
          'it tells the options of a union apart. Leave its name, and give others another one',
        )
      const options = changedWhereThere(model.options, below)
      return options && { ...model, options }
    }
    default:
      return undefined
  }
}

/** The entity, and the whole path in it, for messages. */
export interface NestedPlace {
  readonly entity: string
  readonly attribute: string
  /** Paths that are given another stored name after this one: what they are called now does not matter. */
  readonly renamedLater: ReadonlySet<string>
}

/** The list with those changed that the path leads into; undefined where it leads into none. */
function changedWhereThere(
  models: readonly AttributeModel[],
  below: (inner: AttributeModel) => AttributeModel | undefined,
): readonly AttributeModel[] | undefined {
  const changed = models.map(below)
  if (changed.every((model) => model === undefined)) return undefined
  return models.map((model, index) => changed[index] ?? model)
}

function memberChanged(
  fields: readonly AttributeField[],
  [name, ...rest]: readonly string[],
  change: Change,
  place: NestedPlace,
  made: (attributes: readonly AttributeField[]) => AttributeModel,
): AttributeModel | undefined {
  const found = fields.find((field) => field.name === name)
  if (found === undefined) return undefined
  const model = rest.length === 0 ? undefined : withNestedStorage(found.model, rest, change, place)
  if (rest.length > 0 && model === undefined) return undefined
  const next = model === undefined ? change(found) : { ...found, model }
  if (rest.length === 0) assertStoredName(next, fields, place)
  return made(fields.map((field) => (field === found ? next : field)))
}

function assertStoredName(
  { name, storedName }: AttributeField,
  fields: readonly AttributeField[],
  place: NestedPlace,
): void {
  if (storedName === '') throw storedNameError(place, 'a stored name cannot be empty')
  const above = place.attribute.slice(0, -name.length)
  const namesake = fields.find(
    (field) =>
      field.name !== name && field.storedName === storedName && !place.renamedLater.has(above + field.name),
  )
  if (namesake !== undefined)
    throw storedNameError(
      place,
      `"${storedName}" is the stored name of ${namesake.name} beside it too. Give each its own`,
    )
}

function storedNameError(
  { entity, attribute }: Omit<NestedPlace, 'renamedLater'>,
  problem: string,
): MonotableError {
  return new MonotableError('schema.stored-name', `${entity}.${attribute}: ${problem}.`, {
    entity,
    attribute,
  })
}
