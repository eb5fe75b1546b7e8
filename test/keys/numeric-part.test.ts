import { describe, expect, it } from 'vitest'
import type { KeyPart } from '../../src/keys/index.js'
import { compile, expectFailure } from './compile.js'

const number = (rest: Partial<Extract<KeyPart, { kind: 'number' }>> = {}): KeyPart => ({
  kind: 'number',
  integer: false,
  ...rest,
})
const bigint = (rest: Partial<Extract<KeyPart, { kind: 'bigint' }>> = {}): KeyPart => ({
  kind: 'bigint',
  ...rest,
})
const sortKeyOf = (n: number | bigint, part: KeyPart) => compile('{n}', { n: part }).format({ n })
const partitionKeyOf = (n: number | bigint, part: KeyPart) =>
  compile('{n}', { n: part }, 'partition').format({ n })

describe('numbers in sort keys', () => {
  it('are zero-padded to their declared maximum', () => {
    const cents = number({ integer: true, minimum: 0, maximum: 99_999 })
    expect(sortKeyOf(1999, cents)).toBe('01999')
    expect(sortKeyOf(-0, cents)).toBe('00000')
    expect(sortKeyOf(1999, { ...cents, descending: true })).toBe('98000')
    expect(sortKeyOf(7n, bigint({ minimum: 0n, maximum: 10n ** 19n }))).toBe('00000000000000000007')
    const safe = number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER, descending: true })
    expect(sortKeyOf(Number.MAX_SAFE_INTEGER, safe)).toBe('0992800745259008')
  })

  it('are sortable decimals otherwise', () => {
    expect([12.5, -12.5, 0, -0, 1, -1, 0.001].map((n) => sortKeyOf(n, number()))).toEqual([
      '501125',
      '-498874~',
      '0',
      '0',
      '5001',
      '-4998~',
      '4971',
    ])
    expect(sortKeyOf(12.5, number({ descending: true }))).toBe('-498874~')
    expect(sortKeyOf(10n ** 125n, bigint())).toBe('6251')
    // Past the safe integers padding would invent digits.
    expect(sortKeyOf(5, number({ integer: true, minimum: 0, maximum: 1e20 }))).toBe('5005')
  })

  it('end where a digit could follow', () => {
    expect(compile('{n}{id}', { n: number() }).format({ n: 5, id: '7' })).toBe('5005!7')
    expect(compile('{n}0{id}', { n: number() }).format({ n: 5, id: '7' })).toBe('5005!07')
    expect(compile('{n}#{id}', { n: number() }).format({ n: 5, id: '7' })).toBe('5005#7')
  })
})

describe('numbers in partition keys', () => {
  it('are plain decimals without exponents', () => {
    expect([1e21, 1e-7, -12.5, -0, 100].map((n) => partitionKeyOf(n, number()))).toEqual([
      '1000000000000000000000',
      '0.0000001',
      '-12.5',
      '0',
      '100',
    ])
    expect(partitionKeyOf(-(10n ** 20n), bigint())).toBe('-100000000000000000000')
  })

  it('are refused where their end could not be found', () => {
    const define = (text: string, part: KeyPart) => () => compile(text, { n: part }, 'partition')
    expectFailure('keys.ambiguous', define('{n}{id}', number()))
    expectFailure('keys.ambiguous', define('{n}0{id}', number()))
    expectFailure('keys.ambiguous', define('{n}.{id}', number()))
    expect(define('{n}.{id}', number({ integer: true }))().parse('5.3')).toEqual({ n: 5, id: '3' })
    expect(define('{n}-{id}', number())().parse('-5-3')).toEqual({ n: -5, id: '3' })
  })
})

describe('numbers in keys', () => {
  it.each(['sort', 'partition'] as const)(
    'are refused when DynamoDB or the schema cannot hold them (%s)',
    (role) => {
      const refuse = (code: Parameters<typeof expectFailure>[0], n: unknown, part: KeyPart) =>
        expect(
          expectFailure(code, () => compile('{n}', { n: part }, role).format({ n })).details,
        ).toMatchObject({
          hole: 'n',
        })
      for (const n of [NaN, Infinity, -Infinity, 1e126, -1e200, 1e-131, 5e-324])
        refuse('keys.out-of-range', n, number())
      refuse('keys.not-an-integer', 1.5, number({ integer: true }))
      refuse('keys.out-of-range', -1, number({ minimum: 0 }))
      refuse('keys.out-of-range', 11, number({ integer: true, minimum: 0, maximum: 10 }))
      refuse('keys.out-of-range', 10n ** 38n + 1n, bigint())
      refuse('keys.out-of-range', 10n ** 126n, bigint())
      refuse('keys.out-of-range', 5n, bigint({ maximum: 4n }))
      refuse('keys.wrong-type', '5', number())
      refuse('keys.wrong-type', 5, bigint())
      refuse('keys.wrong-type', 5n, number())
    },
  )

  it('are read only in the one form that is written', () => {
    const sort = compile('{n}', { n: number() })
    for (const key of ['50010', '500', '00', '-499~', '-4998', '3691', '6261', '5005!', '+5', '501125~']) {
      expect([key, sort.parse(key)]).toEqual([key, undefined])
    }
    const partition = compile('{n}', { n: number() }, 'partition')
    for (const key of ['05', '5.0', '-0', '1e3', '', '.5', '5.', '+5', '5 ', '0.30000000000000000001']) {
      expect([key, partition.parse(key)]).toEqual([key, undefined])
    }
    const padded = compile('{n}', { n: number({ integer: true, minimum: 5, maximum: 500 }) })
    for (const key of ['004', '501', '5', '0005', '-05', '1.5'])
      expect([key, padded.parse(key)]).toEqual([key, undefined])
    expect(padded.parse('005')).toEqual({ n: 5 })
  })

  it('need sensible bounds', () => {
    expectFailure('keys.invalid-part', () => compile('{n}', { n: number({ minimum: 2, maximum: 1 }) }))
    expectFailure('keys.invalid-part', () =>
      compile('{n}', { n: number({ integer: true, minimum: 1.1, maximum: 1.9 }) }),
    )
    expectFailure('keys.invalid-part', () => compile('{n}', { n: number({ minimum: NaN }) }))
    expect(sortKeyOf(9, number({ integer: true, minimum: 0.5, maximum: 9.9 }))).toBe('9')
    expect(sortKeyOf(1, number({ integer: true, minimum: 0, maximum: Infinity }))).toBe('5001')
  })

  it('cannot be descending in partition keys', () => {
    expectFailure('keys.descending-unsupported', () =>
      compile('{n}', { n: number({ descending: true }) }, 'partition'),
    )
  })
})

describe('a bound that DynamoDB cannot hold', () => {
  const plain = compile('{n}', { n: number() })
  const whole = compile('{n}', { n: bigint() })
  const text = (n: number) => sortKeyOf(n, number())

  it('excludes nothing or everything, as one outside the declared bounds does', () => {
    for (const n of [1e126, 1e300, Infinity]) {
      expect(plain.condition({}, { lt: n })).toEqual({ operator: 'all' })
      expect(plain.condition({}, { gte: -n })).toEqual({ operator: 'all' })
      expect(plain.condition({}, { gt: n })).toEqual({ operator: 'none' })
      expect(plain.condition({}, { lte: -n })).toEqual({ operator: 'none' })
    }
    expect(whole.condition({}, { lt: 10n ** 126n })).toEqual({ operator: 'all' })
    expect(whole.condition({}, { gt: 10n ** 126n - 1n })).toEqual({ operator: 'none' })
    const lowest = sortKeyOf(10n ** 88n - 10n ** 126n, bigint())
    expect(whole.condition({}, { gt: 1n - 10n ** 126n })).toEqual({ operator: '>=', value: lowest })
  })

  it('stands for the next number that is stored, where it lies too near to zero', () => {
    expect(plain.condition({}, { gt: 1e-200 })).toEqual({ operator: '>=', value: text(1e-130) })
    expect(plain.condition({}, { lt: 1e-200 })).toEqual({ operator: '<=', value: text(0) })
    expect(plain.condition({}, { gte: -1e-200 })).toEqual({ operator: '>=', value: text(0) })
    expect(plain.condition({}, { lte: -1e-200 })).toEqual({ operator: '<=', value: text(-1e-130) })
  })

  it('stands for the next number that is stored, where it has too many digits', () => {
    const unit = 10n ** 20n
    const long = (n: bigint) => ({ value: sortKeyOf(n, bigint()) })
    const high = 10n ** 57n + unit
    expect(whole.condition({}, { gt: high - 1n })).toEqual({ operator: '>=', ...long(high) })
    expect(whole.condition({}, { lt: high + 1n })).toEqual({ operator: '<=', ...long(high) })
    expect(whole.condition({}, { gte: -high - 1n })).toEqual({ operator: '>=', ...long(-high) })
    expect(whole.condition({}, { lte: 1n - high })).toEqual({ operator: '<=', ...long(-high) })
  })
})
