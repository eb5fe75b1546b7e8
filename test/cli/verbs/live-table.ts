interface LiveTable {
  readonly sortKeyType?: 'S' | 'N'
  readonly projection?: 'ALL' | 'KEYS_ONLY'
  readonly timeToLive?: string
}

/** The line of a seed file that makes the table of `orderSchema`, or one that differs from it. */
export function layoutTable({ sortKeyType = 'S', projection = 'ALL', timeToLive }: LiveTable): string {
  const key = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ]
  const types = { pk: 'S', sk: sortKeyType, gsi1pk: 'S', gsi1sk: 'S' }
  return JSON.stringify({
    Table: {
      TableName: 'shop-live',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      KeySchema: key('pk', 'sk'),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'gsi1',
          KeySchema: key('gsi1pk', 'gsi1sk'),
          Projection: { ProjectionType: projection },
        },
      ],
      ...(timeToLive === undefined
        ? {}
        : { TimeToLiveSpecification: { AttributeName: timeToLive, Enabled: true } }),
    },
  })
}
