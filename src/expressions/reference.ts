import { MonotableError } from '../core/errors.js'
import { nearNames } from '../core/near-names.js'
import { describeModel, hasElements, namesBelow } from './model-below.js'
import { Place, type ReferenceSource } from './place.js'
import type { References } from './reference.types.js'

/**
 * References to every attribute of an entity: what a builder is given as `o`. Made once for each entity; what lies
 * below an attribute is made when it is first asked for, and kept, except for list elements and the names of records.
 *
 * @example
 * ```ts
 * const o = createReferences<Order>({ entityName: 'Order', fields, codecOf })
 * o.address.city // the place address.city
 * o.lines[0].sku // the place lines[0].sku
 * o.totl // throws expressions.unknown-attribute: Order has no attribute totl; did you mean total?
 * ```
 */
export function createReferences<TItem>(source: ReferenceSource): References<TItem> {
  const attributes = new Map<string, Place>()
  for (const { name, storedName, model } of source.fields)
    attributes.set(name, new Place(source, undefined, storedName, name, model))
  const root: Root = { source, attributes }
  // The references are found by name at run time, so no type but that of the seam can say what they are.
  return new ReferenceObject(root) as unknown as References<TItem>
}

/** The attributes of an entity, by their names in the schema. */
export interface Root {
  readonly source: ReferenceSource
  readonly attributes: ReadonlyMap<string, Place>
}

/**
 * A reference as the user holds it. It has no members of its own but those that were asked for, so that any attribute
 * name is free; a name that it lacks goes on to its prototype, which finds or refuses it.
 */
class ReferenceObject {
  readonly #target: Place | Root

  constructor(target: Place | Root) {
    this.#target = target
  }

  static targetOf(value: unknown): Place | Root | undefined {
    return typeof value === 'object' && value !== null && #target in value ? value.#target : undefined
  }
}

/** The place that a reference stands for; `undefined` for everything else, the references of an item included. */
export function placeOf(value: unknown): Place | undefined {
  const target = ReferenceObject.targetOf(value)
  return target instanceof Place ? target : undefined
}

/** What stands behind the references that {@link createReferences} made. */
export function rootOf(references: unknown): Root {
  const target = ReferenceObject.targetOf(references)
  if (target !== undefined && !(target instanceof Place)) return target
  throw new MonotableError('expressions.not-references', 'Expected the references of an entity.', {})
}

/** The attribute of an entity that the schema calls `name`; throws `expressions.unknown-attribute`. */
export function attributePlace(root: Root, name: string): Place {
  return root.attributes.get(name) ?? refuseAttribute(root, name)
}

/** The highest index that DynamoDB reads. */
const listIndexMax = 2 ** 31 - 1

/** The element of a list; throws `expressions.list-index` where there can be none. */
export function elementPlace(place: Place, index: number): Place {
  const isIndex = Number.isInteger(index) && index >= 0 && index <= listIndexMax
  const element = isIndex ? place.element(index) : undefined
  if (element !== undefined) return element
  throw new MonotableError(
    'expressions.list-index',
    `${place.title}[${index}] names no element: ${
      hasElements(place.model)
        ? 'indexes are whole numbers from 0, within the form that the schema gives.'
        : `${place.title} is ${describeModel(place.model)}, not a list.`
    }`,
    { entity: place.source?.entityName, path: place.path, index },
  )
}

/** Says that there is no such attribute, and what may have been meant. */
export function refuseAttribute(target: Place | Root, name: string): never {
  const isPlace = target instanceof Place
  const title = isPlace ? target.title : target.source.entityName
  const names = isPlace ? namesBelow(target.model) : target.attributes.keys()
  const near = nearNames(name, names)
  const fix =
    near.length > 0
      ? `; did you mean ${near.join(' or ')}?`
      : !isPlace
        ? '.'
        : hasElements(target.model)
          ? `: it is a list, refer to an element as ${target.path}[0].`
          : `: it is ${describeModel(target.model)}.`
  throw new MonotableError('expressions.unknown-attribute', `${title} has no attribute ${name}${fix}`, {
    entity: target.source?.entityName,
    path: isPlace ? target.path : '',
    attribute: name,
    near,
  })
}

/** Names that runtimes and test runners ask of any object that they look at, and that mean nothing here. */
const asked = new Set(['then', 'toJSON', 'prototype', 'asymmetricMatch', '$$typeof'])
const inspect = Symbol.for('nodejs.util.inspect.custom')

/** What a reference says of itself, to whoever prints it. */
function symbolMember(target: Place | Root, symbol: symbol): unknown {
  const text = () => (target instanceof Place ? target.title : target.source.entityName)
  if (symbol === inspect) return () => `Reference<${text()}>`
  return symbol === Symbol.toPrimitive ? text : undefined
}

const finder: ProxyHandler<object> = {
  get(_base, name, receiver: object) {
    const target = ReferenceObject.targetOf(receiver)
    if (target === undefined) return undefined
    if (typeof name === 'symbol') return symbolMember(target, name)
    if (!(target instanceof Place)) {
      const attribute = target.attributes.get(name)
      if (attribute !== undefined) return kept(receiver, name, attribute)
    } else {
      if (isIndexName(name) && hasElements(target.model))
        return new ReferenceObject(elementPlace(target, Number(name)))
      const child = target.child(name)
      if (child !== undefined)
        return target.hasFixedNames ? kept(receiver, name, child) : new ReferenceObject(child)
    }
    if (name in Object.prototype) return Reflect.get(Object.prototype, name, receiver)
    if (asked.has(name)) return undefined
    return refuseAttribute(target, name)
  },
  set: () => false,
}

function isIndexName(name: string): boolean {
  return name.trim() !== '' && !Number.isNaN(Number(name))
}

function kept(receiver: object, name: string, place: Place): ReferenceObject {
  const reference = new ReferenceObject(place)
  Object.defineProperty(receiver, name, { value: reference })
  return reference
}

// A name that a reference does not have yet is looked up here: one handler for all, and no trap for names once found.
Object.setPrototypeOf(ReferenceObject.prototype, new Proxy(Object.create(null) as object, finder))
Reflect.deleteProperty(ReferenceObject.prototype, 'constructor')
