import { defineEntity, defineTable } from 'monotable'
import { factory, testDatabase } from 'monotable/testing'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'

const table = defineTable({ name: 'things', partitionKey: 'pk' })

interface Tree {
  name: string
  children: Tree[]
}
const tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), children: z.array(tree) }))
const linked = z.object({
  name: z.string(),
  get next() {
    return z.nullable(linked)
  },
})
const epoch = z.codec(z.number().int(), z.date(), {
  decode: (seconds) => new Date(seconds * 1000),
  encode: (date) => Math.floor(date.getTime() / 1000),
})

/** Every kind of schema that an entity admits. */
const kinds: Readonly<Record<string, z.ZodType>> = {
  string: z.string(),
  'bounded string': z.string().min(20).max(22),
  'short string': z.string().max(3),
  'exact string': z.string().length(7),
  'string with affixes': z.string().startsWith('a-').endsWith('-z').includes('mid').min(12),
  'upper case': z.string().uppercase(),
  'trimmed string': z.string().trim().toLowerCase(),
  pattern: z.string().regex(/^[A-Z]{3}-\d{4}(?:-[a-f0-9]{2,})?$/),
  'pattern with bounds': z.string().regex(/^\w+$/).min(4).max(6),
  'pattern with alternatives': z.string().regex(/^(?:one|two|(?:three|four)[^0-9]+)\.\u0041$/i),
  email: z.email(),
  url: z.url(),
  'http url': z.httpUrl(),
  uuid: z.uuid(),
  'uuid v7': z.uuidv7(),
  guid: z.guid(),
  cuid: z.cuid(),
  cuid2: z.cuid2(),
  ulid: z.ulid(),
  nanoid: z.nanoid(),
  xid: z.xid(),
  ksuid: z.ksuid(),
  'ip v4': z.ipv4(),
  'ip v6': z.ipv6(),
  'cidr v4': z.cidrv4(),
  'cidr v6': z.cidrv6(),
  mac: z.mac(),
  base64: z.base64(),
  base64url: z.base64url(),
  hex: z.hex(),
  hash: z.hash('sha256'),
  hostname: z.hostname(),
  e164: z.e164(),
  emoji: z.emoji(),
  jwt: z.jwt(),
  'iso datetime': z.iso.datetime(),
  'iso datetime in seconds': z.iso.datetime({ precision: 0 }),
  'iso date': z.iso.date(),
  'iso time': z.iso.time(),
  'iso duration': z.iso.duration(),
  'template literal': z.templateLiteral(['order-', z.number().int(), z.enum(['-a', '-b'])]),
  number: z.number(),
  'bounded number': z.number().gt(0).lt(0.5),
  integer: z.number().int().min(-5).max(-2),
  int32: z.int32(),
  multiple: z.number().multipleOf(5).min(12),
  'negative number': z.number().negative(),
  bigint: z.bigint(),
  'bounded bigint': z.bigint().min(10n).max(12n),
  'multiple bigint': z.bigint().multipleOf(7n).min(10n),
  boolean: z.boolean(),
  null: z.null(),
  date: z.date(),
  'bounded date': z.date().min(new Date('2030-01-01')).max(new Date('2031-01-01')),
  bytes: z.instanceof(Uint8Array),
  'bytes of a length': z.instanceof(Uint8Array).refine((bytes) => bytes.length === 32),
  enum: z.enum(['a', 'b']),
  literal: z.literal(['x', 1, true]),
  list: z.array(z.string()),
  'list with bounds': z.array(z.number()).min(3),
  'empty list': z.array(z.string()).max(0),
  tuple: z.tuple([z.string(), z.number()]),
  'string set': z.set(z.string()),
  'set with a size': z.set(z.number()).min(4),
  'set of an enum': z.set(z.enum(['a', 'b', 'c'])).size(3),
  'binary set': z.set(z.instanceof(Uint8Array)),
  object: z.object({ street: z.string(), zip: z.string().optional() }),
  'strict object': z.strictObject({ a: z.object({ b: z.array(z.date()) }) }),
  record: z.record(z.string(), z.number()),
  'record of an enum': z.record(z.enum(['a', 'b']), z.boolean()),
  map: z.map(z.string(), z.object({ n: z.number() })),
  union: z.union([z.string(), z.number()]),
  'discriminated union': z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('card'), number: z.string() }),
    z.object({ kind: z.literal('cash'), cents: z.number().int() }),
  ]),
  intersection: z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() })),
  nullable: z.string().nullable(),
  optional: z.string().optional(),
  default: z.string().default('none'),
  prefault: z.string().prefault('none'),
  catch: z.string().catch('none'),
  readonly: z.array(z.string()).readonly(),
  nonoptional: z.string().optional().nonoptional(),
  transform: z.string().transform((text) => text.length),
  preprocess: z.preprocess((value) => value, z.string()),
  'pipe of a transform': z
    .string()
    .transform((text) => text.length)
    .pipe(z.number()),
  codec: epoch,
  stringbool: z.stringbool(),
  unknown: z.unknown(),
  any: z.any(),
  lazy: tree,
  'object that names itself': linked,
  branded: z.string().brand<'Id'>(),
}

describe('a value', () => {
  it.each(Object.entries(kinds))('is made of each kind, stored, and read as it was: %s', async (_, value) => {
    const Thing = defineEntity({
      name: 'Thing',
      table,
      schema: z.object({ thingId: z.string(), value }),
      key: { partitionKey: '{thingId}' },
    })
    await using db = await testDatabase({ entities: { things: Thing } }, { backend: 'memory' })
    for (const thing of factory(Thing).makeMany(10)) {
      const stored = await db.things.create(thing)
      expect(await db.things.get({ thingId: thing.thingId })).toEqual(stored)
    }
  })

  it('of a set or list is as many as the schema asks for, and of a set all differ', () => {
    const Thing = defineEntity({
      name: 'Thing',
      table,
      schema: z.object({
        thingId: z.string(),
        list: z.array(z.string()).min(3),
        set: z.set(z.uuid()).min(4),
      }),
      key: { partitionKey: '{thingId}' },
    })
    const { list, set } = factory(Thing).make()
    expect(list).toHaveLength(3)
    expect(set.size).toBe(4)
  })
})
