import { setImmediate as afterThisTurn } from 'node:timers'
import type { Clock } from '../core/clock.js'
import { systemClock } from '../core/clock.js'
import { MonotableError } from '../core/errors.js'

/** A clock that stands still until somebody moves it, or sleeps. */
export interface TestClock extends Clock {
  /** Moves it on by so many milliseconds, and gives what time it is then. */
  advance(milliseconds: number): number
  /** Sets it to a point in time, which may not lie before now. */
  advanceTo(time: Date | number): void
  /** The present as a date. */
  date(): Date
}

/**
 * A clock for tests: it shows `start`, or the time of its making, until it is moved. Who sleeps by it does not wait: as soon as
 * nobody else has anything to do, it moves on to the end of the sleep.
 *
 * @example
 * ```ts
 * const clock = testClock('2026-01-01T00:00:00Z')
 * clock.advance(60_000)
 * clock.date().toISOString() // '2026-01-01T00:01:00.000Z'
 * ```
 *
 * @throws MonotableError `testing.clock` for what is no time, and for a way back: nothing that follows a clock expects one.
 */
export function testClock(start: Date | number | string = systemClock.now()): TestClock {
  return new StandingClock(timeOf(start))
}

interface Sleeper {
  readonly until: number
  wake(): void
}

class StandingClock implements TestClock {
  #now: number
  readonly #sleepers = new Set<Sleeper>()
  #isPassing = false

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  date(): Date {
    return new Date(this.#now)
  }

  advance(milliseconds: number): number {
    this.advanceTo(this.#now + milliseconds)
    return this.#now
  }

  advanceTo(time: Date | number): void {
    const now = timeOf(time)
    if (now < this.#now)
      throw new MonotableError(
        'testing.clock',
        `A test clock goes on and not back: it is ${this.date().toISOString()}, and ${new Date(now).toISOString()} is before`,
        { now: this.#now, time: now },
      )
    this.#now = now
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = (): void => {
        this.#sleepers.delete(sleeper)
        reject(signal?.reason)
      }
      const sleeper: Sleeper = {
        until: this.#now + Math.max(0, milliseconds),
        wake: () => {
          signal?.removeEventListener('abort', onAbort)
          resolve()
        },
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#sleepers.add(sleeper)
      this.#passTime()
    })
  }

  /** Wakes one sleeper after another, each when all that the one before has set going is done. */
  #passTime(): void {
    if (this.#isPassing || this.#sleepers.size === 0) return
    this.#isPassing = true
    afterThisTurn(() => {
      this.#isPassing = false
      this.#wakeNext()
      this.#passTime()
    })
  }

  #wakeNext(): void {
    let next: Sleeper | undefined
    for (const sleeper of this.#sleepers) if (next === undefined || sleeper.until < next.until) next = sleeper
    if (next === undefined) return
    this.#sleepers.delete(next)
    this.#now = Math.max(this.#now, next.until)
    next.wake()
  }
}

/** The clock, but that sleeping takes the time that it says: for what is not in this process. */
export function waitingFor(clock: TestClock): Clock {
  return {
    now: () => clock.now(),
    async sleep(milliseconds, signal) {
      await systemClock.sleep(milliseconds, signal)
      clock.advance(milliseconds)
    },
  }
}

function timeOf(time: Date | number | string): number {
  const milliseconds = new Date(time).getTime()
  if (Number.isFinite(milliseconds)) return milliseconds
  throw new MonotableError('testing.clock', `A clock shows a point in time, not ${String(time)}`, {
    time: String(time),
  })
}
