import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intersects, type KeyPart } from '../../src/keys/index.js'
import { parameters } from '../property/runs.js'
import { anyTemplate, tryFormat } from './arbitraries.js'
import { keysOf, smallTemplate } from './brute-force.js'
import { compile } from './compile.js'

const digit = (minimum: number, maximum: number): KeyPart => ({
  kind: 'number',
  integer: true,
  minimum,
  maximum,
})

describe('intersects', () => {
  it('tells apart templates that begin differently', () => {
    expect(intersects(compile('ORDER#{id}'), compile('CUSTOMER#{id}'))).toBeUndefined()
    expect(intersects(compile('PROFILE'), compile('ORDER#{id}'))).toBeUndefined()
    expect(intersects(compile('PROFILE'), compile('SETTINGS'))).toBeUndefined()
  })

  it('finds a key of both', () => {
    expect(intersects(compile('ORDER#{id}'), compile('{kind}#{id}'))).toBe('ORDER#')
    expect(intersects(compile('ORDER#{id}'), compile('ORDER#{id}#LINE#{line}'))).toBe('ORDER##LINE#')
    expect(intersects(compile('A#{x}'), compile('A#PROFILE'))).toBe('A#PROFILE')
    expect(intersects(compile('A#PROFILE'), compile('A#PROFILE'))).toBe('A#PROFILE')
  })

  it('knows that escaped text holds no delimiter', () => {
    expect(intersects(compile('{a}#'), compile('{a}#{b}#', { b: digit(0, 9) }))).toBeUndefined()
    expect(intersects(compile('{a}/END'), compile('X#Y/END'))).toBeUndefined()
    expect(intersects(compile('{a}#END'), compile('X$23Y#END'))).toBe('X$23Y#END')
  })

  it('knows the values of enums, booleans, dates and bounded integers', () => {
    const kinds = (...values: string[]): KeyPart => ({ kind: 'enum', values })
    expect(intersects(compile('{k}', { k: kinds('a', 'b') }), compile('{k}', { k: kinds('c', 'b') }))).toBe(
      'b',
    )
    expect(
      intersects(compile('{k}', { k: kinds('a', 'b') }), compile('{k}', { k: kinds('c') })),
    ).toBeUndefined()
    expect(intersects(compile('{n}', { n: digit(0, 4) }), compile('{n}', { n: digit(5, 9) }))).toBeUndefined()
    expect(intersects(compile('{n}', { n: digit(10, 45) }), compile('{n}', { n: digit(45, 99) }))).toBe('45')
    expect(intersects(compile('{f}', { f: { kind: 'boolean' } }), compile('{k}', { k: kinds('true') }))).toBe(
      'true',
    )
    const date: KeyPart = { kind: 'date' }
    expect(intersects(compile('{d}', { d: date }), compile('2026-13-01T00:00:00.000Z'))).toBeUndefined()
    // Months begin with 0 or 1, and their complements with 8 or 9.
    const descending = compile('{d}', { d: { ...date, descending: true } })
    expect(intersects(compile('{d}', { d: date }), descending)).toBeUndefined()
    expect(intersects(descending, descending)).toBeDefined()
  })

  it('does not take the empty text for a key', () => {
    const kinds = (...values: string[]): KeyPart => ({ kind: 'enum', values })
    const left = compile('{k}', { k: kinds('', 'b') })
    expect(intersects(left, compile('{k}', { k: kinds('', 'c') }))).toBeUndefined()
    expect(intersects(left, compile('{k}', { k: kinds('', 'b', 'c') }))).toBe('b')
  })

  it('knows the sign of numbers', () => {
    const positive: KeyPart = { kind: 'number', integer: false, minimum: 1 }
    const negative: KeyPart = { kind: 'number', integer: false, maximum: -1 }
    const [left, right] = [compile('N#{n}', { n: positive }), compile('N#{n}', { n: negative })]
    expect(intersects(left, left)).toBeDefined()
    // Zero is the one text that both forms write.
    expect(intersects(left, right)).toBe('N#0')
  })

  it('looks at casing', () => {
    const lower = compile({ template: '{a}#', casing: 'lower' })
    const upper = compile({ template: '{a}#', casing: 'upper' })
    expect(intersects(lower, compile('ABC#'))).toBeUndefined()
    expect(intersects(compile('A{a}#'), lower)).toBeUndefined()
    expect(intersects(compile('É{a}#'), lower)).toBeUndefined()
    expect(intersects(compile('É{a}#'), upper)).toBe('É#')
  })

  it('agrees with trying every short key, and gives a key that both parse', () => {
    let common = 0
    fc.assert(
      fc.property(smallTemplate, smallTemplate, (left, right) => {
        const example = intersects(left, right)
        const keys = keysOf(right)
        const shared = [...keysOf(left)].filter((key) => keys.has(key))
        if (shared.length > 0) expect(example).toBeDefined()
        if (example === undefined) return
        common += 1
        expect(left.parse(example)).toBeDefined()
        expect(right.parse(example)).toBeDefined()
        // The example is a shortest one, so that it is among the keys tried whenever it is short enough.
        if (example.length <= 4 && /^[#$230aA]*$/.test(example)) expect(shared).toContain(example)
      }),
      parameters(400),
    )
    expect(common).toBeGreaterThan(10)
  })

  it('finds every template to share its keys with itself and with a template of one text hole', () => {
    fc.assert(
      fc.property(
        anyTemplate().chain((model) => fc.tuple(fc.constant(model), model.tuple)),
        ([{ template }, values]) => {
          fc.pre(tryFormat(template, values) !== undefined)
          expect(intersects(template, template)).toBeDefined()
          expect(intersects(template, compile('{text}'))).toBeDefined()
          expect(intersects(compile('{text}'), template)).toBeDefined()
        },
      ),
      parameters(300),
    )
  })

  it('finds every key that a template formats, given as a template without holes', () => {
    const written = (key: string) => key.replaceAll('{', '{{').replaceAll('}', '}}')
    for (const role of ['sort', 'partition'] as const) {
      fc.assert(
        fc.property(
          anyTemplate({ role }).chain((model) => fc.tuple(fc.constant(model), model.tuple)),
          ([{ template }, values]) => {
            const key = tryFormat(template, values)
            fc.pre(key !== undefined)
            expect(intersects(template, compile(written(key), {}, role))).toBe(key)
            // The same through the automaton, which a hole that can only be empty forces.
            const withHole = compile(`${written(key)}{e}`, { e: { kind: 'enum', values: [''] } }, role)
            expect(intersects(template, withHole)).toBe(key)
          },
        ),
        parameters(500),
      )
    }
  })
})
