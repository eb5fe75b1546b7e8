import { describe, expect, it } from 'vitest'
import { describe as describeTable } from '../../../src/engine/tables/description.js'
import { S, plain, shop } from '../support.js'
import { tableOf } from './tables.js'

describe('the description of a table', () => {
  it('says what was declared and what is stored', () => {
    const description = describeTable(tableOf(shop, { pk: S('a'), sk: S('1'), g: S('x') }), 'ACTIVE')
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
    const description = describeTable(tableOf(plain), 'ACTIVE')
    for (const member of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'LatestStreamArn']) {
      expect(description).not.toHaveProperty(member)
    }
  })

  it('names the stream after the moment of its creation', () => {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } as const
    expect(describeTable(tableOf({ ...plain, StreamSpecification }), 'CREATING')).toMatchObject({
      StreamSpecification,
      LatestStreamLabel: '1970-01-01T00:00:00.000',
      LatestStreamArn: 'arn:aws:dynamodb:us-east-1:0:table/plain/stream/1970-01-01T00:00:00.000',
    })
  })

  it('belongs to the caller, who may change it', () => {
    const table = tableOf(shop)
    const theirs = describeTable(table, 'ACTIVE')
    theirs.KeySchema?.pop()
    theirs.GlobalSecondaryIndexes?.[2]?.Projection?.NonKeyAttributes?.pop()
    const again = describeTable(table, 'ACTIVE')
    expect(again.KeySchema).toEqual(shop.KeySchema)
    expect(again.GlobalSecondaryIndexes?.[2]?.Projection?.NonKeyAttributes).toEqual(['extra'])
  })
})
