import fc from 'fast-check'
import type { Wire } from './values.js'
import { badValue, value } from './values.js'

/** Expressions of one request, with the placeholders that they use. */
export interface Words {
  readonly text: string
  readonly names: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, Wire>>
}

/** A piece of an expression; placeholders get their numbers when pieces are put together. */
type Piece = (words: Builder) => string

/** Hands out placeholders. */
class Builder {
  readonly names: Record<string, string> = {}
  readonly values: Record<string, Wire> = {}
  readonly #prefix: string

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  name(attribute: string): string {
    const placeholder = `#${this.#prefix}${Object.keys(this.names).length}`
    this.names[placeholder] = attribute
    return placeholder
  }

  value(given: Wire): string {
    const placeholder = `:${this.#prefix}${Object.keys(this.values).length}`
    this.values[placeholder] = given
    return placeholder
  }
}

export function build(prefix: string, piece: Piece): Words {
  const builder = new Builder(prefix)
  const text = piece(builder)
  return { text, names: builder.names, values: builder.values }
}

const attribute = fc.constantFrom('a', 'b', 'm', 'ls', 'ss', 'ns', 'flag', 'g', 'n', 'l')
const rootPath: fc.Arbitrary<Piece> = fc.tuple(attribute, fc.boolean()).map(
  ([name, hides]) =>
    (words: Builder) =>
      hides ? words.name(name) : name,
)
/** Paths to attributes, some of them nested. */
export const path: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 4, arbitrary: rootPath },
  {
    weight: 1,
    arbitrary: fc
      .tuple(rootPath, fc.constantFrom('.a', '.b', '.c', '[0]', '[1]', '.a.b', '[0].a', '.a[1]'))
      .map(
        ([root, rest]) =>
          (words: Builder) =>
            root(words) + rest,
      ),
  },
)

const given: fc.Arbitrary<Piece> = fc
  .oneof({ weight: 30, arbitrary: value }, { weight: 1, arbitrary: badValue })
  .map((wire) => (words: Builder) => words.value(wire))
const operand: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 4, arbitrary: path },
  { weight: 4, arbitrary: given },
  { weight: 1, arbitrary: path.map((of) => (words: Builder) => `size(${of(words)})`) },
)

const call =
  (name: string, ...parts: Piece[]): Piece =>
  (words) =>
    `${name}(${parts.map((part) => part(words)).join(', ')})`

const comparison: fc.Arbitrary<Piece> = fc
  .tuple(operand, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), operand)
  .map(
    ([left, sign, right]) =>
      (words: Builder) =>
        `${left(words)} ${sign} ${right(words)}`,
  )

const test: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 4, arbitrary: comparison },
  {
    weight: 1,
    arbitrary: fc.tuple(operand, operand, operand).map(
      ([of, low, high]) =>
        (words: Builder) =>
          `${of(words)} BETWEEN ${low(words)} AND ${high(words)}`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(operand, fc.array(operand, { minLength: 1, maxLength: 3 })).map(
      ([of, among]) =>
        (words: Builder) =>
          `${of(words)} IN (${among.map((one) => one(words)).join(', ')})`,
    ),
  },
  { weight: 2, arbitrary: path.map((of) => call('attribute_exists', of)) },
  { weight: 2, arbitrary: path.map((of) => call('attribute_not_exists', of)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(path, fc.constantFrom('S', 'N', 'SS', 'L', 'M', 'BOOL', 'NULL', 'X'))
      .map(([of, type]) => call('attribute_type', of, (words) => words.value({ S: type }))),
  },
  { weight: 1, arbitrary: fc.tuple(path, given).map(([of, start]) => call('begins_with', of, start)) },
  { weight: 1, arbitrary: fc.tuple(path, operand).map(([of, member]) => call('contains', of, member)) },
)

/** Conditions, well formed in the main. */
export const condition: fc.Arbitrary<Piece> = fc.letrec<{ condition: Piece }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    { weight: 5, arbitrary: test },
    {
      weight: 1,
      arbitrary: fc.tuple(tie('condition'), fc.constantFrom('AND', 'OR', 'and', 'Or'), tie('condition')).map(
        ([left, word, right]) =>
          (words: Builder) =>
            `${left(words)} ${word} ${right(words)}`,
      ),
    },
    { weight: 1, arbitrary: tie('condition').map((inner) => (words: Builder) => `NOT ${inner(words)}`) },
    { weight: 1, arbitrary: tie('condition').map((inner) => (words: Builder) => `(${inner(words)})`) },
  ),
})).condition

const setValue: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 4, arbitrary: given },
  { weight: 1, arbitrary: path },
  {
    weight: 2,
    arbitrary: fc.tuple(operand, fc.constantFrom('+', '-'), operand).map(
      ([left, sign, right]) =>
        (words: Builder) =>
          `${left(words)} ${sign} ${right(words)}`,
    ),
  },
  { weight: 1, arbitrary: fc.tuple(path, given).map(([of, other]) => call('if_not_exists', of, other)) },
  {
    weight: 1,
    arbitrary: fc.tuple(operand, operand).map(([left, right]) => call('list_append', left, right)),
  },
)

const section = (word: string, action: fc.Arbitrary<Piece>): fc.Arbitrary<Piece> =>
  fc
    .array(action, { minLength: 1, maxLength: 3 })
    .map((actions) => (words: Builder) => `${word} ${actions.map((one) => one(words)).join(', ')}`)

const withGiven = fc.tuple(path, given).map(
  ([of, change]) =>
    (words: Builder) =>
      `${of(words)} ${change(words)}`,
)

/** Updates of one to three sections, at times the same one twice. */
export const update: fc.Arbitrary<Piece> = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: section(
          'SET',
          fc.tuple(path, setValue).map(
            ([of, to]) =>
              (words: Builder) =>
                `${of(words)} = ${to(words)}`,
          ),
        ),
      },
      { weight: 1, arbitrary: section('REMOVE', path) },
      { weight: 1, arbitrary: section('ADD', withGiven) },
      { weight: 1, arbitrary: section('DELETE', withGiven) },
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((sections) => (words: Builder) => sections.map((one) => one(words)).join(' '))

export const projection: fc.Arbitrary<Piece> = fc
  .array(path, { minLength: 1, maxLength: 3 })
  .map((paths) => (words: Builder) => paths.map((one) => one(words)).join(', '))

/** What a careless author does to an expression: loses a piece, doubles one, uses a word that is reserved. */
export const broken: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
  (text: string) => text.slice(0, -1),
  (text) => text.slice(1),
  (text) => `${text} AND`,
  (text) => `(${text}`,
  (text) => `${text})`,
  (text) => text.replace(' = ', ' == '),
  (text) => text.replace('a', 'status'),
  (text) => text.replace('attribute_exists', 'attribute_there'),
  (text) => text.replace(/:\w+/, ':missing'),
  (text) => text.replace(/#\w+/, '#missing'),
  (text) => text.replace(', ', ' '),
  () => '',
  (text) => `${text} ${text}`,
)
