import { describe, expect, it } from 'vitest'
import { describe as describeTable } from '../../../src/engine/tables/description.js'
import { Stream } from '../../../src/engine/streams/stream.js'
import { S, plain, shop } from '../support.js'
import { tableOf } from './tables.js'

describe('the description of a table', () => {
  it('says what was declared and what is stored', () => {
    const description = describeTable(tableOf(shop, { pk: S('a'), sk: S('1'), g: S('x') }), 0)
    expect(description).toMatchObject({
      TableName: 'shop',
      TableStatus: 'ACTIVE',
      KeySchema: shop.KeySchema,
      AttributeDefinitions: shop.AttributeDefinitions,
      ItemCount: 1,
      TableSizeBytes: 2 + 1 + 2 + 1 + 1 + 1,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    })
    expect(
      description.GlobalSecondaryIndexes?.map(({ IndexName, ItemCount }) => [IndexName, ItemCount]),
    ).toEqual([
      ['byG', 0],
      ['keysOnly', 1],
      ['multi', 0],
    ])
    expect(description.LocalSecondaryIndexes?.map(({ IndexArn }) => IndexArn)).toEqual([
      'arn:aws:dynamodb:us-east-1:0:table/shop/index/local',
    ])
  })

  it('has no members for indexes and streams that there are not', () => {
    const description = describeTable(tableOf(plain), 0)
    for (const member of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'LatestStreamArn']) {
      expect(description).not.toHaveProperty(member)
    }
  })

  it('shows the stream while it is enabled, and which was the last', () => {
    const table = tableOf(plain)
    const label = '1970-01-01T00:00:00.000'
    const arn = `${table.schema.arn}/stream/${label}`
    const { key, name } = table.schema
    const seed = { high: 1, low: 2 }
    table.openStream(
      new Stream({
        arn,
        label,
        tableName: name,
        key,
        viewType: 'NEW_IMAGE',
        createdAt: 0,
        partitions: 1,
        seed,
      }),
    )
    const latest = { LatestStreamLabel: label, LatestStreamArn: arn }
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' }
    expect(describeTable(table, 0)).toMatchObject({ StreamSpecification, ...latest })
    table.closeStream(1)
    expect(describeTable(table, 1)).toMatchObject(latest)
    expect(describeTable(table, 1)).not.toHaveProperty('StreamSpecification')
  })

  it('belongs to the caller, who may change it', () => {
    const table = tableOf(shop)
    const theirs = describeTable(table, 0)
    theirs.KeySchema?.pop()
    theirs.GlobalSecondaryIndexes?.[2]?.Projection?.NonKeyAttributes?.pop()
    const again = describeTable(table, 0)
    expect(again.KeySchema).toEqual(shop.KeySchema)
    expect(again.GlobalSecondaryIndexes?.[2]?.Projection?.NonKeyAttributes).toEqual(['extra'])
  })
})
