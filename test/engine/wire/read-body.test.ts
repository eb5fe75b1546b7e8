import { describe, expect, test } from 'vitest'
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

describe('texts with more in them than any request has', () => {
  const padding = ' '.repeat(70_000)

  test.each([
    ['lists', '['.repeat(2_000_000)],
    ['structures', '{"a":'.repeat(2_000_000)],
    ['lists in time closed', '['.repeat(1001) + ']'.repeat(1001) + padding],
    ['lists after a string that holds quotes', `["\\\\\\"]",${'['.repeat(5000)}`],
  ])('too many levels of %s', (_, body) => {
    expect(() => readBody(body)).toThrow(unreadable(''))
  })

  test.each([
    ['lists', `[${'[],'.repeat(500_000)}[]]`],
    ['numbers', `[${'1,'.repeat(900_000)}1]`],
  ])('too many %s', (_, body) => {
    expect(() => readBody(body)).toThrow(unreadable('The request has more than 800000 values'))
  })

  test('levels that any item may have are read', () => {
    const text = `${'['.repeat(1000)}${']'.repeat(1000)}${padding}`
    expect(JSON.stringify(readBody(text))).toBe(text.trim())
  })

  test('what stands in strings counts for nothing', () => {
    const value = [`${'[{,'.repeat(500_000)}"\\`, '\\', '"', `\\"${'[['.repeat(1000)}`]
    expect(readBody(JSON.stringify(value))).toEqual(value)
  })

  test('a string without an end is refused, however many quotes are in it', () => {
    expect(() => readBody(`["${'\\"'.repeat(1_000_000)}`)).toThrow(unreadable(''))
    expect(() => readBody(`["${'x'.repeat(1_000_000)}`)).toThrow(unreadable(''))
  })
})
