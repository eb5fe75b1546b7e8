import * as fc from 'fast-check'
import { MonotableError } from '../../src/core/errors.js'
import { compileTemplate, parseTemplate } from '../../src/keys/index.js'
import type { CompiledTemplate, KeyPart, KeyRole } from '../../src/keys/index.js'

/** What a hole of a random template holds, and how its values compare; undefined where they have no order. */
export interface HoleModel {
  readonly part: KeyPart
  readonly value: fc.Arbitrary<unknown>
  readonly compare: ((left: unknown, right: unknown) => number) | undefined
}

export interface TemplateModel {
  readonly text: string
  readonly template: CompiledTemplate
  readonly holes: readonly (HoleModel & { readonly name: string })[]
  readonly tuple: fc.Arbitrary<Record<string, unknown>>
}

export const PUNCTUATION = Array.from('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')

/** The order of DynamoDB, told by bytes: independent of the code under test. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'))
}

/** Well-formed text that is likely to look like delimiters, escapes and the edges of UTF-8. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom('#', '$', '$23', '##', '~', '!', '0', '030', '/', ':', ';', '3a', 'a', 'ab', 'A', ' '),
      fc.constantFrom(
        '\u0000',
        '\u007f',
        '\u0080',
        '\u07ff',
        '\u0800',
        '\ud7ff',
        '\ue000',
        '\uffff',
        '\u{10000}',
      ),
      fc.constantFrom('\u{10ffff}', '😀', 'é', 'Σ', 'ß', 'İ', '-', '.', '9', '}', '{'),
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom(...PUNCTUATION),
    ),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(''))

const numeric = (left: unknown, right: unknown) => {
  const [a, b] = [left as number | bigint | boolean | Date, right as number | bigint | boolean | Date]
  return a < b ? -1 : a > b ? 1 : 0
}
const text = (left: unknown, right: unknown) => compareBytes(String(left), String(right))

export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((n) => n === 0 || (Math.abs(n) >= 1e-130 && Math.abs(n) < 1e126)),
  fc.integer({ min: -1100, max: 1100 }),
  fc.integer({ min: -300, max: 300 }).map((n) => n / 8),
  fc.maxSafeInteger(),
  fc.constantFrom(
    0,
    -0,
    1,
    10,
    100,
    1.5,
    0.1,
    1e-130,
    9.99e125,
    -9.99e125,
    1e21,
    1e-7,
    -1e-7,
    2 ** 60,
    12.5,
    0.1 + 0.2,
  ),
)

const digits38 = 10n ** 38n - 1n
export const anyBigint: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -digits38, max: digits38 }),
  fc.bigInt({ min: -120n, max: 120n }),
  fc.constantFrom(0n, 10n ** 125n, -(10n ** 100n), 12345678901234567890n),
)

const anyDate: fc.Arbitrary<Date> = fc.oneof(
  fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }).map((ms) => new Date(ms)),
  fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_012 }).map((ms) => new Date(ms)),
  fc.constantFrom(new Date(-62_167_219_200_000), new Date(253_402_300_799_999), new Date(0)),
)

const stringHole = fc.constant<HoleModel>({ part: { kind: 'string' }, value: hostileText, compare: text })

const enumHole = fc
  .uniqueArray(fc.oneof(hostileText, fc.constantFrom('paid', 'placed', 'a', 'ab', 'a#', '')), {
    minLength: 1,
    maxLength: 5,
  })
  .chain((values) =>
    fc.constantFrom<HoleModel>(
      { part: { kind: 'enum', values }, value: fc.constantFrom(...values), compare: undefined },
      ...[true, false].map((descending) => ({
        part: { kind: 'enum', values, ranked: true, descending } as const,
        value: fc.constantFrom(...values),
        compare: (a: unknown, b: unknown) => values.indexOf(String(a)) - values.indexOf(String(b)),
      })),
    ),
  )

const numberHole = fc.oneof(
  fc.constant({ part: { kind: 'number', integer: false } as const, value: anyNumber }),
  fc.constant({ part: { kind: 'number', integer: true } as const, value: anyNumber.map(Math.trunc) }),
  fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 900 })).map(([minimum, width]) => ({
    part: { kind: 'number', integer: true, minimum, maximum: minimum + width } as const,
    value: fc.integer({ min: minimum, max: minimum + width }),
  })),
  fc.tuple(fc.integer({ min: -50, max: 5 }), fc.integer({ min: 0, max: 90 })).map(([minimum, width]) => ({
    part: { kind: 'number', integer: false, minimum, maximum: minimum + width } as const,
    value: fc.integer({ min: minimum * 4, max: (minimum + width) * 4 }).map((n) => n / 4),
  })),
)

const bigintHole = fc.constantFrom(
  { part: { kind: 'bigint' } as const, value: anyBigint },
  {
    part: { kind: 'bigint', minimum: 0n, maximum: 2n ** 64n } as const,
    value: fc.bigInt({ min: 0n, max: 2n ** 64n }),
  },
  { part: { kind: 'bigint', minimum: -3n, maximum: 12n } as const, value: fc.bigInt({ min: -3n, max: 12n }) },
)

const orderedHole = fc
  .tuple(
    fc.oneof<fc.Arbitrary<{ part: KeyPart; value: fc.Arbitrary<unknown> }>[]>(
      numberHole,
      bigintHole,
      fc.constant({ part: { kind: 'date' } as const, value: anyDate }),
    ),
    fc.boolean(),
  )
  .map(([{ part, value }, descending]): HoleModel => ({
    part: { ...part, descending },
    value,
    compare: numeric,
  }))

const booleanHole = fc.constant<HoleModel>({
  part: { kind: 'boolean' },
  value: fc.boolean(),
  compare: numeric,
})

const anyHole: fc.Arbitrary<HoleModel> = fc.oneof(
  { weight: 4, arbitrary: stringHole },
  { weight: 2, arbitrary: enumHole },
  { weight: 4, arbitrary: orderedHole },
  { weight: 1, arbitrary: booleanHole },
)

const anyLiteral = fc.oneof(
  { weight: 4, arbitrary: fc.constant('#') },
  { weight: 4, arbitrary: fc.constantFrom(...PUNCTUATION) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('#ORDER#', '$#', '##', '~x', '!0', '/0', '-1', '}0', '\u{10ffff}', 'é'),
  },
  { weight: 2, arbitrary: fc.constant('') },
)

export interface ModelOptions {
  readonly role?: KeyRole
  readonly delimiters?: 'escape' | 'reject'
}

/** Random templates that can be compiled, with random values for their holes. */
export function anyTemplate({
  role = 'sort',
  delimiters = 'escape',
}: ModelOptions = {}): fc.Arbitrary<TemplateModel> {
  return fc
    .tuple(
      fc.oneof(fc.constantFrom('', 'ORDER#', 'A'), anyLiteral),
      fc.array(fc.tuple(anyHole, anyLiteral), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    )
    .map(([leading, parts, endsWithHole]) => build(leading, parts, endsWithHole, role, delimiters))
    .filter((model) => model !== undefined)
}

function build(
  leading: string,
  parts: readonly (readonly [HoleModel, string])[],
  endsWithHole: boolean,
  role: KeyRole,
  delimiters: 'escape' | 'reject',
): TemplateModel | undefined {
  const written = (literal: string) => literal.replaceAll('{', '{{').replaceAll('}', '}}')
  const holes = parts.map(([hole], index) => ({
    ...hole,
    name: `h${index}`,
    part: role === 'sort' ? hole.part : { ...hole.part, descending: false },
  }))
  const source = parts
    .map(
      ([, literal], index) =>
        `{h${index}}${endsWithHole && index === parts.length - 1 ? '' : written(literal)}`,
    )
    .join('')
  const parsed = parseTemplate({ template: written(leading) + source, delimiters })
  try {
    const template = compileTemplate(parsed, {
      role,
      part: (name) => holes.find((hole) => hole.name === name)?.part,
    })
    const tuple = fc.record(Object.fromEntries(holes.map((hole) => [hole.name, hole.value])))
    return { text: parsed.text, template, holes, tuple }
  } catch (error) {
    // Random neighbours are often ambiguous; what is refused, and why, has tests of its own.
    if (
      error instanceof MonotableError &&
      ['keys.ambiguous', 'keys.unsupported-delimiter'].includes(error.code)
    )
      return undefined
    throw error
  }
}

/** The key, or undefined for values that this template refuses as a whole (empty or too long) or by delimiter. */
export function tryFormat(template: CompiledTemplate, values: Record<string, unknown>): string | undefined {
  try {
    return template.format(values)
  } catch (error) {
    const expected = ['keys.empty', 'keys.too-long', 'keys.delimiter-in-value']
    if (error instanceof MonotableError && expected.includes(error.code)) return undefined
    throw error
  }
}

/** Values as they come back from a key: -0 is stored as 0. */
export function stored(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === 0 ? 0 : value]))
}

/** Two tuples that share some of their values, so that what differs is next to what does not. */
export function tuplePair({
  tuple,
  holes,
}: TemplateModel): fc.Arbitrary<[Record<string, unknown>, Record<string, unknown>]> {
  return fc.tuple(tuple, tuple, fc.integer({ min: 0, max: 15 })).map(([left, right, mask]) => {
    const mixed = Object.fromEntries(
      holes.map(({ name }, index) => [name, (mask >> index) & 1 ? left[name] : right[name]]),
    )
    return [left, mixed]
  })
}
