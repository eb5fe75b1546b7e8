import { describe, expect, test } from 'vitest'
import { compileCodec } from '../../src/marshalling/index.js'
import { failure } from './failing.js'

const string = compileCodec({ kind: 'string', store: 'string' }, 'E.a')
const decimal = compileCodec({ kind: 'string', store: 'number' }, 'E.a')
const number = compileCodec({ kind: 'number', integer: false }, 'E.a')
const bigint = compileCodec({ kind: 'bigint' }, 'E.a')
const boolean = compileCodec({ kind: 'boolean' }, 'E.a')
const bytes = compileCodec({ kind: 'binary' }, 'E.a')
const nothing = compileCodec({ kind: 'null' }, 'E.a')

describe('strings', () => {
  test('are S, the empty one and astral characters included', () => {
    expect(string.encode('')).toEqual({ S: '' })
    expect(string.decode(string.encode('a𝄞')!)).toBe('a𝄞')
  })

  test.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('with an unpaired surrogate are refused', (value) => {
    expect(failure(() => string.encode(value))).toMatchObject({
      code: 'marshalling.unpaired-surrogate',
      message: expect.stringMatching(/^E\.a: the text has an unpaired surrogate.*toWellFormed/) as string,
    })
  })

  test('of other kinds are refused on both ways', () => {
    expect(failure(() => string.encode(5))).toMatchObject({
      code: 'marshalling.kind',
      message: 'E.a: expected a string, and found a number. Give a string.',
    })
    expect(failure(() => string.decode({ N: '5' }))).toMatchObject({
      code: 'marshalling.unexpected-type',
      details: { expected: 'S', found: 'N' },
    })
  })
})

describe('texts of decimals', () => {
  test.each([
    ['1.50', '1.5'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['-1e3', '-1000'],
    ['0.00', '0'],
  ])('%s are N and read as plain text without superfluous zeros', (text, plain) => {
    expect(decimal.encode(text)).toEqual({ N: plain })
    expect(decimal.decode({ N: text })).toBe(plain)
  })

  test.each(['', 'x', '1'.repeat(39), '1e126', '1e-131'])('%j are refused', (text) => {
    expect(failure(() => decimal.encode(text)).code).toBe('marshalling.number-range')
  })

  test('are not read from other types', () => {
    expect(failure(() => decimal.decode({ S: '1' })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => decimal.decode({ N: 'x' })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => decimal.encode(1)).code).toBe('marshalling.kind')
  })
})

describe('numbers', () => {
  test('are N; minus zero is stored as zero', () => {
    expect([1.5, -0, 1e21, 1e-7, 2 ** 53].map((value) => number.encode(value))).toEqual([
      { N: '1.5' },
      { N: '0' },
      { N: '1e+21' },
      { N: '1e-7' },
      { N: '9007199254740992' },
    ])
  })

  test.each([Number.NaN, Infinity, -Infinity, 1e126, -1e126, 1e-131])('%d is refused', (value) => {
    expect(failure(() => number.encode(value)).code).toBe('marshalling.number-range')
  })

  test('that a double cannot hold are not rounded', () => {
    expect(failure(() => number.decode({ N: '9007199254740993' }))).toMatchObject({
      code: 'marshalling.precision',
      message: expect.stringContaining('z.bigint()') as string,
    })
  })

  test('are refused as other kinds', () => {
    expect(failure(() => number.encode('1')).code).toBe('marshalling.kind')
    expect(failure(() => number.decode({ N: 'x' })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => number.decode({ S: '1' })).code).toBe('marshalling.unexpected-type')
  })
})

describe('bigints', () => {
  const largest = 10n ** 38n - 1n
  test('of up to 38 digits are N without loss', () => {
    for (const value of [0n, largest, -largest]) expect(bigint.decode(bigint.encode(value)!)).toBe(value)
  })

  test('of more digits are refused', () => {
    expect(failure(() => bigint.encode(largest + 1n)).code).toBe('marshalling.number-range')
    expect(failure(() => bigint.encode(-largest - 1n)).code).toBe('marshalling.number-range')
  })

  test('are not read from a fraction', () => {
    expect(failure(() => bigint.decode({ N: '1.5' }))).toMatchObject({
      code: 'marshalling.unexpected-type',
      details: { expected: 'a whole number (N)', found: '"1.5"' },
    })
    expect(failure(() => bigint.encode(1)).code).toBe('marshalling.kind')
  })
})

test('booleans, null and bytes are BOOL, NULL and B', () => {
  const some = new Uint8Array([1, 2])
  expect([boolean.encode(false), nothing.encode(null), bytes.encode(some)]).toEqual([
    { BOOL: false },
    { NULL: true },
    { B: some },
  ])
  expect([
    boolean.decode({ BOOL: false }),
    nothing.decode({ NULL: true }),
    bytes.decode({ B: some }),
  ]).toEqual([false, null, some])
  expect(bytes.encode(Buffer.from('a'))).toEqual({ B: Uint8Array.of(97) })
  expect(bytes.encode(some)?.B).not.toBe(some)
  for (const codec of [boolean, nothing, bytes]) {
    expect(failure(() => codec.encode('x')).code).toBe('marshalling.kind')
    expect(failure(() => codec.decode({ S: 'x' })).code).toBe('marshalling.unexpected-type')
  }
})

test('a NULL that is made is never shared', () => {
  expect(nothing.encode(null)).not.toBe(nothing.encode(null))
})
