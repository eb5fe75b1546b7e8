import { MonotableError } from '../core/errors.js'
import type { AttributeField, AttributeModel, DateModel, MapModel, StringModel } from './attribute-model.js'
import { setModel } from './zod-containers.js'

/** How a top-level attribute is stored, where that differs from the usual. */
export interface AttributeStorage {
  /** Its name in the table. */
  readonly storedName?: string | undefined
  /** `number` for a string that is the text of a decimal; the others for a date. */
  readonly store?: StringModel['store'] | DateModel['store'] | undefined
}

/** Puts declared storage into the fields of an item. */
export function withStorage(
  model: MapModel,
  entity: string,
  storage: Readonly<Record<string, AttributeStorage>>,
): MapModel {
  const names = new Set(model.attributes.map((field) => field.name))
  for (const name of Object.keys(storage)) {
    if (names.has(name)) continue
    throw new MonotableError(
      'schema.unknown-attribute',
      `${entity}: storage is declared for "${name}", which the schema does not have. It has ${[...names].join(', ')}.`,
      { entity, attribute: name },
    )
  }
  const attributes = model.attributes.map((field) => fieldWithStorage(field, entity, storage[field.name]))
  const owners = new Map<string, string>()
  for (const { name, storedName } of attributes) {
    const owner = owners.get(storedName)
    if (owner !== undefined || storedName === '') {
      throw new MonotableError(
        'schema.stored-name',
        owner === undefined
          ? `${entity}.${name}: a stored name cannot be empty.`
          : `${entity}.${name}: "${storedName}" is the stored name of ${owner} too. Give each its own.`,
        { entity, attribute: name, storedName },
      )
    }
    owners.set(storedName, name)
  }
  return { ...model, attributes }
}

function fieldWithStorage(
  field: AttributeField,
  entity: string,
  storage: AttributeStorage | undefined,
): AttributeField {
  if (storage === undefined) return field
  const { storedName = field.name, store } = storage
  if (store === undefined) return { ...field, storedName }
  const model = storedAs(field.model, store)
  if (model === undefined) {
    const fits = store === 'number' || store === 'string' ? 'a string' : 'a date'
    throw new MonotableError(
      'schema.store',
      `${entity}.${field.name}: store: '${store}' is for ${fits}, and this is a ${field.model.kind}. Leave it out, or use z.codec to say what is stored.`,
      { entity, attribute: field.name, store },
    )
  }
  return { ...field, storedName, model }
}

function storedAs(
  model: AttributeModel,
  store: StringModel['store'] | DateModel['store'],
): AttributeModel | undefined {
  switch (model.kind) {
    case 'string':
      return store === 'number' || store === 'string' ? { ...model, store } : undefined
    case 'date':
      return store === 'number' || store === 'string' ? undefined : { ...model, store }
    case 'nullable': {
      const inner = storedAs(model.inner, store)
      return inner === undefined ? undefined : { ...model, inner }
    }
    case 'codec': {
      const stored = storedAs(model.stored, store)
      return stored === undefined ? undefined : { ...model, stored }
    }
    case 'set': {
      const element = storedAs(model.element, store)
      return element === undefined ? undefined : setModel(element, { entity: '', path: '' })
    }
    default:
      return undefined
  }
}
