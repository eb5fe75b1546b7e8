import type { Clock } from '../../src/core/clock.js'

export interface WaitingClock extends Clock {
  /** Moves time on: what has slept long enough wakes, the earliest first, and does what it can. */
  advance(milliseconds: number): Promise<void>
}

/** A clock that stands still, and on which sleep lasts until it is moved on. */
export function waitingClock(start = Date.UTC(2026, 0, 1)): WaitingClock {
  let now = start
  let sleepers: { readonly at: number; readonly wake: () => void }[] = []
  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        sleepers.push({ at: now + milliseconds, wake: resolve })
      }),
    advance: async (milliseconds) => {
      now += milliseconds
      const due = sleepers.filter(({ at }) => at <= now).toSorted((left, right) => left.at - right.at)
      sleepers = sleepers.filter(({ at }) => at > now)
      for (const { wake } of due) {
        wake()
        await settled()
      }
    },
  }
}

/** Lets everything run that waits for nothing but its turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
