import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import type { AttributeField, AttributeModel } from '../schema/index.js'
import type { Codec } from './compile-codec.js'
import { itemDepth, namedCodec, NodeCompiler } from './compile-codec.js'
import { marshallingError, wrongKind } from './failure.js'
import { isObject } from './maps.js'
import type { Rest } from './members.js'
import { membersCodec } from './members.js'

/** The compiled conversion between the items of an entity, by the schema's names, and what the table holds. */
export interface ItemCodec {
  /**
   * A fresh map under the stored names. What is `undefined` is not stored (rule M5), nor is an empty set.
   *
   * @throws MonotableError `marshalling.*`, naming entity, attribute path and fix
   */
  encode(item: Readonly<Record<string, unknown>>): AttributeMap
  /**
   * The item that is stored, kinds checked on the way (rule M2). Attributes that the entity does not name, such as
   * keys, are left out; a required set that is absent is empty.
   *
   * @throws MonotableError `marshalling.unexpected-type`, `marshalling.missing`, `marshalling.precision` and others,
   * naming entity, attribute path and the item's key
   */
  decode(stored: Readonly<AttributeMap>): Record<string, unknown>
  /** What a projection left of an item: attributes and members that are absent are absent, a set too. */
  decodePartial(stored: Readonly<AttributeMap>): Record<string, unknown>
  /** One attribute by its name in the schema. */
  attribute(name: string): AttributeCodec | undefined
}

export interface AttributeCodec {
  readonly field: AttributeField
  readonly codec: Codec
}

export interface ItemCodecOptions {
  /** The key attributes of the table, by which errors name an item. */
  readonly keyAttributes?: readonly string[]
  /** The form of attributes that the schema does not name, where it keeps them (`z.looseObject`, `.catchall`). */
  readonly rest?: AttributeModel | undefined
  /** Stored names beside the schema's that are not part of the rest: keys of table and indexes, the entity's name. */
  readonly foreign?: readonly string[]
  /** A stored item that lacks an attribute, with what its keys tell of it; undefined where they tell nothing more. */
  readonly complete?: (stored: Readonly<AttributeMap>) => AttributeMap | undefined
}

/**
 * Compiles the codec of an entity's items: everything is worked out here, once (rule P5).
 *
 * @example
 * ```ts
 * const codec = compileItemCodec(model.attributes, 'Order', { keyAttributes: ['pk', 'sk'] })
 * codec.encode({ orderId: 'o1', placedAt: new Date(0) })
 * // { orderId: { S: 'o1' }, placedAt: { S: '1970-01-01T00:00:00.000Z' } }
 * ```
 */
export function compileItemCodec(
  fields: readonly AttributeField[],
  entityName: string,
  options: ItemCodecOptions = {},
): ItemCodec {
  const { keyAttributes = [], complete } = options
  const compiler = new NodeCompiler()
  const members = compiler.members(fields)
  const { encode, decode, decodePartial } = membersCodec(members, restOf(compiler, fields, options))
  const attributes = new Map(
    members.map(({ name, codec }, index) => [
      name,
      { field: fields[index] as AttributeField, codec: namedCodec(codec, entityName, name) },
    ]),
  )
  return {
    encode(item) {
      try {
        if (!isObject(item)) throw wrongKind(item, 'an object')
        return encode(item, itemDepth)
      } catch (error) {
        throw marshallingError(error, entityName)
      }
    },
    decode(stored) {
      try {
        try {
          return decode(stored)
        } catch (error) {
          const whole = complete?.(stored)
          if (whole === undefined) throw error
          return decode(whole)
        }
      } catch (error) {
        throw marshallingError(error, entityName, keyOf(stored, keyAttributes))
      }
    },
    decodePartial(stored) {
      try {
        return decodePartial(stored)
      } catch (error) {
        throw marshallingError(error, entityName, keyOf(stored, keyAttributes))
      }
    },
    attribute: (name) => attributes.get(name),
  }
}

function restOf(
  compiler: NodeCompiler,
  fields: readonly AttributeField[],
  { rest, keyAttributes = [], foreign = [] }: ItemCodecOptions,
): Rest | undefined {
  if (rest === undefined) return undefined
  const names = new Set([...fields.map((field) => field.storedName), ...keyAttributes, ...foreign])
  return { codec: compiler.compile(rest), isForeign: (name) => names.has(name) }
}

function keyOf(
  stored: Readonly<AttributeMap>,
  names: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (names.length === 0 || typeof stored !== 'object' || stored === null) return undefined
  return Object.fromEntries(names.map((name) => [name, scalarOf(stored[name])]))
}

function scalarOf(stored: AttributeValue | undefined): unknown {
  if (stored === undefined) return null
  return stored.S ?? stored.N ?? (stored.B === undefined ? null : `bytes ${stored.B.join(',')}`)
}
