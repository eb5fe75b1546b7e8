import { expect, test } from 'vitest'
import { assert, unreachable } from '../../src/core/assert.js'

test('assert passes what holds', () => {
  for (const condition of [true, 1, 'x', {}, []]) expect(() => assert(condition, 'fine')).not.toThrow()
})

test('assert throws where its condition does not hold, with what was expected', () => {
  for (const condition of [false, 0, '', null, undefined, NaN])
    expect(() => assert(condition, 'a table has a key')).toThrow(
      'monotable invariant violated: a table has a key',
    )
})

test('assert narrows what it was asked', () => {
  const value: string | undefined = ['text'].at(0)
  assert(value !== undefined, 'there is one')
  expect(value.length).toBe(4)
})

test('unreachable names what came unexpectedly', () => {
  expect(() => unreachable('x' as never)).toThrow('monotable invariant violated: unexpected value "x"')
  expect(() => unreachable({ kind: 'new' } as never, 'node')).toThrow('unexpected node {"kind":"new"}')
})
