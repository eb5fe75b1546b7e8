import type { KeyCondition, Place } from '../../expressions/index.js'
import { fittingBound, isEncoded } from '../../expressions/index.js'
import type { RangeInput } from '../../keys/index.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'
import type { AttributeModel } from '../../schema/index.js'
import { compareScalars } from './compare-scalars.js'

/** A range over an attribute that stands for itself: one condition, none (`all`), or one that nothing meets. */
export type NativeRange = KeyCondition | 'all' | 'nothing'

/** What a range is formed from. */
export interface NativeBounds {
  readonly place: Place
  readonly model: AttributeModel
  encode(bound: unknown): AttributeValue
  refuse(problem: string): never
}

const words = ['gt', 'gte', 'lt', 'lte', 'between', 'beginsWith'] as const
const operators = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** DynamoDB takes one condition on an attribute: a bound, a prefix, or two bounds that are both included. */
export function nativeRange(range: RangeInput, bounds: NativeBounds): NativeRange {
  const { place, model, encode, refuse } = bounds
  if (isEncoded(model)) return refuse(encodedRange(place.path))
  const given: Readonly<Partial<Record<(typeof words)[number] | 'equals', unknown>>> = range
  const [word, other, ...more] = words.filter((each) => given[each] !== undefined)
  if (word === 'gte' && other === 'lte' && more.length === 0) return between(given.gte, given.lte, bounds)
  if (word === undefined || other !== undefined)
    return refuse(
      word === undefined
        ? `the range of ${place.path} is empty: give it a bound, or leave it out`
        : `DynamoDB takes one condition on ${place.path}: use gte with lte, between, or one bound, not ${[word, other, ...more].join(' with ')}`,
    )
  const bound = given[word]
  if (word === 'beginsWith') return prefix(bound, bounds)
  if (word !== 'between')
    return { place, operator: operators[word], value: encode(fittingBound(model, word, bound)) }
  if (Array.isArray(bound) && bound.length === 2) return between(bound[0], bound[1], bounds)
  return refuse(`between of ${place.path} takes two values, the lowest and the highest`)
}

function between(from: unknown, to: unknown, bounds: NativeBounds): NativeRange {
  const lower = bounds.encode(fittingBound(bounds.model, 'gte', from))
  const upper = bounds.encode(to)
  if (compareScalars(lower, upper) > 0) return 'nothing'
  return { place: bounds.place, operator: 'BETWEEN', lower, upper }
}

function prefix(bound: unknown, { place, model, encode, refuse }: NativeBounds): NativeRange {
  if (model.kind === 'string' && model.store === 'string' && typeof bound === 'string')
    return bound === '' ? 'all' : { place, operator: 'begins_with', value: encode(bound) }
  if (model.kind === 'binary' && bound instanceof Uint8Array)
    return bound.length === 0 ? 'all' : { place, operator: 'begins_with', value: encode(bound) }
  return refuse(`only a string has a prefix, and ${place.path} is ${model.kind}`)
}

/** Why an attribute that is stored through a codec has no ranges: what the index sorts is the encoded form. */
export function encodedRange(name: string): string {
  return `${name} is stored through a codec of the schema, and the order of its encoded form is not known to be that of its values: give a value, or store it in a form of DynamoDB's own`
}
