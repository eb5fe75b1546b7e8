import type { CallOptions } from '../../protocol/backend.js'
import type { ServiceErrorName } from '../../protocol/service-errors.js'
import { isServiceError } from '../../protocol/service-errors.js'
import type { Environment } from '../entity-runtime.js'
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
  const left: (readonly TEntry[])[] = chunks.map(() => [])
  const failures: unknown[] = []
  let cause: unknown
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < chunks.length && failures.length === 0; index = next++)
      try {
        left[index] = await runChunk(chunks[index] ?? [])
      } catch (error) {
        failures.push(error)
      }
  }
  const runChunk = async (chunk: readonly TEntry[]): Promise<readonly TEntry[]> => {
    let entries = chunk
    for (let attempt = 1; ; attempt++) {
      bounds.signal?.throwIfAborted()
      try {
        entries = await send(entries, { signal: bounds.signal })
      } catch (error) {
        if (!throttlings.some((name) => isServiceError(error, name))) throw error
        cause = error
      }
      if (entries.length === 0 || attempt >= bounds.attempts) return entries
      await pause(environment, attempt, bounds.signal)
      if (failures.length > 0) return entries
    }
  }
  await Promise.all(Array.from({ length: Math.min(bounds.concurrency, chunks.length) }, work))
  if (failures.length > 0) throw failures[0]
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
