import { expect, it } from 'vitest'
import { parseTemplate, type KeyPart } from '../../src/keys/index.js'
import { keySizeBytesMax } from '../../src/keys/key-role.js'
import { layOut } from '../../src/keys/template-layout.js'

const flag: KeyPart = { kind: 'boolean' }
const text: KeyPart = { kind: 'string' }

function holesOf(template: string, parts: Record<string, KeyPart>) {
  const { holes } = layOut(parseTemplate(template), { role: 'sort', part: (hole) => parts[hole] })
  return holes.map(({ name, following, isFinal, mayEndHere }) => ({ name, following, isFinal, mayEndHere }))
}

it('knows what follows each hole, and whether another hole does', () => {
  expect(holesOf('P{a}#X#{b}#END', { a: text, b: text })).toEqual([
    { name: 'a', following: '#X#', isFinal: false, mayEndHere: false },
    { name: 'b', following: '#END', isFinal: true, mayEndHere: false },
  ])
})

it('knows where a key may end although a hole follows: before a last one that can be empty', () => {
  const mayEnd = (template: string, parts: Record<string, KeyPart>) => holesOf(template, parts)[0]?.mayEndHere
  expect(mayEnd('{f}{a}', { f: flag, a: text })).toBe(true)
  expect(mayEnd('{f}{a}', { f: flag, a: { kind: 'enum', values: ['', 'x'] } })).toBe(true)
  expect(mayEnd('{f}{a}', { f: flag, a: { kind: 'enum', values: ['x'] } })).toBe(false)
  expect(mayEnd('{f}{a}#', { f: flag, a: text })).toBe(false)
  expect(mayEnd('{f}#{a}', { f: flag, a: text })).toBe(false)
  expect(mayEnd('{f}{g}{a}', { f: flag, g: flag, a: text })).toBe(false)
})

it('takes the sizes of DynamoDB', () => {
  expect([keySizeBytesMax('partition'), keySizeBytesMax('sort')]).toEqual([2048, 1024])
})
