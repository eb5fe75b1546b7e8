import { expect, it } from 'vitest'
import { keyError } from '../../src/keys/errors.js'
import { knownTexts } from '../../src/keys/known-texts.js'

it('takes the text that what follows confirms', () => {
  const context = {
    template: '{k}#',
    hole: 'k',
    role: 'sort',
    following: '#',
    isLast: false,
    delimiters: 'escape',
    casing: undefined,
  } as const
  const texts = knownTexts([1, 2], ['a', 'ab'], context, () =>
    keyError('keys.wrong-type', context, 'needs 1 or 2'),
  )
  expect(texts.end('xab#', 1)).toBe(3)
  expect(texts.end('xa#b#', 1)).toBe(2)
  expect(texts.end('xabc', 1)).toBe(-1)
  expect([texts.encode(2), texts.decode('a'), texts.decode('b')]).toEqual(['ab', 1, undefined])
  expect(() => texts.encode('2')).toThrow('needs 1 or 2')
})
