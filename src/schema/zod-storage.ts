import { MonotableError } from '../core/errors.js'
import type { AttributeField, AttributeModel, DateModel, MapModel, StringModel } from './attribute-model.js'
import { definitionError } from './errors.js'
import { withInnerModel } from './inner-model.js'
import type { NestedPlace } from './nested-storage.js'
import { withNestedStorage } from './nested-storage.js'
import { setModel } from './zod-containers.js'

/** How an attribute is stored, where that differs from the usual. */
export interface AttributeStorage {
  /** Its name in the table. */
  readonly storedName?: string | undefined
  /** `number` for a string that is the text of a decimal; the others for a date. */
  readonly store?: StringModel['store'] | DateModel['store'] | undefined
}

/** Puts declared storage into the fields of an item, and into members below them, which a path with points names. */
export function withStorage(
  model: MapModel,
  entity: string,
  storage: Readonly<Record<string, AttributeStorage>>,
): MapModel {
  const names = new Set(model.attributes.map((field) => field.name))
  const own = model.attributes.map((field) =>
    fieldWithStorage(field, field.name, entity, storage[field.name]),
  )
  assertStoredNames(own, entity)
  let attributes: readonly AttributeField[] = own
  const renamed = new Set(Object.keys(storage).filter((path) => storage[path]?.storedName !== undefined))
  for (const [path, options] of Object.entries(storage)) {
    if (names.has(path)) continue
    renamed.delete(path)
    attributes = memberWithStorage({ ...model, attributes }, path, options, { entity, renamedLater: renamed })
  }
  return { ...model, attributes }
}

function memberWithStorage(
  model: MapModel,
  path: string,
  options: AttributeStorage,
  place: Omit<NestedPlace, 'attribute'>,
): readonly AttributeField[] {
  const { entity } = place
  const [head, ...below] = path.split('.')
  const owner = model.attributes.find((field) => field.name === head)
  const changed =
    owner === undefined || below.length === 0
      ? undefined
      : withNestedStorage(owner.model, below, (field) => fieldWithStorage(field, path, entity, options), {
          ...place,
          attribute: path,
        })
  if (changed === undefined)
    throw new MonotableError(
      'schema.unknown-attribute',
      `${entity}: storage is declared for "${path}", which the schema does not have. It has ${model.attributes.map(({ name }) => name).join(', ')}.`,
      { entity, attribute: path },
    )
  const word = Object.keys(options).find((name) => name !== 'storedName' && name !== 'store')
  if (word !== undefined)
    throw definitionError(
      'schema.definition',
      { entity, place: `attributes.${path}` },
      `${word} is for attributes of the item itself; below them there are storedName and store`,
    )
  return model.attributes.map((field) => (field === owner ? { ...field, model: changed } : field))
}

function assertStoredNames(fields: readonly AttributeField[], entity: string): void {
  const owners = new Map<string, string>()
  for (const { name, storedName } of fields) {
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
}

function fieldWithStorage(
  field: AttributeField,
  path: string,
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
      `${entity}.${path}: store: '${store}' is for ${fits}, and this is a ${field.model.kind}. Leave it out, or use z.codec to say what is stored.`,
      { entity, attribute: path, store },
    )
  }
  return { ...field, storedName, model }
}

function storedAs(
  model: AttributeModel,
  store: StringModel['store'] | DateModel['store'],
): AttributeModel | undefined {
  const isOfText = store === 'number' || store === 'string'
  return withInnerModel(model, (inner) => {
    if (inner.kind === 'string') return isOfText ? { ...inner, store } : undefined
    if (inner.kind === 'date') return isOfText ? undefined : { ...inner, store }
    const element = inner.kind === 'set' ? storedAs(inner.element, store) : undefined
    return element && setModel(element, { entity: '', path: '' })
  })
}
