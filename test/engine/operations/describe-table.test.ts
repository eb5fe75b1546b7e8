import { describe, expect, it } from 'vitest'
import { N, S, backendWith, put, refused } from '../support.js'

describe('DescribeTable', () => {
  it('counts items and bytes of the table and of each index', async () => {
    const backend = await backendWith()
    await put(
      backend,
      { pk: S('a'), sk: S('1'), g: S('x'), n: N(5) },
      { pk: S('a'), sk: S('2'), other: S('four') },
    )
    const { Table } = await backend.execute('DescribeTable', { TableName: 'shop' })
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', ItemCount: 2, TableSizeBytes: 6 + 2 + 3 + 6 + 9 })
    const sizes = Table?.GlobalSecondaryIndexes?.map(({ IndexName, ItemCount, IndexSizeBytes }) => [
      IndexName,
      ItemCount,
      IndexSizeBytes,
    ])
    expect(sizes).toEqual([
      ['byG', 1, 6 + 2 + 3],
      ['keysOnly', 1, 6 + 2],
      ['multi', 0, 0],
    ])
  })

  it('says which table is missing', async () => {
    const backend = await backendWith([])
    expect(await refused(backend.execute('DescribeTable', { TableName: 'none' }))).toBe(
      'ResourceNotFoundException: Requested resource not found: Table: none not found',
    )
  })

  it('takes an ARN for a name', async () => {
    const backend = await backendWith()
    const { Table } = await backend.execute('DescribeTable', {
      TableName: 'arn:aws:dynamodb:us-east-1:000000000000:table/shop',
    })
    expect(Table?.TableName).toBe('shop')
  })
})
