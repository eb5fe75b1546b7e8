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
import { bigintModel, customModel, literalModel, numberModel } from './zod-scalars.js'
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
  const converter = new Converter()
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
  readonly #known = {
    output: new Map<$ZodType, AttributeModel>(),
    input: new Map<$ZodType, AttributeModel>(),
  }
  readonly #open = { output: new Set<$ZodType>(), input: new Set<$ZodType>() }
  readonly #lazies: LazyModel[] = []

  root(schema: $ZodType, place: SchemaPlace): AttributeModel {
    try {
      let model = this.convert(schema, 'output', place)
      while (model.kind === 'lazy') model = model.resolve()
      // Not a for-of over a fixed list: resolving one lazy part may find more.
      for (let index = 0; index < Math.min(this.#lazies.length, eagerLazyMax); index++) {
        this.#lazies[index]?.resolve()
      }
      return model
    } catch (error) {
      // A constant that a getter of the schema names, and that is declared further down.
      throw error instanceof ReferenceError ? unresolved(place, error) : error
    }
  }

  convert(schema: $ZodType, side: Side, place: SchemaPlace): AttributeModel {
    const known = this.#known[side]
    const model = known.get(schema)
    if (model !== undefined) return model
    if (this.#open[side].has(schema)) {
      return { kind: 'lazy', resolve: () => known.get(schema) ?? this.convert(schema, side, place) }
    }
    this.#open[side].add(schema)
    try {
      const converted = this.#node(schema, side, place)
      known.set(schema, converted)
      return converted
    } finally {
      this.#open[side].delete(schema)
    }
  }

  #node(schema: $ZodType, side: Side, place: SchemaPlace): AttributeModel {
    const definition = definitionOf(schema)
    switch (definition.type) {
      case 'string':
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
        return this.#object(definition, side, place)
      case 'array':
        return { kind: 'list', element: this.#element(definition.element, side, element(place)) }
      case 'tuple':
        return this.#tuple(definition, side, place)
      case 'set':
        return setModel(this.#element(definition.valueType, side, element(place)), place)
      case 'record':
      case 'map':
        return {
          kind: 'record',
          container: definition.type === 'map' ? 'map' : 'object',
          key: recordKeyModel(this.convert(definition.keyType, side, element(place)), place),
          value: this.convert(definition.valueType, side, element(place)),
        }
      case 'union':
        return this.#union(definition, side, place)
      case 'intersection':
        return mergeModels(
          this.convert(definition.left, side, place),
          this.convert(definition.right, side, place),
          place,
        )
      case 'nullable':
        return nullable(this.convert(definition.innerType, side, place))
      case 'optional':
      case 'default':
      case 'prefault':
      case 'catch':
      case 'readonly':
      case 'nonoptional':
        return this.convert(definition.innerType, side, place)
      case 'lazy':
        return this.#lazy(schema, side, place)
      case 'pipe':
        return this.#pipe(schema, definition, side, place)
      default:
        throw unsupported(place, `z.${definition.type} cannot be stored`, fixes[definition.type] ?? otherFix)
    }
  }

  #object(definition: $ZodObjectDef, side: Side, place: SchemaPlace): MapModel {
    const attributes: AttributeField[] = []
    for (const [name, schema] of Object.entries(definition.shape)) {
      const at = member(place, name)
      if (name === '' || name === '__proto__') {
        throw unsupported(at, `"${name}" cannot be the name of an attribute`, 'Rename it')
      }
      if (isNeverStored(schema)) continue
      const model = this.convert(schema, side, at)
      const optionality = side === 'output' ? schema._zod.optout : schema._zod.optin
      const isOptional = optionality !== undefined || model.kind === 'unknown'
      attributes.push({ name, storedName: name, model, isOptional })
    }
    const catchall = definition.catchall
    if (catchall === undefined || catchall._zod.def.type === 'never') return { kind: 'map', attributes }
    return { kind: 'map', attributes, rest: this.convert(catchall, side, element(place)) }
  }

  #element(schema: $ZodType, side: Side, place: SchemaPlace): AttributeModel {
    if (schema._zod.optout === 'optional') {
      throw unsupported(
        place,
        'an element cannot be undefined, which is never stored',
        'Use .nullable() instead',
      )
    }
    return this.convert(schema, side, place)
  }

  #tuple(definition: $ZodTupleDef, side: Side, place: SchemaPlace): TupleModel {
    const items = definition.items
    const elements = items.map((item, index) =>
      this.convert(item, side, { ...place, path: `${place.path}[${index}]` }),
    )
    const last = items.findLastIndex((item) => item._zod.optout === undefined)
    const shortened = last + 1 < items.length ? { requiredLength: last + 1 } : {}
    if (definition.rest === null || definition.rest === undefined)
      return { kind: 'tuple', elements, ...shortened }
    const rest = this.#element(definition.rest, side, element(place))
    return { kind: 'tuple', elements, ...shortened, rest }
  }

  #union(definition: $ZodUnionDef, side: Side, place: SchemaPlace): AttributeModel {
    const options: AttributeModel[] = []
    let isNullable = false
    for (const option of definition.options) {
      const model = this.convert(option, side, place)
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

  #lazy(schema: $ZodType, side: Side, place: SchemaPlace): LazyModel {
    let resolved: AttributeModel | undefined
    const resolve = (): AttributeModel => {
      resolved ??= this.convert(resolveLazy(schema, place), side, place)
      return resolved
    }
    const model: LazyModel = { kind: 'lazy', resolve }
    this.#lazies.push(model)
    return model
  }

  #pipe(schema: $ZodType, definition: $ZodPipeDef, side: Side, place: SchemaPlace): AttributeModel {
    const input = definition.in
    const output = definition.out
    if (isCodecDefinition(definition)) {
      assertTwoWay([input, output], place)
      const stored = this.convert(input, 'input', place)
      return side === 'input' ? stored : codecModel(schema, stored, place)
    }
    if (isOneWay(input) || isOneWay(output) || reachesCoercion(output))
      return this.convert(output, side, place)
    if (side === 'input') return this.convert(input, side, place)
    if (!reachesCodec(input)) return this.convert(output, side, place)
    if (!reachesCodec(output)) return this.convert(input, side, place)
    return codecModel(schema, this.convert(input, 'input', place), place)
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
