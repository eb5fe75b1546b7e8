import fc from 'fast-check'

/** A value in the wire's form: bytes are base64 text. */
export type Wire = { readonly [type: string]: unknown }
export type WireMap = Readonly<Record<string, Wire>>

export const S = (value: string): Wire => ({ S: value })
export const N = (value: number | string): Wire => ({ N: String(value) })
export const B = (value: string): Wire => ({ B: Buffer.from(value).toString('base64') })

export const text: fc.Arbitrary<Wire> = fc
  .constantFrom('', 'a', 'b', 'ab', 'abc', 'é', '\u{1F600}', 'A', '1')
  .map(S)
export const number: fc.Arbitrary<Wire> = fc
  .oneof(
    { weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }).map(String) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '1.0',
        '1e2',
        '-3.50',
        '0.1',
        '-0',
        '0.000',
        '1E-130',
        '9.9999999999999999999999999999999999999E125',
        '123456789012345678901234567890.12345678',
        '99999999999999999999999999999999999999',
        '-1E125',
        '+5',
        '.5',
        '5.',
      ),
    },
  )
  .map(N)
/** Numbers that add up to something that can be stored. */
export const smallNumber: fc.Arbitrary<Wire> = fc.constantFrom('1', '-2', '0.5', '10', '1e3', '-0.25').map(N)
export const bytes: fc.Arbitrary<Wire> = fc.constantFrom('a', 'b', 'ab', '\u0000', 'ÿ').map(B)
export const flag: fc.Arbitrary<Wire> = fc.boolean().map((value) => ({ BOOL: value }))

const members = <T>(...all: T[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1 })
export const textSet: fc.Arbitrary<Wire> = members('a', 'b', 'c', 'd').map((SS) => ({ SS }))
export const numberSet: fc.Arbitrary<Wire> = members('1', '2', '3.5', '-4').map((NS) => ({ NS }))
const byteSet: fc.Arbitrary<Wire> = members('a', 'b', 'c').map((all) => ({
  BS: all.map((member) => Buffer.from(member).toString('base64')),
}))

/** A value that can be a key, or be compared by order. */
export const ordered: fc.Arbitrary<Wire> = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 3, arbitrary: number },
  { weight: 1, arbitrary: bytes },
)

/** Any value that DynamoDB stores, from small pools so that values meet again. */
export const value: fc.Arbitrary<Wire> = fc.letrec<{ value: Wire }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    { weight: 6, arbitrary: ordered },
    { weight: 1, arbitrary: flag },
    { weight: 1, arbitrary: fc.constant({ NULL: true }) },
    { weight: 2, arbitrary: fc.oneof(textSet, numberSet, byteSet) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })) },
    {
      weight: 1,
      arbitrary: fc
        .dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 })
        .map((M) => ({ M })),
    },
  ),
})).value
export const list: fc.Arbitrary<Wire> = fc.array(value, { minLength: 1, maxLength: 3 }).map((L) => ({ L }))
export const map: fc.Arbitrary<Wire> = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), value, { minKeys: 1, maxKeys: 3 })
  .map((M) => ({ M }))

/** Values that the service refuses, each for a reason of its own. */
export const badValue: fc.Arbitrary<Wire> = fc.constantFrom<Wire>(
  {},
  N('abc'),
  N(''),
  N(' 1'),
  N('1'.repeat(39)),
  N('1E126'),
  N('1E-131'),
  N('0x10'),
  { SS: [] },
  { SS: ['a', 'a'] },
  { NS: ['1', '1.0'] },
  { NS: ['x'] },
  { NULL: false },
  { S: 'a', N: '1' },
  { L: [{}] },
  { M: { a: N('x') } },
  { M: { a: { S: 'a', BOOL: true } } },
)

/** Text long enough for sizes to matter, some of it just short of a unit with what else an item has. */
export const longText: fc.Arbitrary<Wire> = fc
  .constantFrom(500, 940, 980, 1024, 3000, 3960, 4000, 4040, 4096, 9000)
  .map((length) => S('x'.repeat(length)))

/** Text that makes three items a page, or one item too big. */
export const hugeText: fc.Arbitrary<Wire> = fc
  .constantFrom(150_000, 390_000, 409_000, 409_600)
  .map((length) => S('x'.repeat(length)))
