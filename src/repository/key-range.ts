import { MonotableError } from '../core/errors.js'
import type { KeyCondition } from '../expressions/index.js'
import type { KeyRange, RangeInput } from '../keys/index.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import type { KeyAttributeModel, PatternModel } from '../schema/index.js'
import type { EntityRuntime, Values } from './entity-runtime.js'

/** The key of a query: conditions as DynamoDB takes them, and whether anything can match at all. */
export interface QueryKey {
  readonly conditions: readonly KeyCondition[]
  /** What is asked of the sort key of a template, for finding other entities in its way. */
  readonly range: KeyRange
  readonly isEmpty: boolean
}

const rangeWords = new Set(['gt', 'gte', 'lt', 'lte', 'between', 'beginsWith'])

/** Forms the key of a query: the partition whole, the sort key from the left (rule R1). */
export function queryKey(runtime: EntityRuntime, pattern: PatternModel, given: Values): QueryKey {
  assertNames(runtime, pattern, given)
  const conditions: KeyCondition[] = pattern.partition.map((key) => ({
    place: runtime.storedPlace(key.name),
    operator: '=',
    value: runtime.keys.valueOf(key, given) ?? missing(runtime, pattern, key),
  }))
  const [first] = pattern.sort
  if (first === undefined) return { conditions, range: { operator: 'all' }, isEmpty: false }
  if (first.kind === 'template') return templateKey(runtime, first, given, conditions)
  return nativeKey(runtime, pattern, given, conditions)
}

function missing(runtime: EntityRuntime, pattern: PatternModel, key: KeyAttributeModel): never {
  throw refusal(runtime, pattern, `give ${key.holes.join(', ')}: together they name the partition`)
}

function assertNames(runtime: EntityRuntime, pattern: PatternModel, given: Values): void {
  if (typeof given !== 'object' || given === null)
    throw refusal(runtime, pattern, 'give the attributes of its key')
  let gap: string | undefined
  let ranged: string | undefined
  for (const name of pattern.sortHoles) {
    const value = given[name]
    if (value === undefined) {
      gap ??= name
      continue
    }
    if (gap !== undefined) throw refusal(runtime, pattern, `give ${gap} before ${name}`)
    if (ranged !== undefined)
      throw refusal(runtime, pattern, `${ranged} has a range, so it comes last: leave ${name} out`)
    if (rangeOf(value) !== undefined) ranged = name
  }
  for (const name in given)
    if (given[name] !== undefined && !pattern.holes.has(name))
      throw refusal(
        runtime,
        pattern,
        `it is not keyed by ${name}; its key is ${[...pattern.holes].join(', ')}`,
      )
}

/** A range, told from a value by its words: no key attribute is a plain object. */
function rangeOf(value: unknown): RangeInput | undefined {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return undefined
  const words = Object.keys(value)
  return words.length > 0 && words.every((word) => rangeWords.has(word)) ? value : undefined
}

function templateKey(
  runtime: EntityRuntime,
  key: KeyAttributeModel & { kind: 'template' },
  given: Values,
  conditions: KeyCondition[],
): QueryKey {
  const values: Record<string, unknown> = {}
  let range: RangeInput | undefined
  for (const hole of key.holes) {
    const value = given[hole]
    if (value === undefined) continue
    const ranged = rangeOf(value)
    if (ranged === undefined) values[hole] = runtime.keys.partValue(hole, value)
    else range = mapRange(ranged, (bound) => runtime.keys.partValue(hole, bound))
  }
  const found = key.template.condition(values, range)
  const place = runtime.storedPlace(key.name)
  switch (found.operator) {
    case 'all':
      break
    case 'none':
      return { conditions, range: found, isEmpty: true }
    case 'BETWEEN':
      conditions.push({ place, operator: 'BETWEEN', lower: { S: found.lower }, upper: { S: found.upper } })
      break
    default:
      conditions.push({ place, operator: found.operator, value: { S: found.value } })
  }
  return { conditions, range: found, isEmpty: false }
}

function mapRange(range: RangeInput, map: (bound: unknown) => unknown): RangeInput {
  const mapped: Record<string, unknown> = {}
  for (const [word, bound] of Object.entries(range))
    mapped[word] = word === 'between' && Array.isArray(bound) ? bound.map(map) : map(bound)
  return mapped
}

/** A sort key of attributes that stand for themselves: equal from the left, the last in a range. */
function nativeKey(
  runtime: EntityRuntime,
  pattern: PatternModel,
  given: Values,
  conditions: KeyCondition[],
): QueryKey {
  for (const key of pattern.sort) {
    const [name] = key.holes
    const value = name === undefined ? undefined : given[name]
    if (name === undefined || value === undefined) break
    const place = runtime.storedPlace(key.name)
    const encode = (bound: unknown): AttributeValue =>
      runtime.keys.valueOf(key, { [name]: bound }) ?? missing(runtime, pattern, key)
    const range = rangeOf(value)
    conditions.push(
      range === undefined
        ? { place, operator: '=', value: encode(value) }
        : nativeRange(runtime, pattern, place, range, encode),
    )
  }
  return { conditions, range: { operator: 'all' }, isEmpty: false }
}

function nativeRange(
  runtime: EntityRuntime,
  pattern: PatternModel,
  place: KeyCondition['place'],
  range: Values,
  encode: (bound: unknown) => AttributeValue,
): KeyCondition {
  const words = Object.keys(range).filter((word) => range[word] !== undefined)
  const [word, other] = words.sort()
  if (word === 'between' && Array.isArray(range['between']) && other === undefined) {
    const [lower, upper] = range['between'] as readonly unknown[]
    return { place, operator: 'BETWEEN', lower: encode(lower), upper: encode(upper) }
  }
  if (word === 'gte' && other === 'lte' && words.length === 2)
    return { place, operator: 'BETWEEN', lower: encode(range['gte']), upper: encode(range['lte']) }
  const operator = word !== undefined && other === undefined ? singleOperators[word] : undefined
  if (operator !== undefined && word !== undefined) return { place, operator, value: encode(range[word]) }
  throw refusal(
    runtime,
    pattern,
    `DynamoDB takes one condition on ${place.path}: use gte with lte, between, or one bound, not ${words.join(' with ')}`,
  )
}

const singleOperators: Readonly<Record<string, '<' | '<=' | '>' | '>=' | 'begins_with'>> = {
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  beginsWith: 'begins_with',
}

function refusal(runtime: EntityRuntime, pattern: PatternModel, problem: string): MonotableError {
  const { name } = runtime.model
  return new MonotableError('repository.query-key', `${name}, access pattern ${pattern.name}: ${problem}.`, {
    entity: name,
    accessPattern: pattern.name,
  })
}
