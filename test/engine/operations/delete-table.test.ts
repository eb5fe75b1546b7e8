import { describe, expect, it } from 'vitest'
import { S, backendWith, plain, put, refused, shop } from '../support.js'

describe('DeleteTable', () => {
  it('takes the table and its items away', async () => {
    const backend = await backendWith()
    await put(backend, { pk: S('a'), sk: S('1') })
    const { TableDescription } = await backend.execute('DeleteTable', { TableName: 'shop' })
    expect(TableDescription).toMatchObject({ TableName: 'shop', TableStatus: 'DELETING' })
    await backend.execute('CreateTable', shop)
    expect((await backend.execute('Scan', { TableName: 'shop' })).Count).toBe(0)
  })

  it('refuses a table that is not there, and one that is protected', async () => {
    const backend = await backendWith([{ ...plain, DeletionProtectionEnabled: true }])
    expect(await refused(backend.execute('DeleteTable', { TableName: 'none' }))).toBe(
      'ResourceNotFoundException: Requested resource not found: Table: none not found',
    )
    expect(await refused(backend.execute('DeleteTable', { TableName: 'plain' }))).toBe(
      'ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    )
  })
})
