import { MonotableError } from '../../core/errors.js'
import type { KeyCondition, Place } from '../../expressions/index.js'
import { isEncoded } from '../../expressions/index.js'
import type { KeyRange, RangeInput } from '../../keys/index.js'
import { namedKeyError } from '../../marshalling/index.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'
import type { KeyAttributeModel, PatternModel } from '../../schema/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { ownValue } from '../writes/own-value.js'
import { encodedRange, nativeRange } from './native-range.js'

/** The key of a query: conditions as DynamoDB takes them, and whether anything can match at all. */
export interface QueryKey {
  readonly conditions: readonly KeyCondition[]
  /** What the attributes of the partition key are equal to. */
  readonly partitionValues: readonly AttributeValue[]
  /** What is asked of the sort key of a template, for finding other entities in its way. */
  readonly range: KeyRange
  readonly isEmpty: boolean
}

/** What is asked of a sort key. */
type SortKey = Pick<QueryKey, 'conditions' | 'range'>

const all: KeyRange = { operator: 'all' }
const none: KeyRange = { operator: 'none' }
const rangeWords = new Set(['gt', 'gte', 'lt', 'lte', 'between', 'beginsWith'])

/** Forms the key of a query: the partition whole, the sort key from the left (rule R1). */
export function queryKey(
  runtime: EntityRuntime,
  pattern: PatternModel,
  given: Values,
  shard?: number,
): QueryKey {
  assertNames(runtime, pattern, given)
  try {
    return formedKey(runtime, pattern, given, shard)
  } catch (error) {
    throw namedKeyError(error, runtime.model, `access pattern ${pattern.name}`)
  }
}

/** The key of a query in each of so many shards. */
export function shardKeys(
  runtime: EntityRuntime,
  pattern: PatternModel,
  given: Values,
  shards: number,
): readonly QueryKey[] {
  return Array.from({ length: shards }, (_, shard) => queryKey(runtime, pattern, given, shard))
}

function formedKey(
  runtime: EntityRuntime,
  pattern: PatternModel,
  given: Values,
  shard: number | undefined,
): QueryKey {
  const partitionValues: AttributeValue[] = []
  const partition = pattern.partition.map((key): KeyCondition => {
    const value = runtime.keys.valueOf(key, given, shard)
    if (value === undefined)
      throw refusal(runtime, pattern, `give ${key.holes.join(', ')}: together they name the partition`)
    partitionValues.push(value)
    return { place: runtime.storedPlace(key.name), operator: '=', value }
  })
  const { conditions, range } = sortKey(runtime, pattern, given)
  return {
    conditions: [...partition, ...conditions],
    partitionValues,
    range,
    isEmpty: range.operator === 'none',
  }
}

function assertNames(runtime: EntityRuntime, pattern: PatternModel, given: Values): void {
  if (typeof given !== 'object' || given === null)
    throw refusal(runtime, pattern, `give the attributes of its key: ${pattern.partitionHoles.join(', ')}`)
  let gap: string | undefined
  let ranged: string | undefined
  for (const name of pattern.sortHoles) {
    const value = ownValue(given, name)
    if (value === null) throw refusal(runtime, pattern, `${name} needs a value, not null`)
    if (value === undefined) gap ??= name
    // An attribute of the partition too, which is given anyway.
    else if (!pattern.partitionHoles.includes(name)) {
      if (gap !== undefined) throw refusal(runtime, pattern, `give ${gap} before ${name}`)
      if (ranged !== undefined)
        throw refusal(runtime, pattern, `${ranged} has a range, so it comes last: leave ${name} out`)
      if (rangeOf(value) !== undefined) ranged = name
      else assertNoRange(runtime, pattern, name, value)
    }
  }
  for (const name of Object.keys(given))
    if (given[name] !== undefined && !pattern.holes.has(name))
      throw refusal(
        runtime,
        pattern,
        `it is not keyed by ${name}; its key is ${[...pattern.holes].join(', ')}`,
      )
}

/** A range, told from a value by its words. */
function rangeOf(value: unknown): RangeInput | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const words = Object.keys(value)
  return words.length > 0 && words.every((word) => rangeWords.has(word)) ? value : undefined
}

/** A plain object is a range with no words or misspelt ones, unless a codec of the schema makes such values. */
function assertNoRange(runtime: EntityRuntime, pattern: PatternModel, name: string, value: unknown): void {
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return
  const model = runtime.model.byName.get(name)?.model
  if (model !== undefined && isEncoded(model)) return
  const unknown = Object.keys(value as object).find((word) => !rangeWords.has(word))
  throw refusal(
    runtime,
    pattern,
    unknown === undefined
      ? `the range of ${name} is empty: give it a bound, or leave it out`
      : `the range of ${name} has ${unknown}, which is none of ${[...rangeWords].join(', ')}`,
  )
}

function sortKey(runtime: EntityRuntime, pattern: PatternModel, given: Values): SortKey {
  const [first] = pattern.sort
  if (first === undefined) return { conditions: [], range: all }
  return first.kind === 'template'
    ? templateKey(runtime, pattern, first, given)
    : nativeKey(runtime, pattern, given)
}

function templateKey(
  runtime: EntityRuntime,
  pattern: PatternModel,
  key: KeyAttributeModel & { kind: 'template' },
  given: Values,
): SortKey {
  const { keys } = runtime
  const values: Record<string, unknown> = {}
  let range: RangeInput | undefined
  for (const hole of key.holes) {
    const value = ownValue(given, hole)
    const ranged = rangeOf(value)
    if (ranged === undefined) values[hole] = keys.partValue(hole, value)
    else {
      const model = runtime.model.byName.get(hole)?.model
      if (model !== undefined && isEncoded(model)) throw refusal(runtime, pattern, encodedRange(hole))
      range = ranged
    }
  }
  // What is given for the partition may stand in the sort key too, behind a hole that is not given.
  const next = key.template.nextHole(values)
  if (next !== undefined) for (const hole of key.holes.slice(key.holes.indexOf(next))) delete values[hole]
  const found = key.template.condition(values, range)
  return { conditions: rangeConditions(runtime.storedPlace(key.name), found), range: found }
}

/** What a range over the keys of a template is to DynamoDB: one condition, or none. */
export function rangeConditions(place: Place, range: KeyRange): readonly KeyCondition[] {
  switch (range.operator) {
    case 'all':
    case 'none':
      return []
    case 'BETWEEN': {
      const { operator, lower, upper } = range
      return [{ place, operator, lower: { S: lower }, upper: { S: upper } }]
    }
    default:
      return [{ place, operator: range.operator, value: { S: range.value } }]
  }
}

/** A sort key of attributes that stand for themselves: equal from the left, the last in a range. */
function nativeKey(runtime: EntityRuntime, pattern: PatternModel, given: Values): SortKey {
  const conditions: KeyCondition[] = []
  for (const key of pattern.sort) {
    if (key.kind === 'template') break
    const { name, model } = key.field
    const value = ownValue(given, name)
    if (value === undefined) break
    const place = runtime.storedPlace(key.name)
    const encode = (bound: unknown): AttributeValue => {
      const stored = runtime.keys.valueOf(key, { [name]: bound })
      if (stored === undefined) throw refusal(runtime, pattern, `${name} needs a value, not ${String(bound)}`)
      return stored
    }
    const range = rangeOf(value)
    if (range === undefined) {
      conditions.push({ place, operator: '=', value: encode(value) })
      continue
    }
    const refuse = (problem: string): never => {
      throw refusal(runtime, pattern, problem)
    }
    const condition = nativeRange(range, { place, model, encode, refuse })
    if (condition === 'nothing') return { conditions: [], range: none }
    if (condition !== 'all') conditions.push(condition)
  }
  return { conditions, range: all }
}

function refusal(runtime: EntityRuntime, pattern: PatternModel, problem: string): MonotableError {
  const { name } = runtime.model
  return new MonotableError('repository.query-key', `${name}, access pattern ${pattern.name}: ${problem}.`, {
    entity: name,
    accessPattern: pattern.name,
  })
}
