import { expect, it } from 'vitest'
import { compilePart } from '../../src/keys/compile-part.js'
import type { KeyPart } from '../../src/keys/index.js'
import { expectFailure } from './compile.js'

const context = {
  template: '{a}',
  hole: 'a',
  role: 'sort',
  following: '',
  isLast: true,
  delimiters: 'escape',
  casing: undefined,
} as const

it.each<[KeyPart, unknown, string]>([
  [{ kind: 'string' }, 'a b', 'a b'],
  [{ kind: 'enum', values: ['x'] }, 'x', 'x'],
  [{ kind: 'number', integer: true, minimum: 0, maximum: 99 }, 7, '07'],
  [{ kind: 'bigint' }, 7n, '5007'],
  [{ kind: 'date' }, new Date(0), '1970-01-01T00:00:00.000Z'],
  [{ kind: 'boolean' }, true, 'true'],
])('gives %j its form', (part, value, text) => {
  const codec = compilePart(part, context)
  expect(codec.encode(value)).toBe(text)
  expect(codec.decode(text)).toEqual(value)
})

it('refuses descending parts of partition keys', () => {
  const part: KeyPart = { kind: 'date', descending: true }
  expectFailure('keys.descending-unsupported', () => compilePart(part, { ...context, role: 'partition' }))
})
