import * as z from 'zod'
import { seededRandom } from '../../../src/core/random.js'
import { memory } from '../../../src/engine/index.js'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { Backend, OperationName } from '../../../src/protocol/backend.js'
import { manualClock, Order, Parcel } from '../fixtures.js'

const notes = defineTable({
  name: 'notes',
  partitionKey: { name: 'id', type: 'N' },
  sortKey: { name: 'mark', type: 'B' },
  timeToLive: 'expires',
})

/** In a table of its own, under a number and bytes, with an expiry. */
const Note = defineEntity({
  name: 'Note',
  table: notes,
  schema: z.object({
    id: z.number(),
    mark: z.instanceof(Uint8Array),
    text: z.string(),
    expires: z.date().optional(),
  }),
  key: { partitionKey: '{id}', sortKey: '{mark}' },
})

export interface Sent {
  readonly operation: OperationName
  readonly input: unknown
  readonly signal: AbortSignal | undefined
}

/** A database over the engine whose batches are carried out in part, as `leave` says of each key or item. */
export async function openBatch() {
  const clock = manualClock()
  const engine = memory({ clock, random: seededRandom(1) })
  const sent: Sent[] = []
  const state = {
    /** Whether DynamoDB leaves an entry unprocessed, by the number of the request and of the entry. */
    leaves: (_request: number, _entry: number): boolean => false,
    /** Runs before a request is carried out; what it throws is the answer. */
    before: async (_request: number): Promise<void> => {},
    underway: 0,
    mostUnderway: 0,
  }
  const backend: Backend = {
    async execute(operation, input, options) {
      sent.push({ operation, input: structuredClone(input), signal: options?.signal })
      state.mostUnderway = Math.max(state.mostUnderway, ++state.underway)
      try {
        const request = sent.length
        await state.before(request)
        const { kept, left } = splitBatch(operation, input, (entry) => state.leaves(request, entry))
        const isEmpty = Object.keys(kept['RequestItems'] ?? { some: 1 }).length === 0
        const output = isEmpty ? {} : await engine.execute(operation, kept, options)
        return { ...output, ...left }
      } finally {
        state.underway--
      }
    },
  }
  const db = createDatabase({
    backend,
    clock,
    random: seededRandom(7),
    entities: { orders: Order, parcels: Parcel, notes: Note },
  })
  await db.createTables()
  sent.length = 0
  return { db, clock, engine, sent, state }
}

/** The part of a batch that is carried out, and the part that is handed back. */
function splitBatch(
  operation: OperationName,
  input: unknown,
  leaves: (entry: number) => boolean,
): { readonly kept: Record<string, object | undefined>; readonly left: object } {
  const given = input as Record<string, object>
  const member = { BatchGetItem: 'UnprocessedKeys', BatchWriteItem: 'UnprocessedItems' }[operation as string]
  if (member === undefined) return { kept: given, left: {} }
  let entry = 0
  const kept: Record<string, unknown> = {}
  const left: Record<string, unknown> = {}
  for (const [table, requests] of Object.entries(given['RequestItems'] ?? {})) {
    const list: readonly unknown[] = operation === 'BatchGetItem' ? requests.Keys : requests
    const isLeft = list.map(() => leaves(entry++))
    const part = (wanted: boolean): unknown => {
      const some = list.filter((_, index) => isLeft[index] === wanted)
      return operation === 'BatchGetItem' ? { ...requests, Keys: some } : some
    }
    if (isLeft.includes(false)) kept[table] = part(false)
    if (isLeft.includes(true)) left[table] = part(true)
  }
  const isAll = Object.keys(left).length === 0
  return { kept: { ...given, RequestItems: kept }, left: isAll ? {} : { [member]: left } }
}

export const parcel = (id: number) => ({ tenant: 't', id: `p${id}`, weight: id })
export const parcelKey = (id: number) => ({ tenant: 't', id: `p${id}` })
export const parcelKeys = (count: number) => Array.from({ length: count }, (_, index) => parcelKey(index))
export const parcels = (count: number) => Array.from({ length: count }, (_, index) => parcel(index))
export const note = (id: number, ...mark: number[]) => ({
  id,
  mark: Uint8Array.from(mark.length === 0 ? [0] : mark),
  text: `n${id}`,
})

/** How many entries each request of an operation had. */
export function sizesOf(sent: readonly Sent[], operation: 'BatchGetItem' | 'BatchWriteItem'): number[] {
  return sent
    .filter((request) => request.operation === operation)
    .map(({ input }) =>
      Object.values(
        (input as { RequestItems: Record<string, { Keys?: unknown[] } | unknown[]> }).RequestItems,
      )
        .map((requests) => (Array.isArray(requests) ? requests : (requests.Keys ?? [])).length)
        .reduce((sum, length) => sum + length, 0),
    )
}
