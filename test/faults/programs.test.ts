import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import type { Backend } from '../../src/protocol/backend.js'
import { parameters } from '../property/runs.js'
import { broken } from './laws.js'
import { namesOfWays, runProgram } from './program.js'

const runs = parameters(200)

test(
  'whatever goes wrong among fifty callers, nothing is lost or doubled, and each is told what became of its call',
  async () => {
    const outcomes = new Set<string>()
    const faults = new Set<string>()
    const done = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.noShrink(fc.nat()), async (seed) => {
        const { world, ledger, gone } = await runProgram(seed)
        expect(await broken(world, ledger)).toEqual([])
        world.engine.assertInvariants()
        for (const { outcome } of ledger.deeds) outcomes.add(outcome)
        for (const { fault } of world.watched.requests) if (fault !== undefined) faults.add(fault)
        for (const way of gone.keys()) done.add(way)
      }),
      runs,
    )
    if (runs.numRuns < 100) return
    // The property means something only where everything happens.
    expect([...faults].sort()).toEqual(['conflict', 'lost-response', 'throttle', 'time-out', 'unprocessed'])
    expect([...outcomes].sort()).toEqual(['done', 'partly', 'undone', 'unknown'])
    const never = namesOfWays.filter((way) => !way.endsWith('look') && !done.has(way))
    // A few seldom succeed among so many.
    expect(never.slice(runs.numRuns < 1000 ? 3 : 0)).toEqual([])
  },
  60_000 + runs.numRuns * 500,
)

describe('what would be wrong', () => {
  /** What the laws find wrong with some programs, on a backend that does what none may do. */
  async function problemsOn(tamper: (backend: Backend) => Backend): Promise<string> {
    const problems: string[] = []
    for (let seed = 1; seed <= 5; seed++) {
      const { world, ledger } = await runProgram(seed, tamper)
      problems.push(...(await broken(world, ledger)))
    }
    return problems.join('\n')
  }

  const before =
    (operation: string, act: (backend: Backend, input: object) => unknown) =>
    (backend: Backend): Backend => ({
      async execute(name, input, options) {
        if (name === operation) await act(backend, input)
        return backend.execute(name, input, options)
      },
    })

  test('is found where a write is acknowledged and lost', async () => {
    const forgetting = (backend: Backend): Backend => ({
      async execute(name, input, options) {
        return name === 'PutItem' ? {} : backend.execute(name, input, options)
      },
    })
    expect(await problemsOn(forgetting)).toContain('is lost')
  })

  test('is found where an update is done twice', async () => {
    const twice = before('UpdateItem', (backend, input) =>
      backend.execute('UpdateItem', input as never).catch(() => undefined),
    )
    expect(await problemsOn(twice)).toMatch(/is done 2 times|is done all the same/)
  })

  test('is found where a key of an index goes stale, or an item is taken away', async () => {
    const stale = before('PutItem', (_, input) => {
      const { Item = {} } = input as { readonly Item?: AttributeMap }
      if (Item['s1'] !== undefined) Item['s1'] = { S: 'stale' }
    })
    expect(await problemsOn(stale)).toContain('is what should be in')
    const thieving = before('GetItem', (backend, input) => {
      const { TableName, Key } = input as { readonly TableName: string; readonly Key: AttributeMap }
      return backend.execute('DeleteItem', { TableName, Key })
    })
    expect(await problemsOn(thieving)).toContain('delete of ')
  })
})
