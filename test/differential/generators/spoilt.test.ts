import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameters } from '../../property/runs.js'
import { requests, withReplays } from './sequence.js'
import { spoilt } from './spoilt.js'
import { tablesOf } from './tables.js'
import { transactWrite } from './transactions.js'

const tables = tablesOf('x')

describe('a spoilt request', () => {
  it('asks the same operation, mostly for something else', () => {
    const both = transactWrite(tables, 'x').chain((right) =>
      spoilt(right, tables).map((wrong) => ({ right, wrong })),
    )
    const all = fc.sample(both, { ...parameters(200), seed: 1 })
    expect(all.every(({ right, wrong }) => right.operation === wrong.operation)).toBe(true)
    const changed = all.filter(({ right, wrong }) => JSON.stringify(right) !== JSON.stringify(wrong))
    expect(changed.length).toBeGreaterThan(all.length / 2)
  })
})

describe('a sequence', () => {
  it('is the same for the same seed, and asks for every kind of operation', () => {
    const drawn = () => fc.sample(requests(tables, 'x'), { seed: 3, numRuns: 600 })
    expect(JSON.stringify(drawn())).toBe(JSON.stringify(drawn()))
    const operations = new Set(drawn().map(({ operation }) => operation))
    expect([...operations]).toEqual(
      expect.arrayContaining(['PutItem', 'Query', 'TransactWriteItems', 'BatchGetItem', 'ExecuteStatement']),
    )
  })

  it('sends some transactions again, as they were', () => {
    const request = (token: number) => ({
      operation: 'TransactWriteItems',
      input: { ClientRequestToken: String(token) },
    })
    const all = Array.from({ length: 8 }, (_, token) => request(token))
    const tokens = withReplays(all).map(({ input }) => input.ClientRequestToken)
    expect(tokens).toEqual(['0', '1', '2', '3', '0', '4', '5', '6', '7', '4'])
  })
})
