import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineTable } from '../../src/schema/index.js'
import type { AccessPatternDefinition } from '../../src/schema/index.js'
import { modelOf, refusalOf, schema, tableOf } from './definitions.js'
import { told } from './refused.js'

const spread: AccessPatternDefinition = {
  index: 'gsi1',
  partitionKey: 'TENANT#{tenant}#{shard}',
  sortKey: '{at}',
  shards: 8,
}
const access = (change: Partial<AccessPatternDefinition> = {}) => ({
  access: { spread: { ...spread, ...change } },
})

describe('a sharded access pattern', () => {
  it('is keyed by attributes alone, and formed from those of the primary key too', () => {
    const [pattern] = modelOf(access()).patterns
    expect(pattern).toMatchObject({ shards: 8, partitionHoles: ['tenant'], sortHoles: ['at'] })
    expect([...(pattern?.holes ?? [])]).toEqual(['tenant', 'at'])
    expect([...(pattern?.sources ?? [])]).toEqual(['tenant', 'at', 'id'])
    const [key] = pattern?.partition ?? []
    expect(key).toMatchObject({ kind: 'template', shards: 8, holes: ['tenant'] })
  })

  it('writes the number of a shard alike, however many there are', () => {
    const formOf = (shards: number) => {
      const [key] = modelOf(access({ shards })).patterns[0]?.partition ?? []
      return key?.kind === 'template' ? key.template.format({ tenant: 't', shard: 7 }) : undefined
    }
    expect(formOf(8)).toBe('TENANT#t#7')
    expect(formOf(256)).toBe('TENANT#t#7')
  })

  it.each<[string, Partial<AccessPatternDefinition>, RegExp]>([
    ['no shards at all', { shards: 0 }, /shards takes a whole number from 1 to 256, not 0/],
    ['too many', { shards: 257 }, /from 1 to 256, not 257/],
    ['half a shard', { shards: 1.5 }, /not 1.5/],
    ['no hole', { partitionKey: 'TENANT#{tenant}' }, /give partitionKey a {shard}, such as 'EVENTS#{shard}'/],
    ['braces that are none', { partitionKey: 'T#{{shard}}#{tenant}' }, /give partitionKey a {shard}/],
    ['a hole in the sort key', { sortKey: '{shard}#{at}' }, /{shard} is for the partition key/],
    ['a local index', { index: 'lsi1', partitionKey: 'T#{shard}' }, /leave partitionKey out/],
    [
      'an index whose key is a sort key too',
      { index: 'reverse' },
      /key attribute sk is a key of the table or a sort key too/,
    ],
    ['several attributes', { index: 'native', partitionKey: 'T#{shard}' }, /leave the template out/],
  ])('refuses %s', (_what, change, problem) => {
    const error = refusalOf(access(change))
    expect(error.code).toMatch(/^(schema\.access-pattern|keys\.unknown-hole)$/)
    expect(error.message).toMatch(problem)
  })

  it('refuses a local index, whose partitions are those of the table', () => {
    const { partitionKey: _partitionKey, ...local } = spread
    expect(told(refusalOf({ access: { spread: { ...local, index: 'lsi1' } } }))).toMatch(
      /shards divides the partitions of a global index/,
    )
  })

  it('refuses an attribute of the name of its hole', () => {
    const error = refusalOf({ ...access(), schema: schema.extend({ shard: z.string() }) })
    expect(told(error)).toMatch(/^schema.access-pattern: .*call the attribute otherwise/)
  })

  it('refuses a hole without a count, also of the primary key', () => {
    const { shards: _shards, ...without } = spread
    expect(told(refusalOf({ access: { spread: without } }))).toMatch(/says shards: 8 or another count/)
    expect(told(refusalOf({ key: { partitionKey: 'T#{shard}', sortKey: '{id}' } }))).toMatch(
      /{shard} is for the partition key of an access pattern/,
    )
  })

  it('shares its partition key with another in as many shards, and in no other number', () => {
    const table = tableOf({
      indexes: {
        gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
        gsi2: { partitionKey: 'gsi1pk', sortKey: 'gsi2sk' },
      },
    })
    const both = (shards: number) => ({
      table,
      access: { spread, other: { ...spread, index: 'gsi2', sortKey: '{id}', shards } },
    })
    expect(modelOf(both(8)).patterns.map(({ shards }) => shards)).toEqual([8, 8])
    expect(told(refusalOf(both(4)))).toMatch(/in 8 shards for the access pattern spread already/)
  })

  it('leaves an attribute called shard alone where there are no shards', () => {
    const { patterns } = modelOf({
      table: defineTable({
        name: 'shop',
        partitionKey: 'pk',
        sortKey: 'sk',
        indexes: { gsi1: { partitionKey: 'g' } },
      }),
      schema: schema.extend({ shard: z.string() }),
      access: { byShard: { index: 'gsi1', partitionKey: '{shard}' } },
    })
    expect(patterns[0]).toMatchObject({ shards: undefined, partitionHoles: ['shard'] })
  })
})
