import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, describe, expect, it } from 'vitest'
import { aws } from '../../../../src/backends/aws.js'
import type { CreateTableInput } from '../../../../src/protocol/tables.js'
import { startDynamoDbLocal } from '../../../differential/local/dynamodb-local.js'
import { exampleNames, generated } from '../support.js'

const started = await startDynamoDbLocal()
const title =
  'missing' in started
    ? `SKIPPED: table.json on DynamoDB Local (${started.missing})`
    : 'table.json on DynamoDB Local'
process.stdout.write(`${title}\n`)

describe.skipIf('missing' in started)(`${title}`, () => {
  if ('missing' in started) return
  const backend = aws(
    new DynamoDBClient({
      endpoint: started.endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'generated', secretAccessKey: 'none' },
    }),
  )
  afterAll(started.stop)

  const inputs = exampleNames.flatMap((name) =>
    [...generated(name).files]
      .filter(([file]) => /^table.*\.json$/.test(file))
      .map(([file, text]) => [name, file, JSON.parse(text) as CreateTableInput] as const),
  )

  it.each(inputs)('of %s creates the table: %s', async (_, __, input) => {
    await backend.execute('CreateTable', input)
    const { Table: table } = await backend.execute('DescribeTable', { TableName: input.TableName })
    expect(table?.KeySchema).toEqual(input.KeySchema)
    const indexes = [...(table?.GlobalSecondaryIndexes ?? []), ...(table?.LocalSecondaryIndexes ?? [])]
    const asked = [...(input.GlobalSecondaryIndexes ?? []), ...(input.LocalSecondaryIndexes ?? [])]
    const named = (list: typeof asked | typeof indexes) =>
      new Map(list.map(({ IndexName, KeySchema, Projection }) => [IndexName, { KeySchema, Projection }]))
    expect(named(indexes)).toEqual(named(asked))
  })
})
