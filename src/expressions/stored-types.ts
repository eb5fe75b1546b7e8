import { unreachable } from '../core/assert.js'
import type { AttributeType } from '../protocol/attribute-value.js'
import type { AttributeModel, LiteralModel } from '../schema/index.js'
import { plainModel } from './model-below.js'

/** The DynamoDB types that values of this model are stored as; `undefined` where it may be any. */
export function storedTypes(model: AttributeModel): ReadonlySet<AttributeType> | undefined {
  switch (model.kind) {
    case 'string':
      return new Set([model.store === 'number' ? 'N' : 'S'])
    case 'number':
    case 'bigint':
      return new Set(['N'])
    case 'boolean':
      return new Set(['BOOL'])
    case 'null':
      return new Set(['NULL'])
    case 'date':
      return new Set([model.store === 'iso' ? 'S' : 'N'])
    case 'binary':
      return new Set(['B'])
    case 'literal':
      return new Set(model.values.map(literalType))
    case 'list':
    case 'tuple':
      return new Set(['L'])
    case 'set':
      return new Set([model.type])
    case 'map':
    case 'record':
      return new Set(['M'])
    case 'union':
      return joined(model.options)
    case 'nullable':
      return joined([model.inner, nullModel])
    case 'codec':
      return storedTypes(model.stored)
    case 'lazy':
      return storedTypes(model.resolve())
    case 'unknown':
      return undefined
    default:
      return unreachable(model, 'model')
  }
}

/** What `contains` may look for at a place: part of a text, or an element of a set or list. */
export interface Containable {
  readonly isText: boolean
  readonly element: AttributeModel | undefined
}

/** What `contains` may look for in values of this model. */
export function containable(model: AttributeModel): Containable {
  const plain = plainModel(model)
  switch (plain.kind) {
    case 'list':
    case 'set':
      return { isText: false, element: plain.element }
    case 'tuple':
      return {
        isText: false,
        element: unionOf(plain.rest === undefined ? plain.elements : [...plain.elements, plain.rest]),
      }
    case 'unknown':
      return { isText: true, element: plain }
    case 'union': {
      const options = plain.options.map(containable)
      return {
        isText: options.some(({ isText }) => isText),
        element: unionOf(options.flatMap(({ element }) => (element === undefined ? [] : [element]))),
      }
    }
    default:
      return { isText: storedTypes(plain)?.has('S') ?? true, element: undefined }
  }
}

/**
 * The model of what is added to a value of this model, or taken from it: the same kind without the bounds, since the
 * step from one allowed number to another need not be allowed itself. `undefined` where there is nothing to add to, and
 * for what a codec of the schema converts.
 */
export function stepModel(model: AttributeModel): AttributeModel | undefined {
  const plain = plainModel(model)
  switch (plain.kind) {
    case 'number':
      return { kind: 'number', integer: false }
    case 'bigint':
      return { kind: 'bigint' }
    case 'literal':
    case 'union':
    case 'unknown':
      return storedTypes(plain)?.has('N') === false ? undefined : stepOfMany(plain)
    default:
      return undefined
  }
}

/** Whether values of this model can be stored through a codec of the schema. */
export function isConverted(model: AttributeModel): boolean {
  const plain = plainModel(model)
  return plain.kind === 'codec' || (plain.kind === 'union' && plain.options.some(isConverted))
}

function stepOfMany(model: AttributeModel): AttributeModel | undefined {
  if (model.kind === 'literal')
    return model.values.some((value) => typeof value === 'bigint')
      ? { kind: 'bigint' }
      : { kind: 'number', integer: false }
  if (model.kind !== 'union') return model
  const steps = model.options.map(stepModel).filter((step) => step !== undefined)
  return unionOf(steps)
}

const nullModel: AttributeModel = { kind: 'null' }

function unionOf(models: readonly AttributeModel[]): AttributeModel | undefined {
  const distinct = [...new Set(models)]
  return distinct.length > 1 ? { kind: 'union', options: distinct } : distinct[0]
}

function joined(models: readonly AttributeModel[]): ReadonlySet<AttributeType> | undefined {
  const types = new Set<AttributeType>()
  for (const model of models) {
    const stored = storedTypes(model)
    if (stored === undefined) return undefined
    for (const type of stored) types.add(type)
  }
  return types
}

function literalType(value: LiteralModel['values'][number]): AttributeType {
  switch (typeof value) {
    case 'string':
      return 'S'
    case 'boolean':
      return 'BOOL'
    case 'object':
      return 'NULL'
    default:
      return 'N'
  }
}
