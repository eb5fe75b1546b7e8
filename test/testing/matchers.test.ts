import { matchers, testDatabase } from 'monotable/testing'
import type { TestMatchers } from 'monotable/testing'
import { describe, expect, it } from 'vitest'
import * as schema from './schema.js'

declare module 'vitest' {
  interface Matchers<T> extends TestMatchers<T> {}
}

expect.extend(matchers)

const ada = { customerId: 'c1', name: 'Ada' }
const opened = () => testDatabase(schema, { backend: 'memory', seed: 5, fixtures: { customers: [ada] } })

describe('toHaveSentRequests', () => {
  it('compares operations, or the members that are given', async () => {
    await using db = await opened()
    expect(db).toHaveSentRequests([])
    db.test.setFaults({ kind: 'throttle', nth: 2 })
    await db.customers.get(ada)
    await db.customers.put(ada)
    expect(db).toHaveSentRequests([
      {
        operation: 'GetItem',
        input: expect.objectContaining({ TableName: db.test.tables['shop'] }) as object,
      },
      { operation: 'PutItem', fault: 'throttle' },
      'PutItem',
    ])
    expect(db).not.toHaveSentRequests(['GetItem'])
  })

  it('fails with what was sent, and the seed', async () => {
    await using db = await opened()
    await db.customers.get(ada)
    expect(() => expect(db).toHaveSentRequests(['PutItem'])).toThrow('it sent 1: GetItem (seed 5)')
    expect(() => expect(db).toHaveSentRequests([{ operation: 'GetItem', fault: 'throttle' }])).toThrow(
      '1 requests',
    )
    expect(() => expect(db).toHaveSentRequests([])).toThrow('0 requests')
  })

  it('takes test databases alone', () => {
    expect(() => expect({}).toHaveSentRequests([])).toThrow('a database that testDatabase gave')
  })
})

describe('toHaveItem', () => {
  it('looks for an item and some of its attributes, without a request of the test', async () => {
    await using db = await opened()
    db.test.setFaults({ kind: 'throttle' })
    await expect(db.customers).toHaveItem({ customerId: 'c1' })
    await expect(db.customers).toHaveItem({ customerId: 'c1' }, { name: 'Ada', points: 0 })
    await expect(db.customers).not.toHaveItem({ customerId: 'c2' })
    await expect(db.customers).not.toHaveItem({ customerId: 'c1' }, { name: 'Bob' })
    expect(db).toHaveSentRequests([])
  })

  it('fails with the reason', async () => {
    await using db = await opened()
    await expect(expect(db.customers).toHaveItem({ customerId: 'c2' })).rejects.toThrow('there is none')
    await expect(expect(db.customers).toHaveItem(ada, { name: 'Bob' })).rejects.toThrow(
      'to have these attributes',
    )
    await expect(expect(db).toHaveItem({})).rejects.toThrow('takes a repository')
  })
})
