import { describe, expect, it } from 'vitest'
import { backendWith, plain, refused } from '../support.js'

describe('ListTables', () => {
  const names = ['delta', 'alpha', 'charlie', 'bravo']

  it('lists names in order, in pages that continue after a name', async () => {
    const backend = await backendWith(names.map((TableName) => ({ ...plain, TableName })))
    expect(await backend.execute('ListTables', {})).toEqual({ TableNames: [...names].sort() })
    const first = await backend.execute('ListTables', { Limit: 3 })
    expect(first).toEqual({
      TableNames: ['alpha', 'bravo', 'charlie'],
      LastEvaluatedTableName: 'charlie',
    })
    const second = await backend.execute('ListTables', { Limit: 3, ExclusiveStartTableName: 'charlie' })
    expect(second).toEqual({ TableNames: ['delta'] })
  })

  it('refuses limits out of range', async () => {
    const backend = await backendWith([])
    expect(await refused(backend.execute('ListTables', { Limit: 0 }))).toBe(
      "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    )
    expect(await refused(backend.execute('ListTables', { Limit: 101 }))).toBe(
      "ValidationException: 1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
    )
  })
})
