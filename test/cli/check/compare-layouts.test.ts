import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compareLayouts } from '../../../src/cli/check/compare-layouts.js'
import { layoutOf } from '../../../src/cli/check/layout-of.js'
import { lockProblem } from '../../../src/cli/check/lock-schema.js'
import type { Layout } from '../../../src/cli/check/layout.types.js'
import { compiledEntity, defineEntity } from '../../../src/marshalling/index.js'
import type { AnyEntity, Table } from '../../../src/schema/index.js'
import { defineTable } from '../../../src/schema/index.js'

// What the compiler knows of definitions is of no interest here: tests change them member by member.
const define = defineEntity as unknown as (definition: object) => AnyEntity
const table = (more: object = {}) =>
  defineTable({
    name: 'shop',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: { gsi1: gsi },
    ...more,
  })
const gsi = { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' }

const shape = {
  id: z.string(),
  status: z.enum(['a', 'b']),
  rank: z.int().min(0).max(99),
  note: z.string().optional(),
  count: z.int(),
}
const key = { partitionKey: 'C#{id}', sortKey: 'O#{rank}' }
const byStatus = { index: 'gsi1', partitionKey: 'S#{status}', sortKey: '{rank}' }

function order(more: object = {}, of: Table = table()): AnyEntity {
  return define({ name: 'Order', table: of, schema: z.object(shape), key, access: { byStatus }, ...more })
}

const schemaOf = (changed: object) => ({ schema: z.object({ ...shape, ...changed }) })

function layout(...entities: readonly AnyEntity[]): Layout {
  return layoutOf({
    file: 'schema.ts',
    entities: Object.fromEntries(entities.map((entity) => [entity.name.toLowerCase(), entity])),
    exportNames: {},
    exportsEntities: true,
    collections: undefined,
    tables: [...new Set(entities.map((entity) => compiledEntity(entity).model.table))],
  })
}

/** The kinds of changes between two layouts, as a lock file keeps the first. */
function kinds(before: Layout, after: Layout): readonly string[] {
  const stored: unknown = JSON.parse(JSON.stringify(before))
  expect(lockProblem(stored)).toBeUndefined()
  return compareLayouts(stored as Layout, after).map(({ kind, place, way }) => {
    expect(way === undefined).toBe(kind === 'safe')
    return `${kind} ${place.replace(/^table shop,? ?(entity Order)?,? ?/, '')}`.trim()
  })
}

const before = layout(order())
const withTable = (more: object) => layout(order({}, table(more)))
const withIndexes = (indexes: object) => withTable({ indexes: { gsi1: gsi, ...indexes } })

describe('changes of a table', () => {
  it('finds none where there is none', () => {
    expect(kinds(before, layout(order()))).toEqual([])
  })

  it.each([
    ['the primary key has another name', { sortKey: 'sort' }, ['forbidden', 'orphans primary key']],
    ['a stream is new', { stream: 'keys-only' }, ['safe stream']],
    ['an expiry is new', { timeToLive: 'ttl' }, ['safe time to live']],
    ['items name their entity elsewhere', { entityAttribute: 'type' }, ['misreads']],
    [
      'an index of no entity is new',
      { indexes: { gsi1: gsi, gsi2: { partitionKey: 'a' } } },
      ['safe index gsi2'],
    ],
  ])('%s', (_, more, expected) => {
    expect(kinds(before, withTable(more))).toEqual(expected)
  })

  it('lets global indexes come and go, and local ones only with their table', () => {
    const global = withIndexes({
      other: { partitionKey: 'status', sortKey: 'id', projection: 'keys-only' },
    })
    expect(kinds(before, global)).toEqual(['safe index other'])
    expect(kinds(global, before)).toEqual(['safe index other'])
    const local = withIndexes({ local: { local: true, sortKey: 'note' } })
    expect(kinds(before, local)).toEqual(['forbidden index local'])
    expect(kinds(local, before)).toEqual(['forbidden index local'])
  })

  it.each([
    ['key', { partitionKey: 'status', sortKey: 'id' }],
    ['projection', { partitionKey: 'status', projection: ['note'] }],
    ['kind', { local: true, sortKey: 'status' }],
  ])('knows that DynamoDB changes no index: %s', (_, changed) => {
    const known = withIndexes({ other: { partitionKey: 'status' } })
    expect(kinds(known, withIndexes({ other: changed }))).toEqual(['forbidden index other'])
  })

  it('does not let go of expiry, and changes no stream', () => {
    const known = withTable({ timeToLive: 'ttl', stream: 'keys-only' })
    expect(kinds(known, withTable({ stream: 'new-image' }))).toEqual([
      'misreads time to live',
      'forbidden stream',
    ])
    expect(kinds(known, withTable({ timeToLive: 'ttl' }))).toEqual(['safe stream'])
  })

  it('misses a table that is gone', () => {
    const other = layout(order({}, defineTable({ ...table().definition, name: 'store' })))
    expect(kinds(before, other)).toEqual(['safe table store', 'orphans'])
  })
})

describe('changes of an entity', () => {
  const changed = (more: object) => kinds(before, layout(order(more)))

  it.each<[string, object, readonly string[]]>([
    ['another literal', { key: { ...key, sortKey: 'P#{rank}' } }, ['orphans primary key']],
    ['another hole', { key: { ...key, sortKey: 'O#{count}' } }, ['orphans primary key']],
    [
      'other escaping',
      { key: { ...key, partitionKey: { template: 'C#{id}', delimiters: 'reject' } } },
      ['orphans primary key'],
    ],
    [
      'another casing',
      { key: { ...key, partitionKey: { template: 'C#{id}', casing: 'lower' } } },
      ['orphans primary key'],
    ],
    ['another entity value', { entityValue: 'O' }, ['misreads']],
    ['no access pattern', { access: {} }, ['safe access pattern byStatus']],
    [
      'another name of the access pattern',
      { access: { byState: byStatus } },
      ['safe access pattern byState'],
    ],
    [
      'another key of an index',
      { access: { byStatus: { ...byStatus, sortKey: '{count}' } } },
      ['orphans access pattern byStatus'],
    ],
    [
      'a descending sort key',
      { attributes: { rank: { keyOrder: 'descending' } } },
      ['orphans primary key', 'orphans access pattern byStatus'],
    ],
    ['a version', { version: 'v' }, ['safe version']],
    ['timestamps', { timestamps: { createdAt: 'c', updatedAt: 'u' } }, ['safe createdAt', 'safe updatedAt']],
    [
      'a unique constraint',
      { unique: { note: { partitionKey: 'U#{note}', sortKey: 'U' } } },
      ['misreads unique constraint note'],
    ],
    [
      'more digits in a key',
      schemaOf({ rank: z.int().min(0).max(100) }),
      ['orphans primary key', 'orphans access pattern byStatus'],
    ],
    ['other bounds of as many digits', schemaOf({ rank: z.int().min(0).max(50) }), []],
    ['one more value of an enum', schemaOf({ status: z.enum(['a', 'b', 'c']) }), ['safe attribute status']],
    [
      'one value of an enum less',
      schemaOf({ status: z.enum(['a']) }),
      ['orphans access pattern byStatus', 'misreads attribute status'],
    ],
    ['a new optional attribute', schemaOf({ more: z.string().optional() }), ['safe attribute more']],
    ['a new set', schemaOf({ more: z.set(z.string()) }), ['safe attribute more']],
    ['a new required attribute', schemaOf({ more: z.string() }), ['misreads attribute more']],
    ['an optional attribute that is required', schemaOf({ note: z.string() }), ['misreads attribute note']],
    [
      'a required attribute that is optional',
      schemaOf({ count: z.int().optional() }),
      ['safe attribute count'],
    ],
    ['another type', schemaOf({ note: z.number().optional() }), ['misreads attribute note']],
    ['a wider type', schemaOf({ count: z.number() }), ['safe attribute count']],
    ['null as well', schemaOf({ count: z.int().nullable() }), ['safe attribute count']],
    [
      'an attribute less',
      { schema: z.object({ ...shape, count: undefined as never }).omit({ count: true }) },
      ['safe attribute count'],
    ],
    [
      'another stored name',
      { attributes: { note: { storedName: 'n' } } },
      ['safe attribute n', 'orphans attribute note'],
    ],
    ['another store of the same kind', {}, []],
  ])('%s', (_, more, expected) => {
    expect(changed(more)).toEqual(expected)
  })

  it('says the values of an enum in words', () => {
    const fewer = compareLayouts(before, layout(order(schemaOf({ status: z.enum(['a']) }))))
    const [what] = fewer.filter(({ kind }) => kind === 'misreads').map((change) => change.what)
    expect(what).toBe('it is stored as one of "a", "b", and would be read as one of "a"')
  })

  it('goes by stored names: what the schema calls an attribute is free to change', () => {
    const { rank, ...others } = shape
    const renamed = {
      schema: z.object({ ...others, place: rank }),
      attributes: { place: { storedName: 'rank' } },
      key: { ...key, sortKey: 'O#{place}' },
      access: { byStatus: { ...byStatus, sortKey: '{place}' } },
    }
    expect(changed(renamed)).toEqual(['safe attribute rank'])
  })

  it('knows an entity by what its items call it', () => {
    expect(kinds(before, layout(order({ name: 'Sale', entityValue: 'Order' })))).toEqual(['safe entity Sale'])
    expect(kinds(before, layout(order({ name: 'Sale' })))).toEqual(['safe entity Sale', 'orphans'])
  })

  it('keeps what the library keeps where it is', () => {
    const kept = layout(order({ version: 'v', timestamps: { createdAt: 'c' }, softDelete: 'd' }))
    const moved = layout(order({ version: 'w', timestamps: { createdAt: 'x' } }))
    expect(kinds(kept, moved)).toEqual(['misreads version', 'misreads createdAt', 'misreads softDelete'])
    expect(kinds(kept, layout(order({ softDelete: 'd' })))).toEqual(['safe version', 'safe createdAt'])
  })

  it('does not find stored items in an index whose keys they lack', () => {
    const bare = layout(order({ access: {} }))
    expect(kinds(bare, before)).toEqual(['orphans access pattern byStatus'])
    const native = table({ indexes: { gsi1: gsi, own: { partitionKey: ['status'], sortKey: ['count'] } } })
    expect(
      kinds(
        layout(order({}, native)),
        layout(order({ access: { byStatus, own: { index: 'own' } } }, native)),
      ),
    ).toEqual(['safe access pattern own'])
  })

  it('lets shards grow, and nothing else', () => {
    const shards = (count: number) =>
      layout(
        order({ access: { byStatus: { ...byStatus, partitionKey: 'S#{status}#{shard}', shards: count } } }),
      )
    expect(kinds(shards(4), shards(8))).toEqual(['safe access pattern byStatus'])
    expect(kinds(shards(8), shards(4))).toEqual(['orphans access pattern byStatus'])
    expect(kinds(before, shards(4))).toEqual(['orphans access pattern byStatus'])
  })

  it('says how stored items come to hold the values of a new constraint', () => {
    const unique = order({ unique: { note: { partitionKey: 'U#{note}', sortKey: 'U' } } })
    expect(compareLayouts(before, layout(unique))).toEqual([
      expect.objectContaining({ way: expect.stringContaining('claim each') as string }),
    ])
  })

  it('misses a constraint whose sentinels stay', () => {
    const unique = (text: string) => layout(order({ unique: { note: { partitionKey: text, sortKey: 'U' } } }))
    expect(kinds(unique('U#{note}'), before)).toEqual(['orphans unique constraint note'])
    expect(kinds(unique('U#{note}'), unique('V#{note}'))).toEqual(['orphans unique constraint note'])
  })
})
