import { expect, test } from 'vitest'
import { partOf } from '../../../src/engine/wire/shape-parts.js'
import {
  attributeMap,
  attributeValue,
  binary,
  integer,
  list,
  string,
  structure,
} from '../../../src/engine/wire/shape.js'

test('elements of lists and maps have one shape, whatever their name', () => {
  expect(partOf(list(string), '')).toEqual({ shape: string, place: 'element' })
  expect(partOf(attributeMap, '__proto__')).toEqual({ shape: attributeValue, place: 'element' })
})

test('members of structures and of values have their own, and others none', () => {
  const shape = structure('Some', { Limit: integer })
  expect(partOf(shape, 'Limit')).toEqual({ shape: integer, place: 'member' })
  expect(partOf(shape, 'constructor')).toBeUndefined()
  expect(partOf(attributeValue, 'BS')).toEqual({ shape: list(binary), place: 'member' })
  expect(partOf(attributeValue, 'M')).toEqual({ shape: attributeMap, place: 'member' })
  expect(partOf(attributeValue, '__proto__')).toBeUndefined()
})

test('scalars have no parts', () => {
  expect(partOf(string, 'length')).toBeUndefined()
})
