import { expect, test } from 'vitest'
import { reservedWords } from '../../src/protocol/reserved-words.js'

test('there are as many reserved words as AWS lists, each once, in upper case', () => {
  expect(reservedWords.size).toBe(573)
  for (const word of reservedWords) expect(word).toMatch(/^[A-Z]+$/)
})

test('the list is in the order of AWS, from ABORT to ZONE', () => {
  const words = [...reservedWords]
  expect(words.toSorted()).toEqual(words)
  expect([words[0], words.at(-1)]).toEqual(['ABORT', 'ZONE'])
})

test('words that people name attributes by are on it, and others are not', () => {
  for (const word of [
    'NAME',
    'STATUS',
    'DATE',
    'TTL',
    'USER',
    'COUNT',
    'DATA',
    'YEAR',
    'SIZE',
    'CONSTRUCTOR',
  ])
    expect(reservedWords.has(word)).toBe(true)
  for (const word of ['ID', 'EMAIL', 'VERSION', 'CREATEDAT', 'PK', 'SK', ''])
    expect(reservedWords.has(word)).toBe(false)
})
