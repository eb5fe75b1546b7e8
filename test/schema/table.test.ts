import { describe, expect, it } from 'vitest'
import type { IndexDefinition, TableDefinition } from '../../src/schema/index.js'
import { defineTable, keyAttributes } from '../../src/schema/index.js'
import { refused, told } from './refused.js'

const plain: TableDefinition = { name: 'shop', partitionKey: 'pk', sortKey: 'sk' }

const problem = (change: object): string => told(refused(() => defineTable({ ...plain, ...change })))
const ofIndex = (index: object, name = 'gsi1'): string => problem({ indexes: { [name]: index } })

const many = (count: number, index: (number: number) => IndexDefinition): Record<string, IndexDefinition> =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [`index${number}`, index(number)]))

describe('defineTable', () => {
  it('keeps the definition and its name', () => {
    const table = defineTable({ name: 'shop', partitionKey: 'pk' })
    expect(table).toEqual({ name: 'shop', definition: { name: 'shop', partitionKey: 'pk' } })
    expect(Object.isFrozen(table)).toBe(true)
  })

  it.each([
    ['', 'needs a name'],
    ['ab', '3 to 255 characters'],
    ['a'.repeat(256), '3 to 255 characters'],
    ['my table', "'_', '-' and '.'"],
  ])('refuses the name %j', (name, text) => {
    expect(problem({ name })).toContain(text)
    expect(problem({ name })).toMatch(/^schema\.table: /)
  })

  it.each<[string, object, string]>([
    [
      'a misspelt member',
      { sortkey: 'sk' },
      'sortkey means nothing here (did you mean sortKey?); it has name, ',
    ],
    [
      'an unknown member',
      { billing: 'on-demand' },
      'billing means nothing here; it has name, partitionKey, ',
    ],
    [
      'a misspelt member of an index',
      { indexes: { gsi1: { partitionKey: 'a', projections: 'keys-only' } } },
      'index gsi1: projections means nothing here (did you mean projection?); it has local, ',
    ],
    ['no partition key', { partitionKey: undefined }, 'give it a partitionKey'],
    ['a partition key of several', { partitionKey: ['a', 'b'] }, 'one attribute'],
    ['a key attribute twice', { sortKey: 'pk' }, 'attribute pk stands in it twice'],
    ['a key attribute without a name', { sortKey: '' }, 'needs a name'],
    ['a key type that is none', { sortKey: { name: 'sk', type: 'BOOL' } }, 'type S, N or B, not BOOL'],
    ['a long name', { sortKey: 'é'.repeat(128) }, 'at most 255 bytes'],
    ['an empty time to live', { timeToLive: '' }, 'timeToLive needs the name'],
    ['a time to live that is none', { timeToLive: 5 }, 'timeToLive needs the name'],
    [
      'a time to live that is a key',
      { timeToLive: 'pk' },
      'pk is a key attribute of the table, and its time',
    ],
    [
      'one attribute for both',
      { timeToLive: '_entity' },
      'where an item names its entity: give each its own',
    ],
    ['an empty entity attribute', { entityAttribute: '' }, 'false stands for none'],
    ['an entity attribute that is a key', { entityAttribute: 'sk' }, 'sk is a key attribute and where'],
  ])('refuses %s', (_what, change, text) => {
    expect(problem(change)).toContain(`schema.table: Table shop: `)
    expect(problem(change)).toContain(text)
  })

  it.each([undefined, null, 'shop'])('refuses %j, which is no definition', (definition) => {
    const { code, message } = refused(() => defineTable(definition as never))
    expect(code).toBe('schema.table')
    expect(message).toContain('give a definition')
  })

  it('refuses the default entity attribute as a key of an index', () => {
    expect(ofIndex({ partitionKey: '_entity' })).toContain('_entity is a key attribute')
  })

  it('refuses an attribute of two types', () => {
    const indexes = { gsi1: { partitionKey: { name: 'sk', type: 'N' } } }
    expect(problem({ indexes })).toContain('key attribute sk has type S in one key and N in another')
  })
})

describe('the indexes of a table', () => {
  it.each<[string, object, string]>([
    ['no partition attribute', { partitionKey: [] }, '1 to 4 attributes'],
    ['five partition attributes', { partitionKey: ['a', 'b', 'c', 'd', 'e'] }, '1 to 4 attributes'],
    [
      'five sort attributes',
      { partitionKey: 'a', sortKey: ['b', 'c', 'd', 'e', 'f'] },
      'at most 4 attributes',
    ],
    ['an attribute twice', { partitionKey: ['a', 'b'], sortKey: 'b' }, 'attribute b stands in it twice'],
    ['an unknown projection', { partitionKey: 'a', projection: 'ALL' }, "'all', 'keys-only' or a list"],
    ['an empty projection', { partitionKey: 'a', projection: [] }, "'all', 'keys-only' or a list"],
    ['a repeated projection', { partitionKey: 'a', projection: ['x', 'x'] }, 'names an attribute twice'],
    ['a local one of two attributes', { local: true, sortKey: ['a', 'b'] }, 'local index is one attribute'],
    ['a local one without sort key', { local: true }, 'local index is one attribute'],
    ['a local one by the partition key', { local: true, sortKey: 'pk' }, 'pk stands in it twice'],
    [
      'a local one with a partition key',
      { local: true, partitionKey: 'a', sortKey: 'b' },
      'leave partitionKey',
    ],
  ])('refuse %s', (_what, index, text) => {
    expect(ofIndex(index)).toContain('schema.table: Table shop: index gsi1: ')
    expect(ofIndex(index)).toContain(text)
  })

  it('refuse a name that is too short, and one with other characters', () => {
    expect(ofIndex({ partitionKey: 'a' }, 'g1')).toContain('index g1 needs a name of 3 to 255 characters')
    expect(ofIndex({ partitionKey: 'a' }, 'by status')).toContain('index by status needs a name')
  })

  it('refuse a local index on a table without a sort key', () => {
    expect(problem({ sortKey: undefined, indexes: { lsi1: { local: true, sortKey: 'a' } } })).toContain(
      'a local index needs a table with a sort key',
    )
  })

  it('are at most 20 global and 5 local ones', () => {
    const global = (number: number): IndexDefinition => ({ partitionKey: `g${number}` })
    const local = (number: number): IndexDefinition => ({ local: true, sortKey: `l${number}` })
    expect(() => defineTable({ ...plain, indexes: many(20, global) })).not.toThrow()
    expect(() => defineTable({ ...plain, indexes: many(5, local) })).not.toThrow()
    expect(problem({ indexes: many(21, global) })).toContain('it has 21 global indexes, DynamoDB allows 20')
    expect(problem({ indexes: many(6, local) })).toContain('it has 6 local indexes, DynamoDB allows 5')
  })

  it('project at most 100 named attributes together', () => {
    const names = Array.from({ length: 51 }, (_, number) => `a${number}`)
    const indexes = many(2, (number) => ({ partitionKey: `g${number}`, projection: names }))
    expect(problem({ indexes })).toContain('name 102 attributes, DynamoDB allows 100')
  })

  it('take up to four attributes in each part of a native key', () => {
    const index = { partitionKey: ['a', 'b', 'c', 'd'], sortKey: ['e', 'f', 'g', 'h'] }
    expect(() => defineTable({ ...plain, indexes: { native: index } })).not.toThrow()
  })
})

describe('keyAttributes', () => {
  it('gives a single name the type S, and leaves that of a native key to the entities', () => {
    expect(keyAttributes('pk')).toEqual([{ name: 'pk', type: 'S' }])
    expect(keyAttributes(['a', { name: 'b', type: 'N' }])).toEqual([
      { name: 'a', type: undefined },
      { name: 'b', type: 'N' },
    ])
    expect(keyAttributes(undefined)).toEqual([])
  })
})
