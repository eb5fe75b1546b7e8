import { expect, it } from 'vitest'
import { applyCasing } from '../../src/keys/casing.js'

it('cases the whole text, or leaves it as it is', () => {
  expect(applyCasing('Straße', undefined)).toBe('Straße')
  expect(applyCasing('Straße', 'upper')).toBe('STRASSE')
  // A final sigma has a form of its own, as in other libraries: characters are not cased one by one.
  expect(applyCasing('ΟΔΟΣ', 'lower')).toBe('οδος')
})
