import { describe, expect, it } from 'vitest'
import { memory } from '../../../../src/engine/index.js'
import type { CreateTableInput } from '../../../../src/protocol/tables.js'
import { exampleNames, generated } from '../support.js'

describe.each(exampleNames)('table.json of %s', (name) => {
  const files = [...generated(name).files].filter(([file]) => /^table.*\.json$/.test(file))

  it.each(files)('creates the table on the engine: %s', async (_, text) => {
    const input = JSON.parse(text) as CreateTableInput
    const backend = memory()
    await backend.execute('CreateTable', input)
    const { Table: table } = await backend.execute('DescribeTable', { TableName: input.TableName })
    expect(table).toMatchObject({
      TableName: input.TableName,
      KeySchema: input.KeySchema,
      AttributeDefinitions: expect.arrayContaining(input.AttributeDefinitions ?? []),
    })
    for (const kind of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] as const) {
      const asked = new Map((input[kind] ?? []).map((index) => [index.IndexName, index]))
      expect(table?.[kind]?.length ?? 0).toBe(asked.size)
      for (const { IndexName, KeySchema, Projection } of table?.[kind] ?? [])
        expect({ KeySchema, Projection }).toEqual({
          KeySchema: asked.get(IndexName)?.KeySchema,
          Projection: asked.get(IndexName)?.Projection,
        })
    }
    expect(table?.DeletionProtectionEnabled ?? false).toBe(input.DeletionProtectionEnabled ?? false)
    expect(table?.StreamSpecification).toEqual(input.StreamSpecification)
    expect(table?.ProvisionedThroughput?.ReadCapacityUnits).toBe(
      input.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    )
  })

  it('is one file for each table', () => {
    expect(files.map(([file]) => file)).toEqual(
      name === 'workspaces' ? ['table.workspaces.json', 'table.usage.json'] : ['table.json'],
    )
  })
})
