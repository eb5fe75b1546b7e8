/** Time as a port, so that tests decide what time it is and how long a pause takes. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Resolves after `milliseconds`, or rejects with the signal's reason when it aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }, milliseconds)
      signal?.addEventListener('abort', onAbort, { once: true })
    }),
}

// Taken at once: whoever replaces the timers of a test must not stop what only wants to let others go first.
const { setImmediate: immediate, setTimeout: timeout } = globalThis as {
  setImmediate?: (act: () => void) => unknown
  setTimeout: (act: () => void, milliseconds: number) => unknown
}

/** Those that wait for their turn, the first of them for the next one. */
const waiting: (() => void)[] = []

/**
 * Resolves when everybody else has had a turn of the event loop: no time, so that no clock gives it. Of those that wait,
 * one goes on in each turn: a hundred pieces of work at once would keep others as long as one that is a hundred times as
 * large.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (waiting.length === 1) afterOthers(giveTurn)
  })
}

function giveTurn(): void {
  waiting.shift()?.()
  if (waiting.length > 0) afterOthers(giveTurn)
}

function afterOthers(act: () => void): void {
  if (immediate === undefined) timeout(act, 0)
  else immediate(act)
}
