import { AsyncLocalStorage } from 'node:async_hooks'

const unwatched = new AsyncLocalStorage<true>()

/** Runs what a test does for itself: its requests are neither written down nor struck by faults. */
export function unobserved<TResult>(run: () => Promise<TResult>): Promise<TResult> {
  return unwatched.run(true, run)
}

export function isUnwatched(): boolean {
  return unwatched.getStore() === true
}
