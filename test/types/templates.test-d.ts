import * as z from 'zod'
import { test } from 'vitest'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { shop } from './fixtures.js'

const schema = z.object({ a: z.string(), b: z.string(), c: z.string(), n: z.number().int() })
const key = { partitionKey: '{a}', sortKey: '{b}' } as const

test('templates name attributes of the schema', () => {
  defineEntity({ name: 'E', table: shop, schema, key })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key: { partitionKey: { template: 'A#{a}', casing: 'lower' }, sortKey: 'B' },
    access: { byC: { index: 'gsi1', partitionKey: 'C#{c}', sortKey: { template: '{n}', casing: 'upper' } } },
  })
  // @ts-expect-error -- x is no attribute, in the partition key
  defineEntity({ name: 'E', table: shop, schema, key: { partitionKey: 'A#{x}', sortKey: '{b}' } })
  // @ts-expect-error -- x is no attribute, in the sort key
  defineEntity({ name: 'E', table: shop, schema, key: { partitionKey: 'A#{a}', sortKey: '{b}#{x}' } })
  // @ts-expect-error -- x is no attribute, in a template with options
  defineEntity({ name: 'E', table: shop, schema, key: { partitionKey: { template: '{x}' }, sortKey: 'B' } })
  // @ts-expect-error -- a template is a text
  defineEntity({ name: 'E', table: shop, schema, key: { partitionKey: 7, sortKey: 'B' } })
  // @ts-expect-error -- a template has no such option
  defineEntity({ name: 'E', table: shop, schema, key: { partitionKey: { template: '{a}', case: 'lower' } } })
})

test('templates of access patterns name attributes, those that the library keeps included', () => {
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: { byChange: { index: 'gsi1', partitionKey: '{a}', sortKey: '{updatedAt}#{version}' } },
    version: 'version',
    timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      good: { index: 'gsi1', partitionKey: '{c}', sortKey: '{n}' },
      // @ts-expect-error -- x is no attribute
      bad: { index: 'keysOnly', partitionKey: '{x}', sortKey: '{n}' },
    },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- x is no attribute
      bad: { index: 'gsi1', partitionKey: '{c}', sortKey: { template: '{n}#{x}' } },
    },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- without timestamps there is no updatedAt
      byChange: { index: 'gsi1', partitionKey: '{a}', sortKey: '{updatedAt}' },
    },
  })
})

test('templates are literals, whose holes the compiler knows', () => {
  const lower = (template: string) => ({ template, casing: 'lower' as const })
  // @ts-expect-error -- a text that could be any
  defineEntity({ name: 'E', table: shop, schema, key: { partitionKey: lower('{a}'), sortKey: '{b}' } })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- a text that could be any
      bad: { index: 'gsi1', partitionKey: lower('{c}'), sortKey: '{n}' },
    },
  })
  const exact = <const TTemplate extends string>(template: TTemplate) =>
    ({ template, casing: 'lower' }) as const
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: { good: { index: 'gsi1', partitionKey: exact('{c}'), sortKey: '{n}' } },
  })
})

test('access patterns name indexes of the table', () => {
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- the table has no such index
      bad: { index: 'gsi9', partitionKey: '{c}', sortKey: '{n}' },
    },
  })
  defineEntity({
    name: 'E',
    table: defineTable({ name: 'plain', partitionKey: 'pk' }),
    schema,
    key: { partitionKey: '{a}' },
    access: {
      // @ts-expect-error -- the table has no index at all
      bad: { index: 'gsi1', partitionKey: '{c}', sortKey: '{n}' },
    },
  })
})

test('a wrong template leaves the rest of the entity usable', () => {
  const Broken = defineEntity({
    name: 'E',
    table: shop,
    schema,
    // @ts-expect-error -- x is no attribute
    key: { partitionKey: 'A#{x}', sortKey: '{b}' },
  })
  void Broken.parse({}).n.toFixed()
})

test('attributes, versions and derivations name attributes', () => {
  defineEntity({ name: 'E', table: shop, schema, key, attributes: { c: { storedName: 'x', hidden: true } } })
  // @ts-expect-error -- x is no attribute
  defineEntity({ name: 'E', table: shop, schema, key, attributes: { x: { hidden: true } } })
  // @ts-expect-error -- there is no such option
  defineEntity({ name: 'E', table: shop, schema, key, attributes: { c: { hiden: true } } })
  // @ts-expect-error -- an order that there is not
  defineEntity({ name: 'E', table: shop, schema, key, attributes: { c: { keyOrder: 'random' } } })
  // @ts-expect-error -- a version is a name
  defineEntity({ name: 'E', table: shop, schema, key, version: 1 })
  // @ts-expect-error -- there is no such timestamp
  defineEntity({ name: 'E', table: shop, schema, key, timestamps: { deletedAt: 'x' } })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    derived: { c: { from: ['a', 'n'], compute: ({ a, n }) => a.repeat(n) } },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    // @ts-expect-error -- x is no attribute to derive from
    derived: { c: { from: ['x'], compute: () => 'c' } },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    // @ts-expect-error -- x is no attribute to derive
    derived: { x: { from: ['a'], compute: () => 'c' } },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    // @ts-expect-error -- b is not among the sources
    derived: { c: { from: ['a'], compute: ({ b }) => b } },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    // @ts-expect-error -- c is a text
    derived: { c: { from: ['n'], compute: ({ n }) => n } },
  })
})

test('a definition has no other properties', () => {
  // @ts-expect-error -- misspelt
  defineEntity({ name: 'E', table: shop, schema, key, acces: {} })
  // @ts-expect-error -- a table has indexes of known kinds
  defineTable({ name: 't', partitionKey: 'pk', indexes: { one: { local: true } } })
  defineTable({
    name: 't',
    partitionKey: 'pk',
    // @ts-expect-error -- a local index has the table's partition key
    indexes: { one: { local: true, partitionKey: 'x', sortKey: 'y' } },
  })
  // @ts-expect-error -- key attributes are S, N or B
  defineTable({ name: 't', partitionKey: { name: 'pk', type: 'BOOL' } })
  // @ts-expect-error -- an entity is of a table made by defineTable
  defineEntity({ name: 'E', table: { name: 'shop' }, schema, key })
  // @ts-expect-error -- a schema is an object schema
  defineEntity({ name: 'E', table: shop, schema: z.string(), key: { partitionKey: 'A', sortKey: 'B' } })
  // @ts-expect-error -- a table with a sort key needs one
  defineEntity({ name: 'E', table: shop, schema, key: { partitionKey: '{a}' } })
})

test('access patterns give the keys of their index, no more and no less', () => {
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- gsi1 has a sort key
      bad: { index: 'gsi1', partitionKey: '{c}' },
    },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- gsi1 has a partition key
      bad: { index: 'gsi1', sortKey: '{c}' },
    },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- the partition key of a local index is the table's
      bad: { index: 'lsi1', partitionKey: '{c}', sortKey: '{n}' },
    },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- the key of a native index is made of attributes
      bad: { index: 'byRegion', partitionKey: '{c}', sortKey: '{n}' },
    },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- the schema lacks attributes of the native index
      bad: { index: 'byRegion' },
    },
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    access: {
      // @ts-expect-error -- misspelt
      bad: { index: 'gsi1', partitionKey: '{c}', sortKeys: '{n}' },
    },
  })
})

test('storage of members below attributes names members that are there', () => {
  const nested = z.object({
    a: z.string(),
    b: z.string(),
    at: z.object({ x: z.date(), y: z.string().optional() }).optional(),
    list: z.array(z.object({ p: z.object({ q: z.string() }) })),
    byName: z.record(z.string(), z.object({ t: z.string() })),
    either: z.union([z.object({ l: z.string() }), z.object({ r: z.string() })]),
  })
  defineEntity({
    name: 'E',
    table: shop,
    schema: nested,
    key,
    attributes: {
      'at.x': { storedName: 'X', store: 'epoch-seconds' },
      'list.p.q': { storedName: 'Q' },
      'byName.t': { storedName: 'T' },
      'either.r': { storedName: 'R' },
    },
  })
  // @ts-expect-error -- z is no member of at
  defineEntity({ name: 'E', table: shop, schema: nested, key, attributes: { 'at.z': { storedName: 'Z' } } })
  // @ts-expect-error -- nothing is below a text
  defineEntity({ name: 'E', table: shop, schema: nested, key, attributes: { 'a.z': { storedName: 'Z' } } })
  // @ts-expect-error -- what is hidden is hidden whole
  defineEntity({ name: 'E', table: shop, schema: nested, key, attributes: { 'at.x': { hidden: true } } })
})

test('what fills a key is neither a collection nor absent', () => {
  const kinds = z.object({
    a: z.string(),
    n: z.number().int(),
    list: z.array(z.string()),
    map: z.object({ b: z.string() }),
    set: z.set(z.string()),
    record: z.record(z.string(), z.string()),
    maybe: z.string().optional(),
    empty: z.string().nullable(),
  })
  const by = { name: 'E', table: shop, schema: kinds } as const
  defineEntity({ ...by, key: { partitionKey: '{a}', sortKey: '{n}' } })
  defineEntity({
    ...by,
    key: { partitionKey: '{a}', sortKey: '{n}' },
    access: { byMaybe: { index: 'gsi1', partitionKey: '{maybe}', sortKey: '{n}' } },
  })
  // @ts-expect-error -- a list
  defineEntity({ ...by, key: { partitionKey: '{list}', sortKey: '{n}' } })
  // @ts-expect-error -- a map
  defineEntity({ ...by, key: { partitionKey: '{a}', sortKey: 'B#{map}' } })
  // @ts-expect-error -- absent in some items
  defineEntity({ ...by, key: { partitionKey: '{a}', sortKey: '{maybe}' } })
  // @ts-expect-error -- null in some items
  defineEntity({ ...by, key: { partitionKey: '{empty}', sortKey: '{n}' } })
  defineEntity({
    ...by,
    key: { partitionKey: '{a}', sortKey: '{n}' },
    // @ts-expect-error -- a set
    access: { bySet: { index: 'gsi1', partitionKey: '{set}', sortKey: '{n}' } },
  })
  defineEntity({
    ...by,
    key: { partitionKey: '{a}', sortKey: '{n}' },
    // @ts-expect-error -- a record
    unique: { record: { partitionKey: 'U#{record}', sortKey: 'U' } },
  })
})

test('what the library keeps is not in the schema', () => {
  const by = { name: 'E', table: shop, schema, key } as const
  defineEntity({ ...by, version: 'v', softDelete: 'd', timestamps: { createdAt: 'x', updatedAt: 'y' } })
  // @ts-expect-error -- an attribute of the schema
  defineEntity({ ...by, version: 'n' })
  // @ts-expect-error -- an attribute of the schema
  defineEntity({ ...by, softDelete: 'c' })
  // @ts-expect-error -- an attribute of the schema
  defineEntity({ ...by, timestamps: { createdAt: 'c' } })
  // @ts-expect-error -- an attribute of the schema
  defineEntity({ ...by, timestamps: { updatedAt: 'c' } })
})

test('no access pattern is called as that of the primary key', () => {
  defineEntity({
    name: 'E',
    table: shop,
    schema,
    key,
    // @ts-expect-error -- its name is taken
    access: { primary: { index: 'gsi1', partitionKey: '{c}' } },
  })
})

test('no repository is called as what a database has', () => {
  const E = defineEntity({ name: 'E', table: shop, schema, key })
  createDatabase({ backend: memory(), entities: { transactions: E } })
  // @ts-expect-error -- its name is taken
  createDatabase({ backend: memory(), entities: { transact: E } })
  // @ts-expect-error -- its name is taken
  createDatabase({ backend: memory(), entities: { createTables: E } })
  // @ts-expect-error -- its name is taken
  createDatabase({ backend: memory(), entities: { collections: E } })
})
