import { expect, test } from 'vitest'
import type { UpdateForm } from '../../../src/repository/writes/update-forms.js'
import { UpdateForms } from '../../../src/repository/writes/update-forms.js'

const formOf = (update: string): UpdateForm => ({
  update,
  condition: 'attribute_exists(pk)',
  operators: 1,
  names: [],
  tokens: [],
  isDistinct: true,
  places: [],
  patterns: [],
  filled: [],
  compared: [],
})

test('a form is found by what is set, in that order, and by the lock', () => {
  const forms = new UpdateForms()
  const form = formOf('SET a = :0, b = :1')
  forms.keep('none', ['a', 'b'], form)
  expect(forms.find('none', { a: 1, b: 2 })).toBe(form)
  expect(forms.find('none', { b: 2, a: 1 })).toBeUndefined()
  expect(forms.find('none', { a: 1 })).toBeUndefined()
  expect(forms.find('none', { a: 1, b: 2, c: 3 })).toBeUndefined()
  expect(forms.find('version', { a: 1, b: 2 })).toBeUndefined()
})

test('what is undefined is not set', () => {
  const forms = new UpdateForms()
  const form = formOf('SET a = :0')
  forms.keep('version', ['a'], form)
  expect(forms.find('version', { a: 1, b: undefined })).toBe(form)
  expect(forms.find('version', { a: undefined })).toBeUndefined()
})

test('forms without end do not fill the memory, and those in use are kept anew', () => {
  const forms = new UpdateForms()
  const name = (index: number) => `attribute${index}`
  for (let index = 0; index < 1000; index++) forms.keep('none', [name(index)], formOf(name(index)))
  const held = Array.from({ length: 1000 }, (_, index) => forms.find('none', { [name(index)]: 1 }))
  expect(held.filter((form) => form !== undefined).length).toBeLessThanOrEqual(256)
  expect(held[999]).toEqual(formOf(name(999)))
  expect(held[0]).toBeUndefined()
})

test('once there were too many, one form in sixteen is taken, and before that each', () => {
  const forms = new UpdateForms()
  const name = (index: number) => `attribute${index}`
  const taken = (count: number) => Array.from({ length: count }, () => forms.takesAnother())
  expect(taken(100).every(Boolean)).toBe(true)
  for (let index = 0; index <= 256; index++) forms.keep('none', [name(index)], formOf(name(index)))
  expect(taken(160).filter(Boolean)).toHaveLength(10)
})
