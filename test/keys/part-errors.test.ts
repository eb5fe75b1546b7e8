import { expect, it } from 'vitest'
import { describeType } from '../../src/keys/part-errors.js'

it('tells the type of a value and never the value', () => {
  expect([NaN, 1, 'secret', new Date(0), ['secret'], { secret: 1 }, 1n, true].map(describeType)).toEqual([
    'NaN',
    'number',
    'string',
    'a date',
    'an array',
    'object',
    'bigint',
    'boolean',
  ])
})
