import { unreachable } from '../core/assert.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import type { AttributeField, AttributeModel, UnionModel } from '../schema/index.js'
import { dateCodec } from './dates.js'
import { at, marshallingError } from './failure.js'
import { listCodec } from './lists.js'
import { literalCodec } from './literals.js'
import { mapCodec } from './maps.js'
import type { Member } from './members.js'
import type { NodeCodec } from './node-codec.js'
import { mapOfKeysCodec, recordCodec } from './records.js'
import {
  bigintCodec,
  booleanCodec,
  bytesCodec,
  decimalTextCodec,
  nullCodec,
  numberCodec,
  stringCodec,
} from './scalars.js'
import { setCodec } from './sets.js'
import { tupleCodec } from './tuples.js'
import type { Tagged } from './unions.js'
import { discriminatedCodec, unionCodec } from './unions.js'
import { unknownCodec } from './unknowns.js'
import { conversionCodec, lazyCodec, nullableCodec } from './wrappers.js'

/** The compiled conversion of one value. */
export interface Codec {
  /**
   * The stored form of a value; `undefined` where there is nothing to store, which is so for an empty set: an update
   * removes the attribute instead.
   *
   * @throws MonotableError `marshalling.*`, naming entity, attribute path and fix
   */
  encode(value: unknown): AttributeValue | undefined
  /** @throws MonotableError `marshalling.unexpected-type` and others, for a stored value that does not fit */
  decode(stored: AttributeValue): unknown
  /** Decodes what a projection left of a value: members may be absent at any depth. */
  decodePartial(stored: AttributeValue): unknown
}

/**
 * Compiles the codec of one model. `owner` names it in errors: an entity, or an entity and attribute.
 *
 * @example
 * ```ts
 * const codec = compileCodec({ kind: 'date', store: 'iso' }, 'Order.placedAt')
 * codec.encode(new Date(0)) // { S: '1970-01-01T00:00:00.000Z' }
 * ```
 */
export function compileCodec(model: AttributeModel, owner: string): Codec {
  return namedCodec(new NodeCompiler().compile(model), owner)
}

/** The level of the item, which DynamoDB counts among those that a value may be nested in. */
export const itemDepth = 1

/** A codec whose failures are errors that name the entity and, where it is one, the attribute. */
export function namedCodec(node: NodeCodec, entity: string, attribute?: string): Codec {
  const named = (error: unknown): Error => marshallingError(at(error, attribute), entity)
  return {
    encode(value) {
      try {
        return node.encode(value, itemDepth)
      } catch (error) {
        throw named(error)
      }
    },
    decode(stored) {
      try {
        return node.decode(stored)
      } catch (error) {
        throw named(error)
      }
    },
    decodePartial(stored) {
      try {
        return node.decodePartial(stored)
      } catch (error) {
        throw named(error)
      }
    },
  }
}

/** Recursive schemas are compiled as far as they have been resolved; one without end keeps the rest for its first use. */
const eagerLazyMax = 100

/** Compiles models to node codecs, each model once, so that recursive ones end. */
export class NodeCompiler {
  readonly #known = new Map<AttributeModel, NodeCodec>()
  readonly #pending: (() => NodeCodec)[] = []

  compile(model: AttributeModel): NodeCodec {
    const codec = this.#compile(model)
    for (let index = 0; index < Math.min(this.#pending.length, eagerLazyMax); index++)
      this.#pending[index]?.()
    return codec
  }

  members(fields: readonly AttributeField[]): Member[] {
    return fields.map(({ name, storedName, isOptional, model }) => ({
      name,
      storedName,
      isOptional,
      codec: this.compile(model),
    }))
  }

  #compile(model: AttributeModel): NodeCodec {
    const known = this.#known.get(model)
    if (known !== undefined) return known
    const codec = this.#node(model)
    this.#known.set(model, codec)
    return codec
  }

  #node(model: AttributeModel): NodeCodec {
    switch (model.kind) {
      case 'string':
        return model.store === 'number' ? decimalTextCodec : stringCodec
      case 'number':
        return numberCodec
      case 'bigint':
        return bigintCodec
      case 'boolean':
        return booleanCodec
      case 'null':
        return nullCodec
      case 'date':
        return dateCodec(model.store)
      case 'binary':
        return bytesCodec
      case 'literal':
        return literalCodec(model)
      case 'list':
        return listCodec(this.#compile(model.element))
      case 'tuple': {
        const rest = model.rest === undefined ? undefined : this.#compile(model.rest)
        const elements = model.elements.map((element) => this.#compile(element))
        return tupleCodec(elements, model.requiredLength ?? elements.length, rest)
      }
      case 'set':
        return setCodec(model.type, this.#compile(model.element))
      case 'map':
        return mapCodec(
          this.#members(model.attributes),
          model.rest === undefined ? undefined : this.#compile(model.rest),
        )
      case 'record':
        return (model.container === 'map' ? mapOfKeysCodec : recordCodec)(
          this.#compile(model.key),
          this.#compile(model.value),
        )
      case 'union':
        return this.#union(model)
      case 'nullable':
        return nullableCodec(this.#compile(model.inner))
      case 'codec':
        return conversionCodec(model, this.#compile(model.stored))
      case 'lazy': {
        const resolve = (): NodeCodec => this.#compile(model.resolve())
        this.#pending.push(resolve)
        return lazyCodec(resolve)
      }
      case 'unknown':
        return unknownCodec
      default:
        return unreachable(model)
    }
  }

  #members(fields: readonly AttributeField[]): Member[] {
    return fields.map(({ model, ...field }) => ({ ...field, codec: this.#compile(model) }))
  }

  #union({ options, discriminator }: UnionModel): NodeCodec {
    const tagged: Tagged[] = []
    for (const option of options) {
      const tags = discriminator === undefined ? undefined : tagsOf(option, discriminator)
      if (tags === undefined) return unionCodec(options.map((each) => this.#compile(each)))
      tagged.push({ codec: this.#compile(option), tags })
    }
    return discriminatedCodec(discriminator as string, tagged)
  }
}

/** The values of its discriminator that an option claims; `undefined` where it does not say. */
function tagsOf(option: AttributeModel, name: string): readonly unknown[] | undefined {
  if (option.kind === 'union') {
    const tags = option.options.map((inner) => tagsOf(inner, name))
    return tags.some((each) => each === undefined) ? undefined : tags.flatMap((each) => each ?? [])
  }
  const field = option.kind === 'map' ? option.attributes.find((each) => each.name === name) : undefined
  if (field === undefined || field.isOptional) return undefined
  if (field.model.kind === 'null') return [null]
  return field.model.kind === 'literal' ? field.model.values : undefined
}
