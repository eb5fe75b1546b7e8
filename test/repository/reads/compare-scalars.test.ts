import { expect, it } from 'vitest'
import { compareScalars } from '../../../src/repository/reads/compare-scalars.js'

const numbers = [
  '-1E+125',
  '-10',
  '-9.5',
  '-1E-130',
  '0',
  '0.1',
  '9007199254740992',
  '9007199254740993',
  '12345678901234567890123456789012345677',
  '12345678901234567890123456789012345678',
  '1e100',
]
const texts = ['', 'a', 'a\u0000', 'b', 'é', '\uffff', '😀']
const bytes = [[], [0], [0, 0], [1], [255]]

it.each([
  ['numbers', numbers.map((N) => ({ N }))],
  ['texts', texts.map((S) => ({ S }))],
  ['bytes', bytes.map((each) => ({ B: new Uint8Array(each) }))],
])('orders %s as DynamoDB orders keys', (_what, values) => {
  for (const [index, left] of values.entries())
    for (const [other, right] of values.entries())
      expect(Math.sign(compareScalars(left, right))).toBe(Math.sign(index - other))
})

it('takes one number in two spellings as equal', () => {
  expect(compareScalars({ N: '1.50' }, { N: '15e-1' })).toBe(0)
})
