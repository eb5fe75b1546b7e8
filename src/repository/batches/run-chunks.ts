import type { CallOptions } from '../../protocol/backend.js'
import type { ServiceErrorName } from '../../protocol/service-errors.js'
import { isServiceError } from '../../protocol/service-errors.js'
import type { Environment } from '../entity-runtime.js'
import { sideBySide } from '../reads/side-by-side.js'
import type { PlannedRequest } from '../plans/plan.types.js'
import type { BatchBounds } from './batch-options.js'

const pauseMillisecondsFirst = 50
const pauseMillisecondsMax = 5000

/** Refusals of a request of which nothing was carried out, for there was no throughput at all. */
const throttlings: readonly ServiceErrorName[] = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]

/** Sends one request for entries and says which of them DynamoDB left unprocessed. */
type SendChunk<TEntry> = (entries: readonly TEntry[], options: CallOptions) => Promise<readonly TEntry[]>

interface Remainder<TEntry> {
  readonly entries: readonly TEntry[]
  /** The last refusal for throughput, where there was one. */
  readonly cause: unknown
}

/** The entries in pieces of at most `size`. */
export function chunksOf<TEntry>(entries: readonly TEntry[], size: number): readonly (readonly TEntry[])[] {
  const chunks: (readonly TEntry[])[] = []
  for (let start = 0; start < entries.length; start += size) chunks.push(entries.slice(start, start + size))
  return chunks
}

/** The requests of a plan: each chunk's, and those that send again what is unprocessed. */
export function withRepetitions(
  operation: 'BatchGetItem' | 'BatchWriteItem',
  first: readonly PlannedRequest[],
  { attempts }: BatchBounds,
): readonly PlannedRequest[] {
  const atMost = first.length * (attempts - 1)
  return atMost === 0 ? first : [...first, { operation, input: {}, when: 'dependent', atMost }]
}

/**
 * Sends every chunk, some at the same time, each until nothing of it is unprocessed or its attempts are used up. What is
 * unprocessed is sent again after a pause that doubles up to five seconds and is jittered; a chunk that pauses keeps its
 * place among those at the same time, so that a table which is short of throughput is asked less. After a failure
 * nothing more is sent, and the failure is thrown once nothing is on its way.
 */
export async function runChunks<TEntry>(
  environment: Environment,
  chunks: readonly (readonly TEntry[])[],
  bounds: BatchBounds,
  send: SendChunk<TEntry>,
): Promise<Remainder<TEntry>> {
  const left = [...chunks]
  let cause: unknown
  const runChunk = async (index: number, hasFailed: () => boolean): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      const entries = left[index] ?? []
      bounds.signal?.throwIfAborted()
      try {
        left[index] = await send(entries, { signal: bounds.signal })
      } catch (error) {
        if (!throttlings.some((name) => isServiceError(error, name))) throw error
        cause = error
      }
      if (left[index]?.length === 0 || attempt >= bounds.attempts) return
      await pause(environment, attempt, bounds.signal)
      if (hasFailed()) return
    }
  }
  await sideBySide([...chunks.keys()], runChunk, bounds.concurrency)
  return { entries: left.flat(), cause }
}

function pause(
  { clock, random }: Environment,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const milliseconds = Math.min(pauseMillisecondsMax, pauseMillisecondsFirst * 2 ** (attempt - 1))
  return clock.sleep(milliseconds * random(), signal)
}
