import { testClock } from 'monotable/testing'
import { describe, expect, it } from 'vitest'
import { waitingFor } from '../../src/testing/test-clock.js'

describe('a test clock', () => {
  it('stands still until it is moved', async () => {
    const clock = testClock('2026-01-01')
    await new Promise(setImmediate)
    expect(clock.date()).toEqual(new Date('2026-01-01'))
    expect(clock.advance(1500)).toBe(Date.parse('2026-01-01') + 1500)
    clock.advanceTo(new Date('2026-02-01'))
    expect(clock.now()).toBe(Date.parse('2026-02-01'))
  })

  it('shows the time of its making unless told otherwise', () => {
    const before = Date.now()
    const now = testClock().now()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
  })

  it('lets sleepers wake in the order of their times, and shows each its own', async () => {
    const clock = testClock(0)
    const woken: [string, number][] = []
    const sleep = async (name: string, milliseconds: number) => {
      await clock.sleep(milliseconds)
      woken.push([name, clock.now()])
    }
    await Promise.all([sleep('late', 3_600_000), sleep('early', 1000), sleep('at once', 0)])
    expect(woken).toEqual([
      ['at once', 0],
      ['early', 1000],
      ['late', 3_600_000],
    ])
  })

  it('lets no time pass while somebody has something to do', async () => {
    const clock = testClock(0)
    const sleeping = clock.sleep(1000)
    for (let step = 0; step < 100; step++) await Promise.resolve()
    expect(clock.now()).toBe(0)
    await sleeping
    expect(clock.now()).toBe(1000)
  })

  it('does not go back for sleepers whose time has come already', async () => {
    const clock = testClock(0)
    const sleeping = clock.sleep(1000)
    clock.advance(5000)
    await sleeping
    expect(clock.now()).toBe(5000)
  })

  it('ends a sleep that is given up, and does not wait for it', async () => {
    const clock = testClock(0)
    const controller = new AbortController()
    const sleeping = clock.sleep(1000, controller.signal)
    controller.abort(new Error('enough'))
    await expect(sleeping).rejects.toThrow('enough')
    await expect(clock.sleep(1000, controller.signal)).rejects.toThrow('enough')
    expect(clock.now()).toBe(0)
  })

  it('refuses a way back, and what is no time', () => {
    const clock = testClock('2026-01-01')
    const refusal = expect.objectContaining({ code: 'testing.clock' }) as Error
    expect(() => clock.advance(-1)).toThrow(refusal)
    expect(() => clock.advance(Number.NaN)).toThrow(refusal)
    expect(() => testClock('tomorrow')).toThrow(refusal)
  })
})

describe('the clock of what is not in this process', () => {
  it('takes the time that it says, and the test clock goes on with it', async () => {
    const clock = testClock(0)
    const before = performance.now()
    await waitingFor(clock).sleep(30)
    expect(performance.now() - before).toBeGreaterThan(25)
    expect(clock.now()).toBe(30)
    expect(waitingFor(clock).now()).toBe(30)
  })
})
