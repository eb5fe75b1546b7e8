import type { Place } from '../../expressions/index.js'
import type { AttributeField, AttributeModel, EntityModel } from '../../schema/index.js'

type Row = Record<string, unknown>

/** The attributes, by the schema's names, in which the places of a projection lie. */
export function selectedNames(places: readonly Place[]): ReadonlySet<string> {
  return new Set(places.map((place) => stepsOf(place)[0]?.path ?? ''))
}

/** Leaves only what was asked for, and puts back required containers of which nothing that was asked for is stored. */
export function keepSelected(model: EntityModel, places: readonly Place[], row: Row): void {
  const names = selectedNames(places)
  for (const name of Object.keys(row)) if (!names.has(name)) delete row[name]
  for (const place of places) putBack(model.fields, stepsOf(place), row)
}

/** The places from the attribute of the item down to this one. */
function stepsOf(place: Place): readonly Place[] {
  return place.parent === undefined ? [place] : [...stepsOf(place.parent), place]
}

/** DynamoDB leaves out a container when none of the paths in it is stored. */
function putBack(fields: readonly AttributeField[], steps: readonly Place[], into: Row): void {
  const [step, ...rest] = steps
  const field = fields.find(({ storedName }) => storedName === step?.step)
  if (field === undefined) return
  const { name, isOptional, model } = field
  if (!Object.hasOwn(into, name)) {
    if (isOptional) return
    const empty = emptyOf(model, rest)
    if (empty === undefined) return
    into[name] = empty
  }
  const value = into[name]
  if (model.kind === 'map' && isRow(value)) putBack(model.attributes, rest, value)
  if (model.kind === 'nullable' && model.inner.kind === 'map' && isRow(value))
    putBack(model.inner.attributes, rest, value)
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null

/** What a required value is of which a projection by these steps found nothing; undefined where that cannot be told. */
function emptyOf(model: AttributeModel, steps: readonly Place[]): unknown {
  switch (model.kind) {
    case 'map':
    case 'record':
      return model.kind === 'record' && model.container === 'map' ? new Map() : {}
    case 'list':
    case 'tuple':
      return []
    case 'set':
      return new Set()
    case 'nullable':
      return isStoredWhole(model.inner, steps) ? null : undefined
    case 'union': {
      const forms = model.options.map((option) => emptyOf(option, steps))
      const areAll = (is: (form: unknown) => boolean): boolean => forms.every((form) => is(form))
      return areAll(Array.isArray) || areAll((form) => isRow(form) && !Array.isArray(form))
        ? forms[0]
        : undefined
    }
    case 'lazy':
      return emptyOf(model.resolve(), steps)
    default:
      return undefined
  }
}

/** Whether something is stored at the end of these steps in every value of the model. */
function isStoredWhole(model: AttributeModel, [step, ...rest]: readonly Place[]): boolean {
  if (step === undefined) return model.kind !== 'set'
  if (model.kind !== 'map') return false
  const field = model.attributes.find(({ storedName }) => storedName === step.step)
  return field !== undefined && !field.isOptional && isStoredWhole(field.model, rest)
}
