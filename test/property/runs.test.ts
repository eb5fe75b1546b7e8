import { afterEach, describe, expect, it, vi } from 'vitest'
import { parameters } from './runs.js'

afterEach(() => void vi.unstubAllEnvs())

function withEnvironment(values: { runs?: string; seed?: string }) {
  vi.stubEnv('MONOTABLE_RUNS', values.runs)
  vi.stubEnv('MONOTABLE_SEED', values.seed)
}

describe('parameters', () => {
  it('runs as often as the property asks and leaves the seed to chance', () => {
    withEnvironment({})
    expect(parameters(100)).toEqual({ numRuns: 100 })
  })

  it('multiplies the runs by MONOTABLE_RUNS, to one at least', () => {
    withEnvironment({ runs: '20' })
    expect(parameters(100)).toEqual({ numRuns: 2000 })
    withEnvironment({ runs: '0.001' })
    expect(parameters(100)).toEqual({ numRuns: 1 })
  })

  it('replays the seed of MONOTABLE_SEED, negative ones too', () => {
    withEnvironment({ seed: '-1374120' })
    expect(parameters(100)).toEqual({ numRuns: 100, seed: -1374120 })
  })

  it.each([{ runs: 'many' }, { runs: '-1' }, { seed: 'lucky' }])(
    'refuses %o instead of running something else',
    (values) => {
      withEnvironment(values)
      expect(() => parameters(100)).toThrow(/^MONOTABLE_(RUNS|SEED) must be/)
    },
  )
})
