import type { IndexStatus } from '../../protocol/tables.js'

/** What a table or an index is going through. It is over when its time has come, without anything having to happen. */
export interface Phase {
  readonly status: 'CREATING' | 'DELETING' | 'UPDATING'
  /** Milliseconds since the epoch. */
  readonly until: number
  /** Of an index that an existing table gets: when items begin to be taken into it. */
  readonly backfillsFrom?: number
}

export function isOver(phase: Phase | undefined, now: number): boolean {
  return phase === undefined || now >= phase.until
}

/** Whether it ends when something is done, and not at a time. */
export function isEndless(phase: { readonly until: number } | undefined): boolean {
  return phase?.until === Infinity
}

export function statusAt(phase: Phase | undefined, now: number): IndexStatus {
  return phase === undefined || now >= phase.until ? 'ACTIVE' : phase.status
}

/**
 * The moment at which the answer to a change shows the table. A change that takes no time is over at once, and yet the
 * service never answers that: what began at `now` is still under way here.
 */
export function beginning(now: number): number {
  return now - 1
}
