import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createDatabase } from 'monotable'
import { memory } from 'monotable/memory'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { AttributeMap } from '../../../../src/protocol/attribute-value.js'
import { examples, exampleNames, generated } from '../support.js'
import { parsedItem } from './parsed-item.js'

/** The models that AWS publishes, where they are beside the project. */
const folder = new URL('../../../../../shared/models/', import.meta.url)

/** The shape of a data model, as those published by AWS have it: nothing else may stand in one. */
const attribute = z.strictObject({
  AttributeName: z.string(),
  AttributeType: z.enum(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS']),
})
const keys = z.strictObject({ PartitionKey: attribute, SortKey: attribute.optional() })
const item = z.record(z.string(), z.record(z.string(), z.unknown()))
const access = z.strictObject({ MySql: z.strictObject({}) })
const scaling = z.strictObject({
  ScalableTargetRequest: z.strictObject({
    MinCapacity: z.number(),
    MaxCapacity: z.number(),
    ServiceRole: z.string(),
  }),
  ScalingPolicyConfiguration: z.strictObject({ TargetValue: z.number() }),
})
const model = z.strictObject({
  ModelName: z.string(),
  ModelMetadata: z.strictObject({
    Author: z.string(),
    DateCreated: z.string(),
    DateLastModified: z.string(),
    Description: z.string(),
    AWSService: z.string().optional(),
    Version: z.string(),
  }),
  DataModel: z.array(
    z.strictObject({
      TableName: z.string(),
      KeyAttributes: keys,
      NonKeyAttributes: z.array(attribute),
      TableFacets: z
        .array(
          z.strictObject({
            FacetName: z.string(),
            KeyAttributeAlias: z.strictObject({
              PartitionKeyAlias: z.string(),
              SortKeyAlias: z.string().optional(),
            }),
            TableData: z.array(item).optional(),
            NonKeyAttributes: z.array(z.string()).optional(),
            DataAccess: access,
          }),
        )
        .optional(),
      GlobalSecondaryIndexes: z
        .array(
          z.strictObject({
            IndexName: z.string(),
            KeyAttributes: keys,
            Projection: z.strictObject({
              ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
              NonKeyAttributes: z.array(z.string()).optional(),
            }),
          }),
        )
        .optional(),
      TableData: z.array(item).optional(),
      DataAccess: access,
      BillingMode: z.enum(['PROVISIONED', 'PAY_PER_REQUEST']).optional(),
      ProvisionedCapacitySettings: z
        .strictObject({
          ProvisionedThroughput: z.strictObject({
            ReadCapacityUnits: z.number(),
            WriteCapacityUnits: z.number(),
          }),
          AutoScalingRead: scaling.optional(),
          AutoScalingWrite: scaling.optional(),
        })
        .optional(),
    }),
  ),
})

const published = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, new URL(name, folder)] as const)
  : []
const parsed = (text: string | undefined) => model.parse(JSON.parse(text ?? ''))

const title = 'the shape of a data model'
const isMissing = published.length === 0
describe.skipIf(isMissing)(`${isMissing ? `SKIPPED: ${title} (no published models)` : title}`, () => {
  it.each(published)('is that of %s', (_, url) => {
    expect(parsed(readFileSync(url, 'utf8')).DataModel.length).toBeGreaterThan(0)
  })
})

describe('the check of the shape', () => {
  it('refuses what no model has', () => {
    const known = JSON.parse(generated('shop').files.get('workbench.json') ?? '') as object
    expect(model.safeParse({ ...known, Other: 1 }).success).toBe(false)
  })
})

describe.each(exampleNames)('workbench.json of %s', (name) => {
  const tables = parsed(generated(name).files.get('workbench.json')).DataModel

  it('has the shape, with a facet of two items for each entity', () => {
    const facets = tables.flatMap(({ TableFacets: each = [] }) => each)
    expect(facets).toHaveLength(Object.keys(examples[name].schema.entities).length)
    for (const { TableData: items = [], NonKeyAttributes: names = [] } of facets) {
      expect(items).toHaveLength(2)
      for (const each of items)
        for (const attributeName of Object.keys(each))
          expect([...names, 'pk', 'sk', 'tenant', 'minute']).toContain(attributeName)
    }
  })

  it('has items of different keys', () => {
    for (const { KeyAttributes: keys, TableFacets: facets = [] } of tables) {
      const names = [keys.PartitionKey.AttributeName, keys.SortKey?.AttributeName ?? '']
      const items = facets.flatMap(({ TableData: each = [] }) => each)
      const found = items.map((each) => JSON.stringify(names.map((key) => each[key])))
      expect(found).toHaveLength(new Set(found).size)
      expect(found.join()).toContain('1')
    }
  })

  it('has items that the table takes, and that their entities read', async () => {
    const { entities } = examples[name].schema
    const backend = memory()
    const db = createDatabase({ backend, entities })
    await db.createTables()
    for (const { TableName, TableFacets: facets = [] } of tables)
      for (const { FacetName, TableData: items = [] } of facets)
        for (const each of items) {
          const stored = parsedItem(each)
          await backend.execute('PutItem', { TableName, Item: stored })
          const entity = Object.values(entities).find((candidate) => candidate.name === FacetName)
          expect((entity as unknown as { parse(item: AttributeMap): object }).parse(stored)).toMatchObject({})
        }
  })
})
