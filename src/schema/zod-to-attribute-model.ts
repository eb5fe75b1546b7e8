import type { $ZodObjectDef, $ZodPipeDef, $ZodTupleDef, $ZodType, $ZodUnionDef } from 'zod/v4/core'
import { MonotableError } from '../core/errors.js'
import type { AttributeField, AttributeModel, LazyModel, MapModel, TupleModel } from './attribute-model.js'
import { assertTwoWay, codecModel } from './zod-conversion.js'
import { recordKeyModel, setModel } from './zod-containers.js'
import type { SchemaPlace } from './zod-errors.js'
import { element, member, placeText, unsupported } from './zod-errors.js'
import { mergeModels } from './zod-intersection.js'
import type { SchemaLike } from './zod-node.js'
import {
  definitionOf,
  isCodecDefinition,
  isOneWay,
  lazyTarget,
  reachesCodec,
  reachesCoercion,
  zodNode,
} from './zod-node.js'
import { bigintModel, customModel, literalModel, numberModel, stringModel } from './zod-scalars.js'
import type { AttributeStorage } from './zod-storage.js'
import { withStorage } from './zod-storage.js'

/** Which side of a schema is looked at: what it gives, or, inside a codec, what is encoded. */
type Side = 'output' | 'input'

/** Lazy schemas are resolved when the entity is defined, up to this many; a schema without end keeps the rest. */
const eagerLazyMax = 100

/**
 * The attribute model of a zod object schema, node by node (rule M2), with the storage of its top-level attributes.
 *
 * @example
 * ```ts
 * zodToAttributeModel(z.object({ at: z.date(), total: z.string() }), 'Order', { total: { store: 'number' } })
 * // { kind: 'map', attributes: [{ name: 'at', storedName: 'at', model: { kind: 'date', store: 'iso' }, … }, …] }
 * ```
 *
 * @throws MonotableError `schema.unsupported` for a node that DynamoDB cannot hold, naming its path and what to use
 * instead; `schema.not-object`, `schema.not-zod`, `schema.unknown-attribute`, `schema.stored-name`, `schema.store`,
 * `schema.unresolved` for a lazy part that cannot be resolved yet.
 */
export function zodToAttributeModel(
  schema: SchemaLike,
  entity: string,
  storage: Readonly<Record<string, AttributeStorage>> = {},
): MapModel {
  const place: SchemaPlace = { entity, path: '' }
  const converter = new Converter('output')
  const model = converter.root(zodNode(schema, entity), place)
  if (model.kind !== 'map') {
    throw new MonotableError(
      'schema.not-object',
      `${entity}: an entity needs an object schema, and this one is a ${model.kind}. Use z.object; define one entity for each option of a union.`,
      { entity, kind: model.kind },
    )
  }
  return withStorage(model, entity, storage)
}

class Converter {
  readonly #side: Side
  /** The same for what is encoded, inside a codec. */
  readonly #inputs: Converter
  readonly #known = new Map<$ZodType, AttributeModel>()
  readonly #open = new Set<$ZodType>()
  readonly #lazies: LazyModel[]

  constructor(side: Side, lazies: LazyModel[] = []) {
    this.#side = side
    this.#inputs = side === 'input' ? this : new Converter('input', lazies)
    this.#lazies = lazies
  }

  root(schema: $ZodType, place: SchemaPlace): AttributeModel {
    try {
      let model = this.convert(schema, place)
      while (model.kind === 'lazy') model = model.resolve()
      // Resolving one lazy part may find more, which the loop then comes to.
      for (const [index, lazy] of this.#lazies.entries()) if (index < eagerLazyMax) lazy.resolve()
      return model
    } catch (error) {
      // A constant that a getter of the schema names, and that is declared further down.
      throw error instanceof ReferenceError ? unresolved(place, error) : error
    }
  }

  convert(schema: $ZodType, place: SchemaPlace): AttributeModel {
    const known = this.#known.get(schema)
    if (known !== undefined) return known
    if (this.#open.has(schema)) return { kind: 'lazy', resolve: () => this.convert(schema, place) }
    this.#open.add(schema)
    try {
      const converted = this.#node(schema, place)
      this.#known.set(schema, converted)
      return converted
    } finally {
      this.#open.delete(schema)
    }
  }

  #node(schema: $ZodType, place: SchemaPlace): AttributeModel {
    const definition = definitionOf(schema)
    switch (definition.type) {
      case 'string':
        return stringModel(schema)
      case 'template_literal':
        return { kind: 'string', store: 'string' }
      case 'number':
        return numberModel(schema)
      case 'bigint':
        return bigintModel(schema)
      case 'boolean':
        return { kind: 'boolean' }
      case 'null':
        return { kind: 'null' }
      case 'date':
        return { kind: 'date', store: 'iso' }
      case 'any':
      case 'unknown':
      case 'transform':
        return { kind: 'unknown' }
      case 'enum':
      case 'literal':
        return literalModel(schema._zod.values ?? [], place)
      case 'custom':
        return customModel(schema, definition, place)
      case 'object':
        return this.#object(definition, place)
      case 'array':
        return { kind: 'list', element: this.#element(definition.element, element(place)) }
      case 'tuple':
        return this.#tuple(definition, place)
      case 'set':
        return setModel(this.#element(definition.valueType, element(place)), place)
      case 'record':
      case 'map':
        return {
          kind: 'record',
          container: definition.type === 'map' ? 'map' : 'object',
          key: recordKeyModel(this.convert(definition.keyType, element(place)), place),
          value: this.convert(definition.valueType, element(place)),
        }
      case 'union':
        return this.#union(definition, place)
      case 'intersection':
        return mergeModels(this.convert(definition.left, place), this.convert(definition.right, place), place)
      case 'nullable':
        return nullable(this.convert(definition.innerType, place))
      case 'optional':
      case 'default':
      case 'prefault':
      case 'catch':
      case 'readonly':
      case 'nonoptional':
        return this.convert(definition.innerType, place)
      case 'lazy':
        return this.#lazy(schema, place)
      case 'pipe':
        return this.#pipe(schema, definition, place)
      default:
        throw unsupported(place, `z.${definition.type} cannot be stored`, fixes[definition.type] ?? otherFix)
    }
  }

  #object(definition: $ZodObjectDef, place: SchemaPlace): MapModel {
    const attributes: AttributeField[] = []
    for (const [name, schema] of Object.entries(definition.shape)) {
      const at = member(place, name)
      if (name === '' || name === '__proto__') {
        throw unsupported(at, `"${name}" cannot be the name of an attribute`, 'Rename it')
      }
      if (isNeverStored(schema)) continue
      const model = this.convert(schema, at)
      const optionality = this.#side === 'output' ? schema._zod.optout : schema._zod.optin
      const isOptional = optionality !== undefined || model.kind === 'unknown'
      attributes.push({ name, storedName: name, model, isOptional })
    }
    const { catchall } = definition
    const isClosed = catchall === undefined || catchall._zod.def.type === 'never'
    return { kind: 'map', attributes, ...(isClosed ? {} : { rest: this.convert(catchall, element(place)) }) }
  }

  #element(schema: $ZodType, place: SchemaPlace): AttributeModel {
    if (schema._zod.optout === 'optional') {
      throw unsupported(
        place,
        'an element cannot be undefined, which is never stored',
        'Use .nullable() instead',
      )
    }
    return this.convert(schema, place)
  }

  #tuple(definition: $ZodTupleDef, place: SchemaPlace): TupleModel {
    const { items, rest } = definition
    const elements = items.map((item, index) =>
      this.convert(item, { ...place, path: `${place.path}[${index}]` }),
    )
    const requiredLength = items.findLastIndex((item) => item._zod.optout === undefined) + 1
    return {
      kind: 'tuple',
      elements,
      ...(requiredLength < items.length ? { requiredLength } : {}),
      ...(rest === null || rest === undefined ? {} : { rest: this.#element(rest, element(place)) }),
    }
  }

  #union(definition: $ZodUnionDef, place: SchemaPlace): AttributeModel {
    const options: AttributeModel[] = []
    let isNullable = false
    for (const option of definition.options) {
      const model = this.convert(option, place)
      if (model.kind === 'null') isNullable = true
      else if (!options.some((other) => isSameScalar(other, model))) options.push(model)
    }
    const [first, ...others] = options
    if (first === undefined) return { kind: 'null' }
    const discriminator = 'discriminator' in definition ? definition.discriminator : undefined
    const named = typeof discriminator === 'string' ? { discriminator } : {}
    const union: AttributeModel = others.length === 0 ? first : { kind: 'union', options, ...named }
    return isNullable ? nullable(union) : union
  }

  #lazy(schema: $ZodType, place: SchemaPlace): LazyModel {
    const lazy: LazyModel = {
      kind: 'lazy',
      resolve: () => this.convert(resolveLazy(schema, place), place),
    }
    this.#lazies.push(lazy)
    return lazy
  }

  #pipe(schema: $ZodType, definition: $ZodPipeDef, place: SchemaPlace): AttributeModel {
    const input = definition.in
    const output = definition.out
    if (isCodecDefinition(definition)) {
      assertTwoWay([input, output], place)
      const stored = this.#inputs.convert(input, place)
      return this.#side === 'input' ? stored : codecModel(schema, stored, place)
    }
    if (isOneWay(input) || isOneWay(output) || reachesCoercion(output)) return this.convert(output, place)
    if (this.#side === 'input') return this.convert(input, place)
    if (!reachesCodec(input)) return this.convert(output, place)
    if (!reachesCodec(output)) return this.convert(input, place)
    return codecModel(schema, this.#inputs.convert(input, place), place)
  }
}

function nullable(inner: AttributeModel): AttributeModel {
  return inner.kind === 'nullable' || inner.kind === 'null' ? inner : { kind: 'nullable', inner }
}

/** `z.never().optional()` and the like: said so that an option of a union may not have the attribute. */
function isNeverStored(schema: $ZodType): boolean {
  const definition = definitionOf(schema)
  if (definition.type !== 'optional') return false
  const inner = definition.innerType._zod.def.type
  return inner === 'never' || inner === 'undefined' || inner === 'void'
}

/** Options that differ in refinements only are one option to storage. */
function isSameScalar(left: AttributeModel, right: AttributeModel): boolean {
  return left.kind === right.kind && ['string', 'boolean', 'binary', 'date', 'unknown'].includes(left.kind)
}

function resolveLazy(schema: $ZodType, place: SchemaPlace): $ZodType {
  try {
    return lazyTarget(schema)
  } catch (cause) {
    throw unresolved(place, cause)
  }
}

function unresolved(place: SchemaPlace, cause: unknown): MonotableError {
  return new MonotableError(
    'schema.unresolved',
    `${placeText(place)}: a schema that it refers to is not there yet. Declare it before the entity.`,
    { ...place },
    { cause },
  )
}

const otherFix = 'Use a schema whose values DynamoDB can hold, or z.codec to say what is stored'
const fixes: Readonly<Record<string, string>> = {
  undefined: 'Use .optional(): undefined is never stored',
  void: 'Use .optional(): undefined is never stored',
  never: 'Leave the attribute out, or use z.never().optional()',
  nan: 'DynamoDB has no NaN: use .nullable() for an unknown number',
  promise: 'Await the value before it is written',
  file: 'Store its bytes, as z.instanceof(Uint8Array), or a reference to where it is kept',
  success: 'Use z.boolean()',
  symbol: 'Use z.enum or z.literal with strings',
  function: 'Functions are no data: leave it out of the schema',
}
