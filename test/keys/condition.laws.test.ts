import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MonotableError } from '../../src/core/errors.js'
import { mayMatch, type KeyRange, type RangeInput } from '../../src/keys/index.js'
import { parameters } from '../property/runs.js'
import { anyTemplate, compareBytes, tryFormat, type TemplateModel } from './arbitraries.js'

type Values = Record<string, unknown>

/** DynamoDB's reading of a sort key condition. */
function matches(range: KeyRange, key: string): boolean {
  switch (range.operator) {
    case 'all':
      return true
    case 'none':
      return false
    case '=':
      return key === range.value
    case 'begins_with':
      return Buffer.from(key).subarray(0, Buffer.byteLength(range.value)).equals(Buffer.from(range.value))
    case 'BETWEEN':
      return compareBytes(key, range.lower) >= 0 && compareBytes(key, range.upper) <= 0
    default: {
      const order = compareBytes(key, range.value)
      return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[range.operator]
    }
  }
}

/** What the caller asked for, told on values. */
function satisfies(
  range: RangeInput,
  value: unknown,
  compare: (left: unknown, right: unknown) => number,
): boolean {
  if ('equals' in range) return compare(value, range.equals) === 0
  if ('beginsWith' in range) return String(value).startsWith(range.beginsWith)
  if ('between' in range)
    return compare(value, range.between[0]) >= 0 && compare(value, range.between[1]) <= 0
  return (
    (range.lt === undefined || compare(value, range.lt) < 0) &&
    (range.lte === undefined || compare(value, range.lte) <= 0) &&
    (range.gt === undefined || compare(value, range.gt) > 0) &&
    (range.gte === undefined || compare(value, range.gte) >= 0)
  )
}

function operandsOf(range: KeyRange): string[] {
  if (range.operator === 'BETWEEN') return [range.lower, range.upper]
  return 'value' in range ? [range.value] : []
}

function rangeOver(values: fc.Arbitrary<unknown>, isText: boolean): fc.Arbitrary<RangeInput> {
  const ends = fc
    .tuple(values, values)
    .chain(([a, b]) =>
      fc.constantFrom<RangeInput>(
        { gte: a },
        { gt: a },
        { lte: a },
        { lt: a },
        { gt: a, lt: b },
        { gte: a, lt: b },
        { gt: a, lte: b },
        { gte: a, lte: b },
        { between: [a, b] },
        { equals: a },
      ),
    )
  if (!isText) return ends
  const prefix = values.map((value): RangeInput => {
    const characters = Array.from(String(value))
    return { beginsWith: characters.slice(0, Math.ceil(characters.length / 2)).join('') }
  })
  return fc.oneof({ weight: 3, arbitrary: ends }, { weight: 1, arbitrary: prefix })
}

/** Some tuples that agree with `given` on the first `depth` holes, others that do not, and a range on the next. */
function question(model: TemplateModel) {
  return fc.nat({ max: model.holes.length - 1 }).chain((depth) => {
    const hole = model.holes[depth]!
    const pool = fc.array(hole.value, { minLength: 1, maxLength: 4 })
    return fc
      .tuple(model.tuple, pool, fc.array(model.tuple, { maxLength: 8 }))
      .chain(([given, near, others]) => {
        const range = rangeOver(fc.oneof(fc.constantFrom(...near), hole.value), hole.part.kind === 'string')
        const tuples = [
          ...others,
          ...others.map((other, index) => ({
            ...other,
            ...Object.fromEntries(model.holes.slice(0, depth).map(({ name }) => [name, given[name]])),
            ...(index % 2 === 0 ? { [hole.name]: near[index % near.length] } : {}),
          })),
          given,
        ]
        return range.map((input) => ({ model, depth, given, tuples, input }))
      })
  })
}

function ask(
  model: TemplateModel,
  given: Values,
  depth: number,
  input: RangeInput | undefined,
): KeyRange | undefined {
  const known = Object.fromEntries(model.holes.slice(0, depth).map(({ name }) => [name, given[name]]))
  try {
    return model.template.condition(known, input)
  } catch (error) {
    const expected = ['keys.empty', 'keys.too-long', 'keys.delimiter-in-value']
    if (error instanceof MonotableError && expected.includes(error.code)) return undefined
    throw error
  }
}

const isSame = (left: unknown, right: unknown) =>
  fc.stringify(left === 0 ? 0 : left) === fc.stringify(right === 0 ? 0 : right)

describe('conditions of random sort templates', () => {
  const questions = anyTemplate().chain(question)

  it('match exactly the keys whose values satisfy the range', () => {
    let matched = 0
    let tried = 0
    fc.assert(
      fc.property(questions, ({ model, depth, given, tuples, input }) => {
        const hole = model.holes[depth]!
        fc.pre(hole.compare !== undefined || 'equals' in input)
        const range = ask(model, given, depth, input)
        fc.pre(range !== undefined)
        for (const tuple of tuples) {
          const key = tryFormat(model.template, tuple)
          if (key === undefined) continue
          const expected =
            model.holes.slice(0, depth).every(({ name }) => isSame(tuple[name], given[name])) &&
            satisfies(input, tuple[hole.name], hole.compare ?? ((a, b) => (a === b ? 0 : 1)))
          tried += 1
          matched += expected ? 1 : 0
          expect({ tuple, range, matches: matches(range, key) }).toEqual({ tuple, range, matches: expected })
        }
      }),
      parameters(4000),
    )
    // The law says little unless both answers occur often.
    expect(matched).toBeGreaterThan(tried / 10)
    expect(matched).toBeLessThan((tried * 9) / 10)
  })

  it('without a range match exactly the keys with the given values', () => {
    fc.assert(
      fc.property(questions, ({ model, depth, given, tuples }) => {
        const range = ask(model, given, depth, undefined)
        fc.pre(range !== undefined)
        for (const tuple of tuples) {
          const key = tryFormat(model.template, tuple)
          if (key === undefined) continue
          const expected = model.holes.slice(0, depth).every(({ name }) => isSame(tuple[name], given[name]))
          expect(matches(range, key)).toBe(expected)
        }
      }),
      parameters(1500),
    )
  })

  it('have operands that DynamoDB accepts: not empty, at most 1024 bytes, lower not above upper', () => {
    fc.assert(
      fc.property(questions, ({ model, depth, given, input }) => {
        fc.pre(model.holes[depth]!.compare !== undefined || 'equals' in input)
        const range = ask(model, given, depth, input)
        fc.pre(range !== undefined)
        for (const operand of operandsOf(range)) {
          expect(operand).not.toBe('')
          expect(Buffer.byteLength(operand)).toBeLessThanOrEqual(1024)
          expect(Buffer.from(operand).toString()).toBe(operand)
        }
        if (range.operator === 'BETWEEN')
          expect(compareBytes(range.lower, range.upper)).toBeLessThanOrEqual(0)
      }),
      parameters(1500),
    )
  })

  it('may match a template whenever they match one of its keys', () => {
    fc.assert(
      fc.property(questions, ({ model, depth, given, tuples, input }) => {
        fc.pre(model.holes[depth]!.compare !== undefined || 'equals' in input)
        const range = ask(model, given, depth, input)
        fc.pre(range !== undefined)
        const keys = tuples.map((tuple) => tryFormat(model.template, tuple))
        if (keys.some((key) => key !== undefined && matches(range, key))) {
          expect(mayMatch(range, model.template)).toBe(true)
        }
      }),
      parameters(1500),
    )
  })
})
