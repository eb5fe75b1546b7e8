import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { plainObjects } from '../../src/marshalling/plain-objects.js'

test('an object with room is as plain as any, at first and later', () => {
  const Plain = plainObjects()
  for (let made = 0; made < 20; made++) {
    const object = new Plain()
    expect(object).toStrictEqual({})
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
    expect(Reflect.ownKeys(object)).toEqual([])
    for (let name = 0; name < 30; name++) object[`name${name}`] = made
    expect(Object.keys(object)).toHaveLength(30)
    expect(inspect(object)).toMatch(/^\{/)
    expect(structuredClone(object)).toStrictEqual(object)
  }
})

test('what every object has is as it was', () => {
  plainObjects()
  expect({}.constructor).toBe(Object)
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('a')
})
