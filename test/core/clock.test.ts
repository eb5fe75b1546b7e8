import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTurn, systemClock } from '../../src/core/clock.js'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('the clock of the machine tells milliseconds since 1970', () => {
  expect(systemClock.now()).toBe(1_000_000)
  vi.advanceTimersByTime(5)
  expect(systemClock.now()).toBe(1_000_005)
})

test('sleep lasts as long as it was asked to, and listens to its signal no longer', async () => {
  const { signal } = new AbortController()
  const removed = vi.spyOn(signal, 'removeEventListener')
  let isAwake = false
  const sleeping = systemClock.sleep(100, signal).then(() => (isAwake = true))
  await vi.advanceTimersByTimeAsync(99)
  expect(isAwake).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await sleeping
  expect(isAwake).toBe(true)
  expect(removed).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

test('sleep ends with the reason of its signal, and leaves no timer', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const sleeping = systemClock.sleep(100, controller.signal)
  controller.abort(reason)
  await expect(sleeping).rejects.toBe(reason)
  expect(vi.getTimerCount()).toBe(0)
})

test('sleep does not begin where its signal has aborted', async () => {
  const reason = new Error('enough')
  await expect(systemClock.sleep(100, AbortSignal.abort(reason))).rejects.toBe(reason)
  expect(vi.getTimerCount()).toBe(0)
})

test('a turn lets others go first, also where the timers of a test stand still', async () => {
  const order: string[] = []
  const turn = nextTurn().then(() => order.push('after'))
  order.push('meanwhile')
  await turn
  expect(order).toEqual(['meanwhile', 'after'])
})

test('of all that wait for their turn, one goes on in each', async () => {
  const order: string[] = []
  const both = ['first', 'second'].map((name) => nextTurn().then(() => order.push(name)))
  await both[0]
  order.push('another')
  await Promise.all(both)
  expect(order).toEqual(['first', 'another', 'second'])
})
