import { describe, expect, it } from 'vitest'
import type { Comparison } from './comparison.js'
import { Tally } from './tally.js'

const refusal = { refusal: 'ValidationException', message: 'No 1', members: {} }
const compared: Comparison = {
  request: { operation: 'GetItem', input: { Key: {} } },
  local: { output: {} },
  engine: { output: {} },
  touched: [],
  stored: [],
  queried: [],
  tables: [],
}

describe('a tally', () => {
  it('counts by operation, and knows what share succeeded', () => {
    const tally = new Tally()
    tally.alike(compared)
    tally.alike({ ...compared, engine: refusal })
    tally.known(compared, ['a difference'])
    tally.different({ ...compared, engine: refusal }, 7)
    expect(tally.table()).toMatch(/GetItem +4 +2 +1 +1\n.*all +4 +2 +1 +1\n\n +1 {2}a difference/s)
    expect(tally.succeeded).toBe(0.5)
    expect(tally.unused(['a difference', 'another'])).toEqual(['another'])
  })

  it('reports kinds of differences once, the first of each with what replays it', () => {
    const tally = new Tally()
    expect(tally.report()).toBe('')
    for (let seed = 1; seed <= 3; seed++)
      tally.different({ ...compared, engine: { ...refusal, message: `No ${seed}` } }, seed)
    const report = tally.report()
    expect(report).toContain('3 × GetItem: success | ValidationException: No …')
    expect(report.match(/MONOTABLE_SEED=/g)).toHaveLength(2)
  })
})
