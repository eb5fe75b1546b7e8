import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paddedForm, plainForm, sortableForm, type NumericForm } from '../../src/keys/numeric-form.js'
import { parameters } from '../property/runs.js'
import { anyBigint, anyNumber, compareBytes } from './arbitraries.js'

const signs = { negative: true, positive: true }
const sortable = [
  { terminator: '', descending: false },
  { terminator: '', descending: true },
  { terminator: '!', descending: false },
  { terminator: '!', descending: true },
] as const

const order = <T extends number | bigint>(left: T, right: T) => (left < right ? -1 : left > right ? 1 : 0)

function assertReadsBack(form: NumericForm, value: number | bigint, rest: string): void {
  const text = form.encode(value)
  expect(form.end(`##${text}${rest}`, 2)).toBe(2 + text.length)
  const plain = form.decode(text) ?? ''
  expect(typeof value === 'bigint' ? BigInt(plain) : Number(plain)).toBe(value === 0 ? 0 : value)
}

describe.each(sortable)(
  'sortableForm with "$terminator", descending: $descending',
  ({ terminator, descending }) => {
    const form = sortableForm(terminator, descending, signs)
    // What may follow: anything after a terminator, characters below the digits otherwise.
    const rests = terminator === '!' ? ['', '0', '9', '~', '!', '#'] : ['', '#', '#~', '!9', '/0']

    it('keeps order, whatever follows', () => {
      const law = <T extends number | bigint>(left: T, right: T, one: string, other: string) => {
        fc.pre(order(left, right) !== 0)
        const expected = descending ? order(right, left) : order(left, right)
        expect(compareBytes(form.encode(left) + one, form.encode(right) + other)).toBe(expected)
      }
      const rest = fc.constantFrom(...rests)
      fc.assert(fc.property(anyNumber, anyNumber, rest, rest, law<number>), parameters(1500))
      fc.assert(fc.property(anyBigint, anyBigint, rest, rest, law<bigint>), parameters(1500))
      const small = fc.integer({ min: -200, max: 200 }).map((n) => n / 16)
      fc.assert(fc.property(small, small, rest, rest, law<number>), parameters(1500))
    })

    it('finds its end and reads back', () => {
      const rest = fc.constantFrom(...rests)
      fc.assert(
        fc.property(fc.oneof(anyNumber, anyBigint), rest, (value, text) =>
          assertReadsBack(form, value, text),
        ),
        parameters(1500),
      )
    })

    it('writes numbers and bigints alike', () => {
      fc.assert(
        fc.property(fc.maxSafeInteger(), (value) => {
          expect(form.encode(value)).toBe(form.encode(BigInt(value)))
        }),
        parameters(300),
      )
    })
  },
)

describe('paddedForm', () => {
  it('keeps order and width, ascending and descending', () => {
    for (const descending of [false, true]) {
      const form = paddedForm(0, 120, descending)
      const keys = Array.from({ length: 121 }, (_, n) => form.encode(n))
      expect(new Set(keys.map((key) => key.length))).toEqual(new Set([3]))
      expect(keys.toSorted(compareBytes)).toEqual(descending ? keys.toReversed() : keys)
      for (let n = 0; n <= 120; n += 1) assertReadsBack(form, n, '9')
    }
  })
})

describe('plainForm', () => {
  it('finds its end and reads back', () => {
    fc.assert(
      fc.property(fc.oneof(anyNumber, anyBigint), fc.constantFrom('', '#', '-1', 'e5', '+'), (value, rest) =>
        assertReadsBack(plainForm(false, signs), value, rest),
      ),
      parameters(1000),
    )
    expect(plainForm(true, signs).end('-12.5', 0)).toBe(3)
    expect(plainForm(false, signs).end('-12.5', 0)).toBe(5)
  })
})
