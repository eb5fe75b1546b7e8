import { describe, expect, it } from 'vitest'
import type { KeyPart, KeyRange, RangeInput } from '../../src/keys/index.js'
import { compareBytes } from './arbitraries.js'
import { compile, expectFailure } from './compile.js'

const date = (text: string) => new Date(text)
const status: KeyPart = { kind: 'enum', values: ['placed', 'paid', 'shipped'] }
const byStatus = compile('{status}#{placedAt}', { status, placedAt: { kind: 'date' } })

describe('condition without a range', () => {
  it('is a prefix up to the next hole, the delimiter included', () => {
    expect(byStatus.condition({ status: 'paid' })).toEqual({ operator: 'begins_with', value: 'paid#' })
    expect(compile('ORDER#{id}').condition({})).toEqual({ operator: 'begins_with', value: 'ORDER#' })
  })

  it('is everything when nothing stands before the first hole', () => {
    expect(byStatus.condition({})).toEqual({ operator: 'all' })
  })

  it('is equality when every hole has a value', () => {
    const placedAt = date('2026-01-02T03:04:05.006Z')
    expect(byStatus.condition({ status: 'paid', placedAt })).toEqual({
      operator: '=',
      value: 'paid#2026-01-02T03:04:05.006Z',
    })
    expect(compile('PROFILE').condition({})).toEqual({ operator: '=', value: 'PROFILE' })
    expect(compile('A#{id}#END').condition({ id: '1' })).toEqual({ operator: '=', value: 'A#1#END' })
  })

  it('refuses a gap, a null, a value that cannot be stored, and partition keys', () => {
    const three = compile('{a}#{b}#{c}')
    expect(expectFailure('keys.gap', () => three.condition({ a: '1', c: '3' })).details).toEqual({
      template: '{a}#{b}#{c}',
      hole: 'c',
    })
    expectFailure('keys.missing-value', () => three.condition({ a: null }))
    expectFailure('keys.not-in-enum', () => byStatus.condition({ status: 'lost' }))
    expectFailure('keys.too-long', () => three.condition({ a: 'x'.repeat(1024) }))
    expectFailure('keys.not-a-sort-key', () => compile('{a}', {}, 'partition').condition({}))
  })
})

describe('condition with a range', () => {
  it('stays within the given values', () => {
    const [from, to] = [date('2026-01-01T00:00:00Z'), date('2026-02-01T00:00:00Z')]
    expect(byStatus.condition({ status: 'paid' }, { gte: from })).toEqual({
      operator: 'BETWEEN',
      lower: 'paid#2026-01-01T00:00:00.000Z',
      upper: 'paid$',
    })
    expect(byStatus.condition({ status: 'paid' }, { between: [from, to] })).toEqual({
      operator: 'BETWEEN',
      lower: 'paid#2026-01-01T00:00:00.000Z',
      upper: 'paid#2026-02-01T00:00:00.000Z',
    })
    expect(byStatus.condition({ status: 'paid' }, { lt: to })).toEqual({
      operator: 'BETWEEN',
      lower: 'paid#',
      upper: 'paid#2026-02-01T00:00:00.000Y~',
    })
  })

  it('uses one operator where nothing stands before the hole', () => {
    const template = compile('{at}#{id}', { at: { kind: 'date' } })
    const at = date('2026-01-01T00:00:00Z')
    const text = '2026-01-01T00:00:00.000Z'
    expect(template.condition({}, { gte: at })).toEqual({ operator: '>=', value: `${text}#` })
    expect(template.condition({}, { gt: at })).toEqual({ operator: '>=', value: `${text}$` })
    expect(template.condition({}, { lte: at })).toEqual({ operator: '<', value: `${text}$` })
    expect(template.condition({}, { lt: at })).toEqual({ operator: '<', value: `${text}#` })
    const last = compile('{id}')
    expect(last.condition({}, { gt: 'b' })).toEqual({ operator: '>', value: 'b' })
    expect(last.condition({}, { lte: 'b' })).toEqual({ operator: '<=', value: 'b' })
    expect(last.condition({}, { gte: '' })).toEqual({ operator: 'all' })
    expect(last.condition({}, { lte: '' })).toEqual({ operator: 'none' })
    expect(last.condition({}, { beginsWith: '' })).toEqual({ operator: 'all' })
  })

  it('finds prefixes of escaped text', () => {
    const template = compile('NAME#{name}#{id}')
    const range = template.condition({}, { beginsWith: 'John S' })
    expect(range).toEqual({ operator: 'begins_with', value: 'NAME#John$20S' })
  })

  it('matches nothing when it contradicts itself or the declared bounds', () => {
    const template = compile('N#{n}', { n: { kind: 'number', integer: true, minimum: 0, maximum: 99 } })
    const none = { operator: 'none' }
    expect(template.condition({}, { gt: 5, lt: 5 })).toEqual(none)
    expect(template.condition({}, { between: [6, 5] })).toEqual(none)
    expect(template.condition({}, { gt: 5, lte: 5 })).toEqual(none)
    expect(template.condition({}, { gt: 5.2, lt: 5.8 })).toEqual(none)
    expect(template.condition({}, { gte: 100 })).toEqual(none)
    expect(template.condition({}, { lte: -1 })).toEqual(none)
    expect(template.condition({}, { gte: -1, lte: Infinity })).toEqual({
      operator: 'begins_with',
      value: 'N#',
    })
  })

  it('refuses ranges that are malformed or that the form of the hole cannot answer', () => {
    const template = compile('{status}#{name}#{id}', { status })
    const paid = { status: 'paid' }
    expectFailure('keys.range-unsupported', () => template.condition({}, { gt: 'paid' }))
    expectFailure('keys.range-unsupported', () => template.condition({}, { beginsWith: 'p' }))
    expectFailure('keys.malformed-range', () => template.condition({ ...paid, name: '', id: '' }, { gt: '' }))
    expectFailure('keys.wrong-type', () => template.condition(paid, { gt: 5 }))
    expectFailure('keys.unpaired-surrogate', () => template.condition(paid, { beginsWith: '\ud800' }))
    const flag: KeyPart = { kind: 'boolean' }
    expectFailure('keys.range-unsupported', () =>
      compile('{flag}', { flag }).condition({}, { beginsWith: 't' }),
    )
    expectFailure('keys.range-unsupported', () =>
      compile('{n}', { n: { kind: 'bigint' } }).condition({}, { beginsWith: '1' }),
    )
    expectFailure('keys.range-unsupported', () => byStatus.condition(paid, { beginsWith: '2026' }))
    expectFailure('keys.wrong-type', () => compile('{n}', { n: { kind: 'bigint' } }).condition({}, { gt: 1 }))
  })

  it('asks rejecting templates only for prefixes and equality before a delimiter', () => {
    const template = compile({ template: '{name}#{id}', delimiters: 'reject' })
    expectFailure('keys.range-unsupported', () => template.condition({}, { gt: 'a' }))
    expectFailure('keys.delimiter-in-value', () => template.condition({}, { beginsWith: 'a#' }))
    expect(template.condition({}, { beginsWith: 'a ' })).toEqual({ operator: 'begins_with', value: 'a ' })
    expect(template.condition({ name: 'a' }, { gt: 'x#' })).toMatchObject({
      operator: 'BETWEEN',
      lower: 'a#x#\u0000',
    })
  })

  it('cases what it looks for, unless the case of a prefix depends on what follows', () => {
    const template = compile({ template: 'N#{name}', casing: 'lower' })
    expect(template.condition({}, { beginsWith: 'ÀB' })).toEqual({ operator: 'begins_with', value: 'N#àb' })
    expectFailure('keys.range-unsupported', () => template.condition({}, { beginsWith: 'ΟΔΟΣ' }))
  })
})

describe('conditions over every value of a small template', () => {
  const numbers = Array.from({ length: 13 }, (_, n) => n)
  const texts = ['', '\u0000', '0', 'a', '~', '\u{10ffff}', '\u{10ffff}'.repeat(3)]
  const bounded: KeyPart = { kind: 'number', integer: true, minimum: 0, maximum: 12 }
  const parts: KeyPart[] = [
    bounded,
    { ...bounded, descending: true },
    { kind: 'number', integer: true, minimum: -1 },
    { kind: 'number', integer: true, descending: true },
    { kind: 'enum', values: numbers.map(String), ranked: true },
    { kind: 'enum', values: numbers.map(String), ranked: true, descending: true },
  ]

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

  it.each(['{n}{s}', 'P{n}{s}', 'P{n}{m}{s}', '{n}#{s}', 'P#{n}', 'P#{n}#END', '{n}z{s}'])(
    'is exact for %s',
    (text) => {
      for (const part of parts) {
        const template = compile(text, { n: part, m: bounded })
        const toValue = part.kind === 'enum' ? String : (n: number) => n
        const ends = part.kind === 'enum' ? numbers : [-1, ...numbers, 13, 1.5, 11.5, -Infinity, Infinity]
        const isStored = (n: number) => part.kind === 'enum' || (Number.isFinite(n) && Number.isInteger(n))
        const tuples = numbers.flatMap((n) => texts.flatMap((s) => [0, 9, 10].map((m) => ({ n, m, s }))))
        const keys = tuples.map(
          (tuple) => [tuple, template.format({ ...tuple, n: toValue(tuple.n) })] as const,
        )
        for (const end of ends) {
          const asked: [RangeInput, (n: number) => boolean][] = [
            [{ gte: toValue(end) }, (n) => n >= end],
            [{ gt: toValue(end) }, (n) => n > end],
            [{ lte: toValue(end) }, (n) => n <= end],
            [{ lt: toValue(end) }, (n) => n < end],
            [{ gt: toValue(3), lt: toValue(end) }, (n) => n > 3 && n < end],
            [{ between: [toValue(end), toValue(9)] }, (n) => n >= end && n <= 9],
          ]
          if (isStored(end) && end >= 0 && end < 13) asked.push([{ equals: toValue(end) }, (n) => n === end])
          for (const [input, satisfies] of asked) {
            const range = template.condition({}, input)
            const wrong = keys.filter(([{ n }, key]) => holds(range, key) !== satisfies(n))
            expect({ part, input, range, wrong }).toEqual({ part, input, range, wrong: [] })
          }
        }
      }
    },
  )

  it.each(['{d}:{s}', 'P{d}:{s}', 'P{d}:', '{d}:{n}'])(
    'is exact for texts of one length in %s',
    (template) => {
      const options = { template, delimiters: 'reject' } as const
      const compiled = compile(options, { d: { kind: 'string', length: 2 }, n: bounded })
      const letters = ['\u0000', '!', '9', ';', 'z', 'é', '\uffff']
      const days = [
        ...letters.flatMap((one) => letters.map((other) => one + other)),
        '\u{10000}',
        '\u{10ffff}',
      ]
      const keys = days.flatMap((d) => texts.map((s) => [d, compiled.format({ d, s, n: 3 })] as const))
      const ends = [
        ...days,
        '',
        ...letters,
        ...letters.map((letter) => `9z${letter}`),
        '9\u{10000}',
        'é\u{10ffff}!',
      ]
      for (const end of ends) {
        const order = (d: string) => compareBytes(d, end)
        const asked: [RangeInput, (d: string) => boolean][] = [
          [{ gte: end }, (d) => order(d) >= 0],
          [{ gt: end }, (d) => order(d) > 0],
          [{ lte: end }, (d) => order(d) <= 0],
          [{ lt: end }, (d) => order(d) < 0],
          [{ between: [end, '9z'] }, (d) => order(d) >= 0 && compareBytes(d, '9z') <= 0],
        ]
        for (const [input, satisfies] of asked) {
          const range = compiled.condition({}, input)
          const wrong = keys.filter(([d, key]) => holds(range, key) !== satisfies(d))
          expect({ input, range, wrong }).toEqual({ input, range, wrong: [] })
        }
      }
    },
  )

  it('asks for what casing changes the length of only by prefix and as a whole', () => {
    const cased = compile(
      { template: '{d}:{s}', delimiters: 'reject', casing: 'upper' },
      { d: { kind: 'string', length: 2 } },
    )
    expectFailure('keys.range-unsupported', () => cased.condition({}, { gt: 'ß!' }))
  })

  it.each(['{n}{s}', 'P{n}{s}'])('keeps %s within the given number when the text has a range', (text) => {
    for (const part of parts.filter(({ kind }) => kind === 'number')) {
      const template = compile(text, { n: part })
      const tuples = numbers.flatMap((n) => texts.map((s) => ({ n, s })))
      for (const n of numbers) {
        for (const s of texts) {
          const asked: [RangeInput, (other: string) => boolean][] = [
            [{ gte: s }, (other) => compareBytes(other, s) >= 0],
            [{ gt: s }, (other) => compareBytes(other, s) > 0],
            [{ lte: s }, (other) => compareBytes(other, s) <= 0],
            [{ lt: s }, (other) => compareBytes(other, s) < 0],
            [{ beginsWith: s }, (other) => other.startsWith(s)],
          ]
          for (const [input, satisfies] of asked) {
            const range = template.condition({ n }, input)
            const wrong = tuples.filter((tuple) => {
              return holds(range, template.format(tuple)) !== (tuple.n === n && satisfies(tuple.s))
            })
            expect({ part, n, input, range, wrong }).toEqual({ part, n, input, range, wrong: [] })
          }
        }
      }
    }
  })
})
