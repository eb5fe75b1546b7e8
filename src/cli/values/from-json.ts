import { Buffer } from 'node:buffer'
import { unreachable } from '../../core/assert.js'
import type { AttributeField, AttributeModel } from '../../schema/index.js'

/**
 * The value that plain JSON stands for, as the schema has it: dates are ISO 8601 text or milliseconds since 1970, sets
 * are lists, big numbers are text or numbers, bytes are base64, and values of a codec of the schema's own are given in
 * their stored form. What does not fit stays as it is, so that the entity says what is wrong with it.
 */
export function valueFromJson(model: AttributeModel, json: unknown): unknown {
  switch (model.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
      return json
    case 'bigint':
      return bigintOf(json)
    case 'date':
      return typeof json === 'string' || typeof json === 'number' ? new Date(json) : json
    case 'binary':
      return typeof json === 'string' ? new Uint8Array(Buffer.from(json, 'base64')) : json
    case 'literal':
      return model.values.find((value) => value === json || value === bigintOf(json)) ?? json
    case 'list':
      return Array.isArray(json) ? json.map((element) => valueFromJson(model.element, element)) : json
    case 'tuple':
      return Array.isArray(json)
        ? json.map((element, place) => fromOptional(model.elements[place] ?? model.rest, element))
        : json
    case 'set':
      return Array.isArray(json) ? new Set(json.map((each) => valueFromJson(model.element, each))) : json
    case 'map':
      return isPlainObject(json) ? objectFromJson(model.attributes, json, model.rest) : json
    case 'record':
      return isPlainObject(json) ? recordFromJson(model, json) : json
    case 'union':
      return valueFromJson(model.options.find((option) => mayBe(option, json)) ?? { kind: 'unknown' }, json)
    case 'nullable':
      return json === null ? null : valueFromJson(model.inner, json)
    case 'codec':
      return decoded(model, json)
    case 'lazy':
      return valueFromJson(model.resolve(), json)
    default:
      return unreachable(model)
  }
}

/** The attributes of an item or of a nested map; those that are not named stay as they are. */
export function objectFromJson(
  fields: readonly AttributeField[],
  json: Readonly<Record<string, unknown>>,
  rest?: AttributeModel,
): Record<string, unknown> {
  const models = new Map(fields.map((field) => [field.name, field.model]))
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, fromOptional(models.get(name) ?? rest, value)]),
  )
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fromOptional(model: AttributeModel | undefined, json: unknown): unknown {
  return model === undefined ? json : valueFromJson(model, json)
}

function bigintOf(json: unknown): unknown {
  if (typeof json === 'number' && Number.isInteger(json)) return BigInt(json)
  return typeof json === 'string' && /^-?\d{1,40}$/.test(json) ? BigInt(json) : json
}

function recordFromJson(
  { container, key, value }: AttributeModel & { kind: 'record' },
  json: Readonly<Record<string, unknown>>,
): unknown {
  const entries = Object.entries(json).map(
    ([name, each]) =>
      [container === 'map' ? valueFromJson(key, name) : name, valueFromJson(value, each)] as const,
  )
  return container === 'map' ? new Map(entries) : Object.fromEntries(entries)
}

/** A codec of the schema's own is not written for values that nobody stored: what it refuses stays as it is. */
function decoded({ stored, decode }: AttributeModel & { kind: 'codec' }, json: unknown): unknown {
  try {
    return decode(valueFromJson(stored, json))
  } catch {
    return json
  }
}

/** Whether JSON can stand for a value of this form, as far as its own kind tells. */
function mayBe(model: AttributeModel, json: unknown): boolean {
  switch (model.kind) {
    case 'string':
    case 'binary':
      return typeof json === 'string'
    case 'number':
      return typeof json === 'number'
    case 'bigint':
      return typeof bigintOf(json) === 'bigint'
    case 'boolean':
      return typeof json === 'boolean'
    case 'null':
      return json === null
    case 'date':
      return (typeof json === 'string' || typeof json === 'number') && !Number.isNaN(new Date(json).getTime())
    case 'literal':
      return model.values.some((value) => value === json || value === bigintOf(json))
    case 'list':
    case 'tuple':
    case 'set':
      return Array.isArray(json)
    case 'map':
      return isPlainObject(json) && model.attributes.every((field) => memberMayBe(field, json))
    case 'record':
      return isPlainObject(json)
    case 'union':
      return model.options.some((option) => mayBe(option, json))
    case 'nullable':
      return json === null || mayBe(model.inner, json)
    case 'codec':
      return mayBe(model.stored, json)
    case 'lazy':
      return mayBe(model.resolve(), json)
    case 'unknown':
      return true
    default:
      return unreachable(model)
  }
}

function memberMayBe(
  { name, isOptional, model }: AttributeField,
  json: Readonly<Record<string, unknown>>,
): boolean {
  const member = json[name]
  return member === undefined ? isOptional : mayBe(model, member)
}
