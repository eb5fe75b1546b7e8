import fc from 'fast-check'
import * as z from 'zod'

/** A schema with the values that it gives, each of which can be stored. */
export interface SchemaCase {
  readonly schema: z.ZodType
  readonly value: fc.Arbitrary<unknown>
}

const isoDate = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
const pair = z.codec(z.tuple([z.string(), z.bigint()]), z.object({ name: z.string(), count: z.bigint() }), {
  decode: ([name, count]) => ({ name, count }),
  encode: ({ name, count }): [string, bigint] => [name, count],
})

/** Text that UTF-8 can hold, the empty one and astral characters included. */
export const text = fc.string({ unit: 'binary', maxLength: 12 })
/** Doubles that DynamoDB can hold. Minus zero is left out: it is stored as zero. */
export const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => value === 0 || (Math.abs(value) >= 1e-130 && Math.abs(value) < 1e126))
    .map((value) => (value === 0 ? 0 : value)),
)
export const bigint = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n })
export const date = fc.date({
  min: new Date('0000-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})
const bytes = fc.uint8Array({ maxLength: 8 })

const scalars: readonly SchemaCase[] = [
  { schema: z.string(), value: text },
  { schema: z.email(), value: fc.constant('a@example.com') },
  { schema: z.templateLiteral(['#', z.string()]), value: fc.stringMatching(/^#[a-z]*$/) },
  { schema: z.number(), value: number },
  { schema: z.int32().positive(), value: fc.integer({ min: 1, max: 2 ** 31 - 1 }) },
  { schema: z.bigint(), value: bigint },
  { schema: z.boolean(), value: fc.boolean() },
  { schema: z.null(), value: fc.constant(null) },
  { schema: z.date(), value: date },
  { schema: z.instanceof(Uint8Array), value: bytes },
  { schema: z.enum(['a', 'b', '']), value: fc.constantFrom('a', 'b', '') },
  { schema: z.literal(['x', 1, 2n, true, null]), value: fc.constantFrom('x', 1, 2n, true, null) },
  { schema: isoDate, value: date },
  { schema: pair, value: fc.record({ name: text, count: bigint }, { noNullPrototype: true }) },
  {
    schema: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    value: fc.oneof(text, number, fc.boolean(), fc.constant(null)),
  },
  {
    schema: z.json(),
    value: fc.jsonValue({ maxDepth: 3, noUnicodeString: false }).map(withoutMinusZero).filter(isStorableJson),
  },
  {
    schema: z.unknown(),
    value: fc.oneof(text, number, fc.boolean(), fc.constant(null), bytes, fc.array(text)),
  },
  { schema: z.stringbool(), value: fc.boolean() },
]

function withoutMinusZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}

function isStorableJson(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) < 1e126 && (value === 0 || Math.abs(value) >= 1e-130)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(
    ([name, member]) => name !== '' && name !== '__proto__' && isStorableJson(member),
  )
}

/** Sets whose elements differ as DynamoDB sees them, and so as a test can compare them. */
const sets: readonly SchemaCase[] = [
  {
    schema: z.set(z.string()),
    value: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }).map((all) => new Set(all)),
  },
  {
    schema: z.set(z.number()),
    value: fc.uniqueArray(number, { minLength: 1, maxLength: 4 }).map((all) => new Set(all)),
  },
  {
    schema: z.set(z.bigint()),
    value: fc.uniqueArray(bigint, { minLength: 1, maxLength: 4 }).map((all) => new Set(all)),
  },
  {
    schema: z.set(z.date()),
    value: fc.uniqueArray(date, { minLength: 1, maxLength: 4, selector: Number }).map((all) => new Set(all)),
  },
  {
    schema: z.set(z.instanceof(Uint8Array)),
    value: fc.uniqueArray(bytes, { minLength: 1, maxLength: 4, selector: String }).map((all) => new Set(all)),
  },
]

const name = fc
  .string({ minLength: 1, maxLength: 6, unit: 'grapheme' })
  .filter((text) => !(text in Object.prototype))

interface Field {
  readonly case: SchemaCase
  readonly isOptional: boolean
}

function objectCase(fields: Readonly<Record<string, Field>>): SchemaCase {
  const shape: Record<string, z.ZodType> = {}
  const values: Record<string, fc.Arbitrary<unknown>> = {}
  const required: string[] = []
  for (const [key, { case: each, isOptional }] of Object.entries(fields)) {
    shape[key] = isOptional ? each.schema.optional() : each.schema
    values[key] = each.value
    if (!isOptional) required.push(key)
  }
  return {
    schema: z.object(shape),
    value: fc.record(values, { requiredKeys: required, noNullPrototype: true }),
  }
}

/** Schemas of values, nested to depth 3. */
const { object } = fc.letrec<{ node: SchemaCase; object: SchemaCase }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...scalars, ...sets),
    tie('node').map(({ schema, value }) => ({
      schema: z.array(schema),
      value: fc.array(value, { maxLength: 3 }),
    })),
    tie('node').map(({ schema, value }) => ({ schema: z.nullable(schema), value: fc.option(value) })),
    tie('node').map(({ schema, value }) => ({ schema: z.lazy(() => schema), value })),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => ({
      schema: z.tuple([left.schema], right.schema),
      value: fc
        .tuple(left.value, fc.array(right.value, { maxLength: 2 }))
        .map(([head, rest]) => [head, ...rest]),
    })),
    tie('node').map(({ schema, value }) => ({
      schema: z.record(z.string(), schema),
      value: fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true }),
    })),
    tie('node').map(({ schema, value }) => ({
      schema: z.map(z.bigint(), schema),
      value: fc
        .uniqueArray(fc.tuple(bigint, value), { maxLength: 3, selector: ([key]) => key })
        .map((all) => new Map(all)),
    })),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => ({
      schema: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('left'), value: left.schema }),
        z.object({ kind: z.literal(2), value: right.schema }),
      ]),
      value: fc.oneof(
        left.value.map((value) => ({ kind: 'left', value })),
        right.value.map((value) => ({ kind: 2, value })),
      ),
    })),
    tie('object'),
  ),
  object: fc
    .dictionary(name, fc.record({ case: tie('node'), isOptional: fc.boolean() }), { maxKeys: 5 })
    .map(objectCase),
}))

/** An object schema, as an entity has. */
export const objectSchemaCase: fc.Arbitrary<SchemaCase & { readonly schema: z.ZodObject }> = object.map(
  (each) => ({
    ...each,
    schema: each.schema as z.ZodObject,
  }),
)
