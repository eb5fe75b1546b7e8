import type { ProvisionedThroughput, ProvisionedThroughputDescription } from '../../protocol/tables.js'
import {
  throughputDecreaseIntervalMilliseconds,
  throughputDecreasesPerDayMax,
} from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { messages } from '../messages.js'

interface Units {
  readonly reads: number
  readonly writes: number
}

/** Units that a table or an index is provisioned with, none when it is on demand, and how they changed. */
export interface Throughput extends Units {
  /** What is in force until the last change is over. */
  readonly before: Units | undefined
  readonly increasedAt: number | undefined
  readonly decreasedAt: number | undefined
  /** On the day of the last decrease. */
  readonly decreases: number
}

const dayMilliseconds = 86_400_000

export function newThroughput(given: ProvisionedThroughput | undefined): Throughput {
  return {
    reads: given?.ReadCapacityUnits ?? 0,
    writes: given?.WriteCapacityUnits ?? 0,
    before: undefined,
    increasedAt: undefined,
    decreasedAt: undefined,
    decreases: 0,
  }
}

/** The same units with a change that is behind them: what was in force before is forgotten. */
export function settledThroughput(throughput: Throughput): Throughput {
  return throughput.before === undefined ? throughput : { ...throughput, before: undefined }
}

/** Throws when there were as many decreases as a day allows, and the last is less than an hour ago. */
export function changedThroughput(current: Throughput, units: Units, now: number): Throughput {
  const isIncrease = units.reads > current.reads || units.writes > current.writes
  const isDecrease = units.reads < current.reads || units.writes < current.writes
  const decreases = decreasesOn(current, now)
  if (isDecrease) assertMayDecrease(current, decreases, now)
  return {
    ...units,
    before: { reads: current.reads, writes: current.writes },
    increasedAt: isIncrease ? now : current.increasedAt,
    decreasedAt: isDecrease ? now : current.decreasedAt,
    decreases: isDecrease ? decreases + 1 : decreases,
  }
}

/**
 * What provisioned units become where reads and writes are paid one by one. At once, and of indexes alone the service
 * counts it as a decrease: these give the time.
 */
export function noThroughput(current: Throughput, decreasedAt?: number): Throughput {
  const none = { ...current, reads: 0, writes: 0, before: undefined }
  if (decreasedAt === undefined) return none
  return { ...none, decreasedAt, decreases: decreasesOn(current, decreasedAt) + 1 }
}

export function describeThroughput(
  throughput: Throughput,
  now: number,
  isUpdating: boolean,
): ProvisionedThroughputDescription {
  const { reads, writes } = (isUpdating ? throughput.before : undefined) ?? throughput
  const description: ProvisionedThroughputDescription = {
    NumberOfDecreasesToday: decreasesOn(throughput, now),
    ReadCapacityUnits: reads,
    WriteCapacityUnits: writes,
  }
  const { increasedAt, decreasedAt } = throughput
  if (increasedAt !== undefined) description.LastIncreaseDateTime = new Date(increasedAt)
  if (decreasedAt !== undefined) description.LastDecreaseDateTime = new Date(decreasedAt)
  return description
}

function assertMayDecrease({ decreasedAt }: Throughput, decreases: number, now: number): void {
  if (decreasedAt === undefined || decreases < throughputDecreasesPerDayMax) return
  const next = decreasedAt + throughputDecreaseIntervalMilliseconds
  if (now >= next) return
  throw new ServiceError('LimitExceededException', messages.tooManyDecreases(decreases, decreasedAt, next))
}

/** Days are those of UTC. */
function decreasesOn({ decreasedAt, decreases }: Throughput, now: number): number {
  if (decreasedAt === undefined) return 0
  const dayOf = (time: number) => Math.floor(time / dayMilliseconds)
  return dayOf(now) > dayOf(decreasedAt) ? 0 : decreases
}
