import { sharedContainer, testDatabase } from 'monotable/testing'
import { describe, expect, it } from 'vitest'
import * as schema from '../../schema.js'
import { elsewhere } from '../elsewhere.js'

describe('a container', () => {
  it('is one for all processes, those that ask at the same time included', async () => {
    const all = await Promise.all([elsewhere(), sharedContainer(), elsewhere(), sharedContainer()])
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect(new Set(all.map(({ warden }) => warden)).size).toBe(1)
  })

  it('holds the tables of many tests at once, each with its own', async () => {
    const databases = await Promise.all(
      ['Ada', 'Bob', 'Eve'].map((name) =>
        testDatabase(schema, { fixtures: { customers: [{ customerId: 'c1', name }] } }),
      ),
    )
    const found = await Promise.all(databases.map((db) => db.customers.require({ customerId: 'c1' })))
    expect(found.map(({ name }) => name)).toEqual(['Ada', 'Bob', 'Eve'])
    await Promise.all(databases.map((db) => db.test.dispose()))
    const { TableNames = [] } = await databases[0]!.test.backend.execute('ListTables', {})
    for (const { test } of databases)
      for (const table of Object.values(test.tables)) expect(TableNames).not.toContain(table)
  })

  it('that cannot be had says so', async () => {
    const container = { image: 'monotable.invalid/nobody:none' }
    await expect(testDatabase(schema, { container })).rejects.toMatchObject({ code: 'testing.container' })
  })
})
