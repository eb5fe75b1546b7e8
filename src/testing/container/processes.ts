import { kill } from 'node:process'

/** Whether there is a process of that number. */
export function isAlive(processId: number): boolean {
  try {
    kill(processId, 0)
    return true
  } catch (error) {
    // There is one, and it belongs to somebody else.
    return (error as { readonly code?: unknown }).code === 'EPERM'
  }
}

/** What tells a process of its place among others. */
export interface ProcessFacts {
  readonly pid: number
  readonly ppid: number
  /** Whether its parent made it with `fork`, as runners of tests make their workers. */
  readonly isForked: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
}

/**
 * The processes that need a container as long as they live: this one and, where this is a worker, the runner that will start
 * the next.
 */
export function usersOf({ pid, ppid, isForked, environment }: ProcessFacts): readonly number[] {
  const isWorker = isForked || environment['NODE_TEST_CONTEXT'] !== undefined
  return isWorker ? [pid, ppid] : [pid]
}
