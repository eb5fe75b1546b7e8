import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'

export interface UntypedBatchOptions extends CallOptions {
  readonly attempts?: number | undefined
  readonly concurrency?: number | undefined
}

export interface BatchBounds {
  readonly attempts: number
  readonly concurrency: number
  readonly signal: AbortSignal | undefined
}

const attemptsDefault = 10
const concurrencyDefault = 4

/** How often and how many at once the requests of a batch are sent. */
export function batchBounds(options: UntypedBatchOptions | null | undefined): BatchBounds {
  const { attempts, concurrency, signal } = options ?? {}
  return {
    attempts: wholeNumber('attempts', attempts ?? attemptsDefault),
    concurrency: wholeNumber('concurrency', concurrency ?? concurrencyDefault),
    signal,
  }
}

function wholeNumber(name: 'attempts' | 'concurrency', value: number): number {
  if (Number.isInteger(value) && value >= 1) return value
  throw new MonotableError(
    name === 'attempts' ? 'repository.attempts' : 'repository.concurrency',
    `A batch takes a whole number of ${name === 'attempts' ? 'attempts' : 'requests at once'} from 1, not ${String(value)}`,
    { [name]: value },
  )
}
