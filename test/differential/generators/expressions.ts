import fc from 'fast-check'
import type { Wire } from './values.js'
import { flag, list, map, number, numberSet, ordered, smallNumber, text, textSet, value } from './values.js'

/** Expressions of one request, with the placeholders that they use. */
export interface Words {
  readonly text: string
  readonly names: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, Wire>>
}

/** A piece of an expression; placeholders get their numbers when pieces are put together. */
export type Piece = (words: Builder) => string

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
  const written = piece(builder)
  return { text: written, names: builder.names, values: builder.values }
}

/** Writes pieces into a text: `piece` stands where the pattern has `$`. */
const filled =
  (pattern: string, ...pieces: readonly Piece[]): Piece =>
  (words) => {
    let next = 0
    return pattern.replaceAll('$', () => pieces[next++]?.(words) ?? '$')
  }
const written = (pattern: string, ...pieces: readonly fc.Arbitrary<Piece>[]): fc.Arbitrary<Piece> =>
  fc.tuple(...pieces).map((all) => filled(pattern, ...all))

const named = (name: string): fc.Arbitrary<Piece> =>
  fc.boolean().map(
    (hides): Piece =>
      (words) =>
        hides ? words.name(name) : name,
  )
const given = (arbitrary: fc.Arbitrary<Wire>): fc.Arbitrary<Piece> =>
  arbitrary.map(
    (wire): Piece =>
      (words) =>
        words.value(wire),
  )

/** What items hold by convention: an attribute mostly has the type that operators want of it. */
export const conventional = {
  a: value,
  b: value,
  t: text,
  c: smallNumber,
  m: map,
  ls: list,
  ss: textSet,
  ns: numberSet,
  flag,
} as const
const attributes = [...Object.keys(conventional), 'g', 'n', 'l']
const nested = ['m.a', 'm.b', 'ls[0]', 'ls[1]', 'm.a.b', 'ls[0].a', 'm.a[1]']

/** A path that begins with this attribute. */
const pathFrom = (whole: string): fc.Arbitrary<Piece> => {
  const [root = whole] = whole.split(/[.[]/)
  return named(root).map((piece) => filled(`$${whole.slice(root.length)}`, piece))
}
const anyPath = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...attributes) },
  { weight: 1, arbitrary: fc.constantFrom(...nested) },
)
const path = anyPath.chain(pathFrom)

const sign = fc.constantFrom('<', '<=', '>', '>=')
const range = fc
  .oneof(
    fc.constantFrom(['a', 'b'], ['', 'abc'], ['A', 'é']).map((ends) => ends.map((S) => ({ S }))),
    fc.constantFrom(['-1', '1'], ['0', '1e3'], ['2', '2']).map((ends) => ends.map((N) => ({ N }))),
  )
  .map(([low, high]) =>
    filled(
      '$ AND $',
      (words) => words.value(low ?? {}),
      (words) => words.value(high ?? {}),
    ),
  )

/** A test that is well formed: operands differ, and have types that the operator takes. */
const test: fc.Arbitrary<Piece> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('=', '<>').chain((by) => written(`$ ${by} $`, path, given(value))),
  },
  { weight: 2, arbitrary: sign.chain((by) => written(`$ ${by} $`, path, given(ordered))) },
  { weight: 1, arbitrary: sign.chain((by) => written(`size($) ${by} $`, path, given(smallNumber))) },
  { weight: 1, arbitrary: sign.chain((by) => written(`$ ${by} $`, pathFrom('a'), pathFrom('b'))) },
  { weight: 1, arbitrary: sign.chain((by) => written(`$ ${by} $`, given(number), path)) },
  { weight: 1, arbitrary: written('$ BETWEEN $', path, range) },
  { weight: 1, arbitrary: written('$ IN ($)', path, given(value)) },
  { weight: 1, arbitrary: written('$ IN ($, $, $)', path, given(value), pathFrom('t'), given(value)) },
  { weight: 2, arbitrary: written('attribute_exists($)', path) },
  { weight: 2, arbitrary: written('attribute_not_exists($)', path) },
  {
    weight: 1,
    arbitrary: written(
      'attribute_type($, $)',
      path,
      given(fc.constantFrom('S', 'N', 'B', 'SS', 'NS', 'BS', 'L', 'M', 'BOOL', 'NULL').map((S) => ({ S }))),
    ),
  },
  { weight: 1, arbitrary: written('begins_with($, $)', path, given(text)) },
  { weight: 1, arbitrary: written('contains($, $)', path, given(ordered)) },
)

/** Conditions, some of them nested. */
export const condition: fc.Arbitrary<Piece> = fc.letrec<{ condition: Piece }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    { weight: 6, arbitrary: test },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('AND', 'OR', 'and', 'Or')
        .chain((word) => written(`$ ${word} $`, test, tie('condition'))),
    },
    { weight: 1, arbitrary: written('NOT $', test) },
    { weight: 1, arbitrary: written('($ OR $) AND $', test, test, tie('condition')) },
  ),
})).condition

const action = (section: string, whole: string, pattern: string, ...rest: readonly fc.Arbitrary<Piece>[]) =>
  written(pattern, pathFrom(whole), ...rest).map((piece) => ({ section, whole, piece }))
type Action = ReturnType<typeof action> extends fc.Arbitrary<infer T> ? T : never

const conventionally = fc
  .constantFrom(...(Object.keys(conventional) as (keyof typeof conventional)[]))
  .chain((name) => action('SET', name, '$ = $', given(conventional[name])))
const counted = action(
  'SET',
  'c',
  '$ = if_not_exists($, $) + $',
  pathFrom('c'),
  given(smallNumber),
  given(smallNumber),
)
const appended = action(
  'SET',
  'ls',
  '$ = list_append(if_not_exists($, $), $)',
  pathFrom('ls'),
  given(list),
  given(list),
)
const indexed = fc.oneof(
  fc
    .constantFrom('g', 'h', 'l')
    .chain((name) => action('SET', name, '$ = $', given(fc.constantFrom({ S: 'a' }, { S: 'b' })))),
  action('SET', 'n', '$ = $', given(smallNumber)),
)
/** Changes that need something to be there. */
const daring = fc.oneof(
  action('SET', 'a', '$ = $', path),
  action('SET', 'c', '$ = $ - $', pathFrom('c'), given(number)),
  action('SET', 'ls', '$ = list_append($, $)', given(list), pathFrom('ls')),
  fc.constantFrom(...nested).chain((whole) => action('SET', whole, '$ = $', given(value))),
  fc.constantFrom(...nested).chain((whole) => action('REMOVE', whole, '$')),
)
const changed = fc.oneof(
  action('ADD', 'c', '$ $', given(smallNumber)),
  action('ADD', 'ss', '$ $', given(textSet)),
  action('ADD', 'ns', '$ $', given(numberSet)),
  action('DELETE', 'ss', '$ $', given(textSet)),
  action('DELETE', 'ns', '$ $', given(numberSet)),
)

const actions: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: conventionally },
  { weight: 1, arbitrary: counted },
  { weight: 1, arbitrary: appended },
  { weight: 2, arbitrary: indexed },
  { weight: 1, arbitrary: fc.constantFrom(...attributes).chain((name) => action('REMOVE', name, '$')) },
  { weight: 2, arbitrary: changed },
  { weight: 1, arbitrary: daring },
)

/** Updates of one to four attributes, each in the section of its change. */
export const update: fc.Arbitrary<Piece> = fc
  .uniqueArray(actions, { minLength: 1, maxLength: 4, selector: ({ whole }) => whole.split(/[.[]/)[0] })
  .map((all) => {
    const sections = [...new Set(all.map(({ section }) => section))].map((section) => {
      const pieces = all.filter((one) => one.section === section).map(({ piece }) => piece)
      return filled(`${section} ${pieces.map(() => '$').join(', ')}`, ...pieces)
    })
    return filled(sections.map(() => '$').join(' '), ...sections)
  })

/** Paths that do not overlap. */
export const projection: fc.Arbitrary<Piece> = fc
  .uniqueArray(anyPath, { minLength: 1, maxLength: 3, selector: (whole) => whole.split(/[.[]/)[0] })
  .chain((all) => written(all.map(() => '$').join(', '), ...all.map(pathFrom)))
