import { expect, test } from 'vitest'
import { readBody } from '../../../src/engine/wire/read-body.js'

const unreadable = (message: string) => expect.objectContaining({ name: 'SerializationException', message })

test.each(['', '{', '{"a":1', '{} {}', '{"a":1,}', "{'a':1}", '{"a":NaN}', '\u0000', '{"a":"\n"}'])(
  'text that is no JSON is refused without a word: %j',
  (body) => {
    expect(() => readBody(body)).toThrow(unreadable(''))
  },
)

test('the last of members with the same name counts', () => {
  expect(readBody('{"a":1,"a":2}')).toEqual({ a: 2 })
})

test('a member called __proto__ is a member', () => {
  const body = readBody('{"__proto__":{"polluted":true}}') as object
  expect(Object.getPrototypeOf(body)).toBe(Object.prototype)
  expect(Object.keys(body)).toEqual(['__proto__'])
  expect('polluted' in body).toBe(false)
})
