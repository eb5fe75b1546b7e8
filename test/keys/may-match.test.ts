import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayMatch, type KeyRange } from '../../src/keys/index.js'
import { parameters } from '../property/runs.js'
import { compareBytes } from './arbitraries.js'
import { everyKey, keysOf, smallTemplate } from './brute-force.js'
import { compile } from './compile.js'

const orders = compile('ORDER#{id}')
const customers = compile('CUSTOMER#{id}')

function holds(range: KeyRange, key: string): boolean {
  if (range.operator === 'all' || range.operator === 'none') return range.operator === 'all'
  if (range.operator === 'begins_with') return key.startsWith(range.value)
  if (range.operator === 'BETWEEN')
    return compareBytes(key, range.lower) >= 0 && compareBytes(key, range.upper) <= 0
  const order = compareBytes(key, range.value)
  return { '=': order === 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[
    range.operator
  ]
}

const anyRange: fc.Arbitrary<KeyRange> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...everyKey), fc.constantFrom('=', '<', '<=', '>', '>=', 'begins_with'))
    .map(([value, operator]): KeyRange => ({ operator, value })),
  fc.tuple(fc.constantFrom(...everyKey), fc.constantFrom(...everyKey)).map(([a, b]): KeyRange => {
    const [lower, upper] = compareBytes(a, b) <= 0 ? [a, b] : [b, a]
    return { operator: 'BETWEEN', lower, upper }
  }),
)

describe('mayMatch', () => {
  it('is exact for conditions within the literal text of a template', () => {
    expect(mayMatch({ operator: 'begins_with', value: 'ORDER#' }, orders)).toBe(true)
    expect(mayMatch({ operator: 'begins_with', value: 'ORDER#' }, customers)).toBe(false)
    expect(mayMatch({ operator: 'begins_with', value: 'ORD' }, orders)).toBe(true)
    expect(mayMatch({ operator: 'begins_with', value: 'ORDER#1#LINE' }, orders)).toBe(true)
    expect(mayMatch({ operator: 'BETWEEN', lower: 'ORDER#', upper: 'ORDER$' }, customers)).toBe(false)
    expect(mayMatch({ operator: '>=', value: 'D' }, customers)).toBe(false)
    expect(mayMatch({ operator: '>=', value: 'CUSTOMER#1' }, customers)).toBe(true)
    expect(mayMatch({ operator: '>', value: 'PROFILE' }, compile('PROFILE'))).toBe(false)
    expect(mayMatch({ operator: '>=', value: 'PROFILE' }, compile('PROFILE'))).toBe(true)
    expect(mayMatch({ operator: '<', value: 'CUSTOMER#' }, customers)).toBe(false)
    expect(mayMatch({ operator: '<=', value: 'CUSTOMER#' }, customers)).toBe(true)
    expect(mayMatch({ operator: '=', value: 'CUSTOMER#1' }, orders)).toBe(false)
    expect(mayMatch({ operator: 'all' }, orders)).toBe(true)
    expect(mayMatch({ operator: 'none' }, orders)).toBe(false)
  })

  it('is true whenever a key matches, and false only when none of the short ones does', () => {
    const answers = { matched: 0, excluded: 0 }
    fc.assert(
      fc.property(smallTemplate, anyRange, (template, range) => {
        const isMatched = [...keysOf(template)].some((key) => holds(range, key))
        const answer = mayMatch(range, template)
        if (isMatched) expect(answer).toBe(true)
        if (isMatched) answers.matched += 1
        if (!answer) answers.excluded += 1
      }),
      parameters(1000),
    )
    expect(answers.matched).toBeGreaterThan(50)
    expect(answers.excluded).toBeGreaterThan(50)
  })

  it('is exact for templates without text holes, whose keys are all short', () => {
    const parts = { n: { kind: 'number', integer: true, minimum: 20, maximum: 31 } as const }
    const templates = [compile('a{n}', parts), compile('{n}#', parts), compile('a#a'), compile('{n}', parts)]
    fc.assert(
      fc.property(fc.constantFrom(...templates), anyRange, (template, range) => {
        const keys = Array.from({ length: 12 }, (_, index) => template.format({ n: 20 + index }))
        expect(mayMatch(range, template)).toBe(keys.some((key) => holds(range, key)))
      }),
      parameters(1500),
    )
  })
})
