/** Requests of one kind, each with its running number. */
export interface Workload {
  readonly name: string
  readonly operation: string
  readonly body: (index: number) => string
  /** At most so many times the ceiling. */
  readonly goal: number
}

export interface Shape {
  readonly table: string
  readonly indexes: 0 | 2
  readonly items: number
}

const perPartition = 100
const padding = 'x'.repeat(840)

/** An item of 1 KB; a hundred share a partition key. */
function item(index: number, note = 'a'): object {
  const partition = Math.floor(index / perPartition)
  return {
    pk: { S: `PARTITION#${partition}` },
    sk: { S: `ITEM#${String(index % perPartition).padStart(4, '0')}` },
    gsi1pk: { S: `STATUS#${index % 7}` },
    gsi1sk: { S: `${String(index).padStart(9, '0')}` },
    gsi2pk: { S: `REGION#${partition % 11}` },
    gsi2sk: { N: String(index) },
    amount: { N: '1' },
    note: { S: note },
    padding: { S: padding },
  }
}

function key(index: number): object {
  const { pk, sk } = item(index) as { pk: object; sk: object }
  return { pk, sk }
}

export function createTable({ table, indexes }: Shape): object {
  const index = (name: string) => ({
    IndexName: name,
    KeySchema: [
      { AttributeName: `${name}pk`, KeyType: 'HASH' },
      { AttributeName: `${name}sk`, KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'ALL' },
  })
  const attribute = (AttributeName: string, AttributeType = 'S') => ({ AttributeName, AttributeType })
  return {
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      attribute('pk'),
      attribute('sk'),
      ...(indexes === 0
        ? []
        : [attribute('gsi1pk'), attribute('gsi1sk'), attribute('gsi2pk'), attribute('gsi2sk', 'N')]),
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    ...(indexes === 0 ? {} : { GlobalSecondaryIndexes: [index('gsi1'), index('gsi2')] }),
  }
}

/** The whole table, 25 items a request. */
export function* fill({ table, items }: Shape): Generator<string> {
  for (let start = 0; start < items; start += 25) {
    const requests = []
    for (let index = start; index < Math.min(items, start + 25); index++)
      requests.push({ PutRequest: { Item: item(index) } })
    yield JSON.stringify({ RequestItems: { [table]: requests } })
  }
}

/** Spread over the table, the same for every contestant: a step that has no divisor in common with the number of items. */
export function workloads({ table, items }: Shape): readonly Workload[] {
  const at = (index: number, offset = 0): number => (index * 7919 + offset * 104_729) % items
  const TableName = table
  return [
    {
      name: 'put',
      operation: 'PutItem',
      goal: 2,
      body: (index) => JSON.stringify({ TableName, Item: item(at(index), index % 2 === 0 ? 'a' : 'b') }),
    },
    {
      name: 'get',
      operation: 'GetItem',
      goal: 2,
      body: (index) => JSON.stringify({ TableName, Key: key(at(index)) }),
    },
    {
      name: 'update on a condition',
      operation: 'UpdateItem',
      goal: 2,
      body: (index) =>
        JSON.stringify({
          TableName,
          Key: key(at(index)),
          UpdateExpression: 'SET #note = :note, amount = amount + :one',
          ConditionExpression: 'attribute_exists(pk) AND amount >= :zero',
          ExpressionAttributeNames: { '#note': 'note' },
          ExpressionAttributeValues: { ':note': { S: 'c' }, ':one': { N: '1' }, ':zero': { N: '0' } },
        }),
    },
    {
      name: 'query of 100',
      operation: 'Query',
      goal: 5,
      body: (index) =>
        JSON.stringify({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: `PARTITION#${Math.floor(at(index) / perPartition)}` } },
        }),
    },
    {
      name: 'batch of 25',
      operation: 'BatchWriteItem',
      goal: 5,
      body: (index) =>
        JSON.stringify({
          RequestItems: {
            [table]: Array.from({ length: 25 }, (_, offset) => ({
              PutRequest: { Item: item(at(index, offset)) },
            })),
          },
        }),
    },
    {
      name: 'transaction of 4',
      operation: 'TransactWriteItems',
      goal: 5,
      body: (index) =>
        JSON.stringify({
          TransactItems: Array.from({ length: 4 }, (_, offset) => ({
            Update: {
              TableName,
              Key: key(at(index, offset)),
              UpdateExpression: 'SET note = :note',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeValues: { ':note': { S: 'd' } },
            },
          })),
        }),
    },
  ]
}
