import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { compileCodec } from '../../src/marshalling/index.js'
import { failure } from './failing.js'

const codec = compileCodec({ kind: 'unknown' }, 'E.a')

describe('values that the schema does not describe', () => {
  test.each([
    ['', { S: '' }],
    [1.5, { N: '1.5' }],
    [2n ** 80n, { N: (2n ** 80n).toString() }],
    [false, { BOOL: false }],
    [null, { NULL: true }],
    [new Uint8Array([1]), { B: new Uint8Array([1]) }],
    [new Set(['a']), { SS: ['a'] }],
    [new Set([1, 2n ** 80n]), { NS: ['1', (2n ** 80n).toString()] }],
    [new Set([new Uint8Array([1])]), { BS: [new Uint8Array([1])] }],
    [[1, [null]], { L: [{ N: '1' }, { L: [{ NULL: true }] }] }],
    [{ a: { b: 'x' } }, { M: { a: { M: { b: { S: 'x' } } } } }],
  ])('are stored by what they are (%#)', (value, stored) => {
    expect(codec.encode(value)).toEqual(stored)
    expect(codec.decode(codec.encode(value)!)).toEqual(value)
  })

  test.each([
    ['a Date', new Date(0), 'marshalling.kind'],
    ['a Map', new Map(), 'marshalling.kind'],
    ['a small bigint', 5n, 'marshalling.kind'],
    ['a function', () => 1, 'marshalling.kind'],
    ['a URL', new URL('https://example.com'), 'marshalling.kind'],
    ['NaN', Number.NaN, 'marshalling.number-range'],
    ['an empty set', new Set(), 'marshalling.empty-set'],
    ['a mixed set', new Set(['a', 1]), 'marshalling.kind'],
    ['a set of sets', new Set([new Set(['a'])]), 'marshalling.kind'],
    ['undefined in an array', [undefined], 'marshalling.kind'],
    ['an empty name', { '': 1 }, 'marshalling.attribute-name'],
    ['an unpaired surrogate', ['\ud800'], 'marshalling.unpaired-surrogate'],
  ])('that would not come back as they were are refused: %s', (_, value, code) => {
    expect(failure(() => codec.encode(value)).code).toBe(code)
  })

  class Money {
    readonly #cents = 5
    readonly currency = 'EUR'
    get cents(): number {
      return this.#cents
    }
  }

  test('are refused where a class made them, whose private parts would be lost', () => {
    for (const value of [new Money(), { price: new Money() }, [new Money()]]) {
      const { code, message } = failure(() => codec.encode(value))
      expect(code).toBe('marshalling.kind')
      expect(message).toContain('found an instance of Money. Describe it in the schema')
    }
    expect(failure(() => codec.encode(Object.create(new Money()))).code).toBe('marshalling.kind')
    expect(failure(() => codec.encode(new (class {})())).message).toContain('an instance of a class')
  })

  test('are plain objects without a prototype and of other realms, too', () => {
    const bare = Object.assign(Object.create(null) as object, { a: 1 })
    const foreign: unknown = runInNewContext('({ a: 1 })')
    for (const value of [bare, foreign]) expect(codec.encode(value)).toEqual({ M: { a: { N: '1' } } })
  })

  test('leave out what is undefined in an object', () => {
    expect(codec.encode({ a: undefined })).toEqual({ M: {} })
  })

  test('are refused past 32 levels, of which the item is one, and where they contain themselves', () => {
    const nest = (levels: number): unknown => (levels === 0 ? 'x' : [nest(levels - 1)])
    expect(codec.decode(codec.encode(nest(31))!)).toEqual(nest(31))
    expect(failure(() => codec.encode(nest(32))).code).toBe('marshalling.depth')
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(failure(() => codec.encode(circle)).code).toBe('marshalling.depth')
  })

  test('name the place of the failure', () => {
    expect(failure(() => codec.encode({ a: [{ b: new Date(0) }] })).details).toMatchObject({
      attribute: 'a[0].b',
      found: 'a Date',
    })
    expect(failure(() => codec.decode({ M: { a: { N: '0.12345678901234567890' } } }))).toMatchObject({
      code: 'marshalling.precision',
      details: { attribute: 'a' },
    })
    expect(failure(() => codec.decode({ $unknown: ['X', 1] })).code).toBe('marshalling.unexpected-type')
  })

  test('read a key that names the prototype as a key', () => {
    const read = codec.decode(JSON.parse('{ "M": { "__proto__": { "S": "x" } } }'))
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  })
})
