import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compileEntityModel, defineTable } from '../../src/schema/index.js'
import type { AccessPatternDefinition } from '../../src/schema/index.js'
import { modelOf, refusalOf, schema, tableOf } from './definitions.js'
import { refused, told } from './refused.js'

const key = { partitionKey: 'TENANT#{tenant}', sortKey: 'ORDER#{id}' }
const access = (pattern: AccessPatternDefinition) => ({ access: { byIt: pattern } })

describe('the primary key', () => {
  it('lists its attributes from the left', () => {
    const { primary } = modelOf({ key: { ...key, sortKey: 'ORDER#{at}#{id}' } })
    expect(primary).toMatchObject({
      name: 'primary',
      index: undefined,
      isGlobal: false,
      partitionHoles: ['tenant'],
      sortHoles: ['at', 'id'],
      projectsAll: true,
    })
  })

  it.each([
    ['optional', 'nick'],
    ['nullable', 'maybe'],
  ])('refuses an %s attribute', (_what, name) => {
    const { code, message } = refusalOf({ key: { ...key, sortKey: `ORDER#{${name}}` } })
    expect(code).toBe('schema.access-pattern')
    expect(message).toBe(
      `Entity Order, primary key: ${name} is optional, and every item needs its primary key: make it required`,
    )
  })

  it('refuses a sortKey on a table without one', () => {
    const { code, message } = refusalOf({ table: defineTable({ name: 'shop', partitionKey: 'pk' }) })
    expect(code).toBe('schema.access-pattern')
    expect(message).toBe('Entity Order, primary key: table shop has no sort key: leave sortKey out')
  })

  it('refuses a missing sortKey on a table that has one', () => {
    const { code, message } = refusalOf({ key: { partitionKey: 'A#{id}' } })
    expect(code).toBe('schema.key')
    expect(message).toBe('Entity Order, primary key: no attribute is stored as sk: give a template for it')
  })
})

describe('access patterns', () => {
  it.each<[string, AccessPatternDefinition, string]>([
    [
      'an unknown index',
      { index: 'gsi9' },
      'table shop has no index gsi9; it has gsi1, gsi2, native, counted, reverse, narrow, lsi1',
    ],
    ['a name of every object as index', { index: 'constructor' }, 'table shop has no index constructor'],
    [
      'partitionKey on a local index',
      { index: 'lsi1', partitionKey: '{id}', sortKey: '{nick}' },
      'local index lsi1 has the partition key of the table: leave partitionKey out',
    ],
    [
      'a template on a native key',
      { index: 'native', sortKey: '{at}#{id}' },
      'the key has 2 attributes of its own: leave the template out',
    ],
    [
      'a sortKey on an index without one',
      { index: 'gsi2', partitionKey: '{nick}', sortKey: '{id}' },
      'the index has no sort key: leave sortKey out',
    ],
  ])('refuse %s', (_what, pattern, text) => {
    expect(told(refusalOf(access(pattern)))).toContain(
      `schema.access-pattern: Entity Order, access pattern byIt: ${text}`,
    )
  })

  it('refuse two of one entity on one index', () => {
    const pattern = { index: 'gsi2', partitionKey: '{nick}' }
    const { code, message } = refusalOf({ access: { byNick: pattern, again: pattern } })
    expect(code).toBe('schema.access-pattern')
    expect(message).toBe(
      'Entity Order, access pattern again: index gsi2 serves access pattern byNick already: an item stands in an index once',
    )
  })

  it('refuse the name primary', () => {
    expect(refusalOf({ access: { primary: { index: 'gsi2', partitionKey: '{nick}' } } }).message).toContain(
      'primary is the name of the primary key: choose another',
    )
  })

  it('refuse a template that names no attribute, with what there is', () => {
    const error = refusalOf(access({ index: 'gsi2', partitionKey: 'NICK#{nock}' }))
    expect(error.code).toBe('keys.unknown-hole')
    expect(error.message).toContain('Entity Order, access pattern byIt: ')
    expect(error.message).toContain('{nock}')
    expect(error.message).toContain('it has tenant, id, region')
    expect(error.details).toMatchObject({ entity: 'Order', place: 'access pattern byIt', hole: 'nock' })
  })

  it('refuse a malformed template in the same way', () => {
    const error = refusalOf(access({ index: 'gsi2', partitionKey: 'NICK#{nick' }))
    expect(error.code).toBe('keys.malformed-template')
    expect(error.message).toContain('Entity Order, access pattern byIt: ')
  })

  it('know what their index holds', () => {
    const { patterns } = modelOf({
      access: {
        narrow: { index: 'narrow', partitionKey: '{nick}' },
        all: { index: 'gsi1', partitionKey: '{nick}', sortKey: '{at}' },
        local: { index: 'lsi1', sortKey: '{nick}' },
      },
    })
    const [narrow, all, local] = patterns
    expect(narrow).toMatchObject({ isGlobal: true, projectsAll: false })
    expect(['gsi4pk', 'pk', 'sk', 'nick'].map((name) => narrow?.projects(name))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect(all?.projects('anything')).toBe(true)
    expect(local).toMatchObject({ isGlobal: false, partitionHoles: ['tenant'], sortHoles: ['nick'] })
  })

  it('are made of the attributes themselves on a native index', () => {
    const [pattern] = modelOf({ access: { byRegion: { index: 'native' } } }).patterns
    expect(pattern?.partition.map(({ kind, name, type }) => [kind, name, type])).toEqual([
      ['own', 'tenant', 'S'],
      ['own', 'region', 'S'],
    ])
    expect(pattern?.sortHoles).toEqual(['at', 'id'])
  })
})

describe('a template that changes the case of what it holds', () => {
  const lower = (template: string) => ({ template, casing: 'lower' as const })

  it('is refused where the index does not project that, since the key does not tell it', () => {
    const error = refusalOf(access({ index: 'narrow', partitionKey: lower('NICK#{nick}') }))
    expect(error.code).toBe('schema.access-pattern')
    expect(error.message).toBe(
      "Entity Order, access pattern byIt: index narrow does not project nick, and its template says casing: 'lower', so that the key does not tell nick: project it",
    )
  })

  it('is taken where another key tells it, the index projects it, or it has no case', () => {
    for (const pattern of [
      { index: 'narrow', partitionKey: lower('ID#{id}') },
      { index: 'narrow', partitionKey: lower('COUNT#{count}#{status}#{at}') },
      { index: 'gsi2', partitionKey: lower('NICK#{nick}') },
    ])
      expect(() => modelOf(access(pattern))).not.toThrow()
  })
})

describe('key attributes that several keys share', () => {
  const reverse = { index: 'reverse', partitionKey: 'ORDER#{id}', sortKey: 'TENANT#{tenant}' }

  it('are one, with the order of a sort key where they are one', () => {
    const model = modelOf(access(reverse))
    const [pattern] = model.patterns
    expect(pattern?.partition[0]).toBe(model.primary.sort[0])
    expect(pattern?.sort[0]).toBe(model.primary.partition[0])
    expect(pattern?.sort[0]).toMatchObject({ kind: 'template', template: { role: 'sort' } })
  })

  it('keep numbers in order, although the table needs none', () => {
    const { primary } = modelOf({ key: { ...key, partitionKey: 'COUNT#{count}' } })
    const [partition] = primary.partition
    if (partition?.kind !== 'template') throw new Error('expected a template')
    const keys = [-20, -3, 0, 4, 100].map((count) => partition.template.format({ count }))
    expect(keys.toSorted()).toEqual(keys)
  })

  it.each([
    ['another template', { ...reverse, partitionKey: 'O#{id}' }, "'ORDER#{id}' for the primary key already"],
    [
      'another casing',
      { ...reverse, partitionKey: { template: 'ORDER#{id}', casing: 'lower' as const } },
      'write the same template',
    ],
  ])('refuse %s', (_what, pattern, text) => {
    const error = refusalOf(access(pattern))
    expect(error.code).toBe('schema.access-pattern')
    expect(error.message).toContain('Entity Order, access pattern byIt: key attribute sk is filled by')
    expect(error.message).toContain(text)
  })

  it('refuse a native index that needs a filled key attribute', () => {
    const table = tableOf({ indexes: { mixed: { partitionKey: ['tenant', 'pk'] } } })
    expect(refusalOf({ table, ...access({ index: 'mixed' }) }).message).toContain(
      'an index of several attributes needs attributes of the schema',
    )
  })
})

describe('an index whose key attribute is an attribute of the schema', () => {
  const table = tableOf({
    indexes: {
      byStatus: { partitionKey: 'status', sortKey: 'at' },
      byCount: { partitionKey: { name: 'count', type: 'N' } },
    },
  })

  it('needs no template, and takes one that says the same', () => {
    for (const pattern of [
      { index: 'byStatus' },
      { index: 'byStatus', partitionKey: '{status}', sortKey: '{at}' },
    ]) {
      const [model] = modelOf({ table, ...access(pattern) }).patterns
      expect(model?.partition[0]).toMatchObject({ kind: 'own', name: 'status', holes: ['status'] })
      expect(model?.sort[0]).toMatchObject({ kind: 'own', name: 'at', type: 'S' })
    }
  })

  it('refuses another template, since the attribute is stored there', () => {
    expect(
      told(refusalOf({ table, ...access({ index: 'byStatus', partitionKey: 'S#{status}' }) })),
    ).toContain(
      "schema.key: Entity Order, access pattern byIt: key attribute status is also where status is stored: write '{status}', or give status another storedName",
    )
  })

  it('refuses an attribute that can be null, which DynamoDB refuses in a key', () => {
    const nullable = schema.extend({ status: z.string().nullable() })
    const error = refused(() =>
      compileEntityModel({
        name: 'Order',
        table,
        schema: nullable,
        key,
        access: { by: { index: 'byStatus' } },
      }),
    )
    expect(error.code).toBe('schema.key')
    expect(error.message).toContain('status can be null')
  })
})

describe('an index without an access pattern', () => {
  const table = defineTable({
    name: 'shop',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: {
      gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
      native: { partitionKey: ['tenant', 'region'], sortKey: ['at'] },
      reverse: { partitionKey: 'sk', sortKey: 'pk' },
      lsi1: { local: true, sortKey: 'rank' },
    },
  })
  const stray = (change: object, name: string) =>
    modelOf({ table, ...change }).strays.find(({ index }) => index === name)

  it('holds items that have all of its key attributes all the same', () => {
    expect(stray({}, 'native')).toMatchObject({
      isWhole: true,
      partition: [{ kind: 'own', name: 'tenant', type: 'S' }, { name: 'region' }],
      sort: [{ name: 'at', type: 'S' }],
    })
    expect(stray({}, 'reverse')).toMatchObject({
      isWhole: true,
      partition: [{ kind: 'template', name: 'sk' }],
    })
    expect(stray({}, 'gsi1')).toMatchObject({ isWhole: false, partition: [], sort: [] })
    expect(stray({}, 'lsi1')).toMatchObject({ isWhole: false, partition: [{ name: 'pk' }], sort: [] })
    expect(stray({ schema: schema.extend({ rank: z.string() }) }, 'lsi1')).toMatchObject({ isWhole: true })
  })

  it('is none where there is one', () => {
    expect(stray({ access: { byRegion: { index: 'native' } } }, 'native')).toBeUndefined()
  })

  it.each([
    ['a version', { version: 'gsi1pk' }, 'gsi1', 'gsi1pk has type S, but gsi1pk is stored as N'],
    ['a number', { schema: schema.extend({ gsi1sk: z.number() }) }, 'gsi1', 'gsi1sk is stored as N'],
    ['a list', { schema: schema.extend({ rank: z.array(z.string()) }) }, 'lsi1', 'rank is stored as list'],
    ['null', { schema: schema.extend({ region: z.string().nullable() }) }, 'native', 'region can be null'],
  ])(
    'refuses %s under the name of its key attribute, which no write would pass',
    (_what, change, index, text) => {
      const { code, message } = refusalOf({ table, ...change })
      expect(code).toBe('schema.key')
      expect(message).toContain(`Entity Order, index ${index}: `)
      expect(message).toContain(text)
      expect(message).toMatch(/another storedName$/)
    },
  )
})
