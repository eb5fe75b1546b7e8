import { describe, expect, test } from 'vitest'
import { compileCodec } from '../../src/marshalling/index.js'
import { failure } from './failing.js'

const status = compileCodec({ kind: 'literal', values: ['placed', 'paid'] }, 'Order.status')
const mixed = compileCodec({ kind: 'literal', values: ['1', 1, 10n ** 30n, 0.5, false, null] }, 'E.a')

describe('literals', () => {
  test('of text are S', () => {
    expect(status.encode('paid')).toEqual({ S: 'paid' })
    expect(status.decode({ S: 'paid' })).toBe('paid')
  })

  test('of mixed kinds keep them apart', () => {
    for (const value of ['1', 1, 10n ** 30n, 0.5, false, null])
      expect(mixed.decode(mixed.encode(value)!)).toBe(value)
    expect(mixed.decode({ N: '5e-1' })).toBe(0.5)
  })

  test('outside the declared values are refused, on both ways', () => {
    expect(failure(() => status.encode('gone'))).toMatchObject({
      code: 'marshalling.kind',
      message: 'Order.status: expected one of "placed", "paid", and found "gone".',
    })
    expect(failure(() => status.decode({ S: 'gone' }))).toMatchObject({
      code: 'marshalling.unexpected-type',
      details: { expected: 'one of "placed", "paid"', found: '"gone"' },
    })
    expect(failure(() => status.decode({ N: '1' }))).toMatchObject({ details: { expected: 'S', found: 'N' } })
    expect(failure(() => mixed.encode(2)).code).toBe('marshalling.kind')
    expect(failure(() => mixed.encode({})).code).toBe('marshalling.kind')
    expect(failure(() => mixed.decode({ N: '2' })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => mixed.decode({ BOOL: true })).code).toBe('marshalling.unexpected-type')
  })

  test('with an unpaired surrogate are refused when the codec is compiled', () => {
    expect(() => compileCodec({ kind: 'literal', values: ['\ud800', 1] }, 'E.a')).toThrow(
      /unpaired surrogate/,
    )
  })
})
