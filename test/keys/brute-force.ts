import * as fc from 'fast-check'
import { MonotableError } from '../../src/core/errors.js'
import type { CompiledTemplate, KeyPart, KeyTemplate } from '../../src/keys/index.js'
import { compile } from './compile.js'

const ALPHABET = ['#', '$', '2', '3', '0', 'a', 'A']

/** Every text of at most four characters, and those of five and six that begin like an escape does. */
export const everyKey: readonly string[] = (() => {
  const all: string[] = []
  let longest = ['']
  for (let length = 1; length <= 4; length += 1) {
    longest = longest.flatMap((text) => ALPHABET.map((character) => text + character))
    all.push(...longest)
  }
  return all
})()

const parts: readonly KeyPart[] = [
  { kind: 'string' },
  { kind: 'enum', values: ['a', 'A', '2'] },
  { kind: 'enum', values: ['a', 'aa', 'a#'] },
  { kind: 'enum', values: ['x', 'y', 'z', 'w'], ranked: true },
  { kind: 'number', integer: true, minimum: 0, maximum: 2 },
  { kind: 'number', integer: true, minimum: 20, maximum: 31 },
  { kind: 'number', integer: true, minimum: 20, maximum: 31, descending: true },
]

/** Templates most of whose shorter keys are among `everyKey`. */
export const smallTemplate: fc.Arbitrary<CompiledTemplate> = fc
  .tuple(
    fc.constantFrom('', '#', 'a', 'a#', '2', 'A'),
    fc.array(fc.tuple(fc.constantFrom(...parts), fc.constantFrom('#', '#', '', '##', '#a', '$', 'a')), {
      maxLength: 2,
    }),
    fc.boolean(),
    fc.constantFrom<Omit<Exclude<KeyTemplate, string>, 'template'>>(
      {},
      {},
      { delimiters: 'reject' },
      { casing: 'lower' },
    ),
  )
  .map(([leading, holes, endsWithHole, options]) => {
    const literals = holes.map(([, literal], index) =>
      endsWithHole && index === holes.length - 1 ? '' : literal,
    )
    const template = leading + literals.map((literal, index) => `{h${index}}${literal}`).join('')
    if (template === '') return undefined
    const named = Object.fromEntries(holes.map(([part], index) => [`h${index}`, part]))
    try {
      return compile({ template, ...options }, named)
    } catch (error) {
      if (error instanceof MonotableError) return undefined
      throw error
    }
  })
  .filter((template) => template !== undefined)

export function keysOf(template: CompiledTemplate): Set<string> {
  return new Set(everyKey.filter((key) => template.parse(key) !== undefined))
}
