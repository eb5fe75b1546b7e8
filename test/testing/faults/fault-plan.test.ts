import { describe, expect, it } from 'vitest'
import { FaultPlan } from '../../../src/testing/faults/fault-plan.js'

const times = (plan: FaultPlan, count: number) => Array.from({ length: count }, () => plan.next('PutItem'))

describe('a fault plan', () => {
  it('counts the requests of the operations that a fault names, and no others', () => {
    const plan = new FaultPlan([{ kind: 'throttle', operation: 'PutItem', nth: 2 }], 1)
    expect(plan.next('PutItem')).toBeUndefined()
    expect(plan.next('GetItem')).toBeUndefined()
    expect(plan.next('PutItem')).toBe('throttle')
    expect(plan.next('PutItem')).toBeUndefined()
  })

  it('lets the first of several faults happen, and goes on counting for the others', () => {
    const plan = new FaultPlan(
      [
        { kind: 'throttle', nth: 1 },
        { kind: 'time-out', nth: [1, 2] },
      ],
      1,
    )
    expect(times(plan, 3)).toEqual(['throttle', 'time-out', undefined])
  })

  it('throws dice for each fault apart, so that one more does not change the others', () => {
    const likely = { kind: 'throttle', operation: 'PutItem', probability: 0.5 } as const
    const alone = times(new FaultPlan([likely], 9), 50)
    const beside = new FaultPlan([likely, { kind: 'time-out', operation: 'Query', probability: 0.5 }], 9)
    for (let count = 0; count < 50; count++) beside.next('Query')
    expect(times(beside, 50)).toEqual(alone)
    expect(new Set(alone)).toEqual(new Set(['throttle', undefined]))
  })

  it('takes a probability within the requests that nth names', () => {
    const plan = new FaultPlan([{ kind: 'throttle', nth: [1, 2, 3], probability: 0 }], 1)
    expect(times(plan, 4)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('takes a list, and says so of a fault alone', () => {
    const alone = { kind: 'throttle' } as unknown as []
    expect(() => new FaultPlan(alone, 1)).toThrow(
      expect.objectContaining({
        code: 'testing.fault',
        message: expect.stringContaining('a list') as string,
      }) as Error,
    )
  })
})
