import { MonotableError } from '../core/errors.js'
import type { AttributeField, AttributeModel, DateModel, MapModel, StringModel } from './attribute-model.js'
import { definitionError } from './errors.js'
import { withInnerModel } from './inner-model.js'
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
  const own = model.attributes.map((field) =>
    fieldWithStorage(field, field.name, entity, storage[field.name]),
  )
  assertStoredNames(own, entity)
  const names = new Set(own.map((field) => field.name))
  const nested = Object.entries(storage).filter(([path]) => !names.has(path))
  const members = new MemberStorage(entity, new Map(nested))
  const attributes = own.map((field) => ({ ...field, model: members.below(field.model, field.name) }))
  for (const [path, options] of nested) {
    if (!members.found.has(path))
      throw new MonotableError(
        'schema.unknown-attribute',
        `${entity}: storage is declared for "${path}", which the schema does not have. It has ${[...names].join(', ')}.`,
        { entity, attribute: path },
      )
    const word = Object.keys(options).find((name) => name !== 'storedName' && name !== 'store')
    if (word !== undefined)
      throw definitionError(
        'schema.definition',
        { entity, place: `attributes.${path}` },
        `${word} is for attributes of the item itself; below them there are storedName and store`,
      )
  }
  return { ...model, attributes }
}

/** Storage of members below the attributes of an item. */
class MemberStorage {
  /** The paths that led to a member. */
  readonly found = new Set<string>()
  readonly #entity: string
  readonly #storage: ReadonlyMap<string, AttributeStorage>

  constructor(entity: string, storage: ReadonlyMap<string, AttributeStorage>) {
    this.#entity = entity
    this.#storage = storage
  }

  /**
   * The model at a path with what is declared for the members below it. A path names members from the outside in; lists,
   * sets, records, nullable and the options of unions are passed through.
   */
  below(model: AttributeModel, path: string): AttributeModel {
    const at = `${path}.`
    if (![...this.#storage.keys()].some((each) => each.startsWith(at))) return model
    const inner = (below: AttributeModel): AttributeModel => this.below(below, path)
    switch (model.kind) {
      case 'map':
        return { ...model, attributes: this.#members(model.attributes, at) }
      case 'list':
      case 'set':
        return { ...model, element: inner(model.element) }
      case 'tuple': {
        const rest = model.rest === undefined ? {} : { rest: inner(model.rest) }
        return { ...model, elements: model.elements.map(inner), ...rest }
      }
      case 'record':
        return { ...model, value: inner(model.value) }
      case 'nullable':
        return { ...model, inner: inner(model.inner) }
      case 'union':
        if (model.discriminator !== undefined && this.#storage.has(at + model.discriminator))
          throw storedNameError(
            this.#entity,
            at + model.discriminator,
            'it tells the options of a union apart. Leave its name, and give others another one',
          )
        return { ...model, options: model.options.map(inner) }
      default:
        return model
    }
  }

  #members(fields: readonly AttributeField[], at: string): readonly AttributeField[] {
    const members = fields.map((field) => {
      const path = at + field.name
      // A point in the name of a member would make it look like one further below.
      if (field.name.includes('.')) return field
      this.found.add(path)
      const member = { ...field, model: this.below(field.model, path) }
      return fieldWithStorage(member, path, this.#entity, this.#storage.get(path))
    })
    for (const { name, storedName } of members) {
      if (storedName === name) continue
      if (storedName === '') throw storedNameError(this.#entity, at + name, 'a stored name cannot be empty')
      const namesake = members.find((other) => other.name !== name && other.storedName === storedName)
      if (namesake !== undefined)
        throw storedNameError(
          this.#entity,
          at + name,
          `"${storedName}" is the stored name of ${namesake.name} beside it too. Give each its own`,
        )
    }
    return members
  }
}

function assertStoredNames(fields: readonly AttributeField[], entity: string): void {
  const owners = new Map<string, string>()
  for (const { name, storedName } of fields) {
    const owner = owners.get(storedName)
    if (storedName === '')
      throw storedNameError(entity, name, 'a stored name cannot be empty', { storedName })
    if (owner !== undefined)
      throw storedNameError(
        entity,
        name,
        `"${storedName}" is the stored name of ${owner} too. Give each its own`,
        { storedName },
      )
    owners.set(storedName, name)
  }
}

function storedNameError(entity: string, attribute: string, problem: string, more?: object): MonotableError {
  return new MonotableError('schema.stored-name', `${entity}.${attribute}: ${problem}.`, {
    entity,
    attribute,
    ...more,
  })
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
