import type { Random } from '../../core/random.js'
import type {
  BatchGetItemInput,
  BatchWriteItemInput,
  KeysAndAttributes,
  WriteRequest,
} from '../../protocol/batches.js'

/** A batch, parted into what is carried out and what is left over: at least one entry. */
export interface Parted<TRequests> {
  readonly done: TRequests | undefined
  readonly leftOver: TRequests
}

type Writes = NonNullable<BatchWriteItemInput['RequestItems']>
type Reads = NonNullable<BatchGetItemInput['RequestItems']>

export function partWrites(requests: Writes, random: Random): Parted<Writes> {
  return part(
    requests,
    random,
    (entries: WriteRequest[]) => entries,
    (_, entries) => entries,
  )
}

export function partReads(requests: Reads, random: Random): Parted<Reads> {
  return part(
    requests,
    random,
    ({ Keys = [] }: KeysAndAttributes) => Keys,
    (all, Keys) => ({ ...all, Keys }),
  )
}

/** What is left over for one reason and for another. */
export function joinWrites(one: Writes = {}, other: Writes = {}): Writes {
  return join(one, other, (table, entries) => [...table, ...entries])
}

export function joinReads(one: Reads = {}, other: Reads = {}): Reads {
  return join(one, other, (table, { Keys = [] }) => ({ ...table, Keys: [...(table.Keys ?? []), ...Keys] }))
}

function join<TTable>(
  one: Readonly<Record<string, TTable>>,
  other: Readonly<Record<string, TTable>>,
  both: (table: TTable, more: TTable) => TTable,
): Record<string, TTable> {
  const joined = { ...one }
  for (const [name, more] of Object.entries(other)) {
    const table = joined[name]
    joined[name] = table === undefined ? more : both(table, more)
  }
  return joined
}

function part<TTable, TEntry>(
  requests: Readonly<Record<string, TTable>>,
  random: Random,
  entriesOf: (table: TTable) => readonly TEntry[],
  withEntries: (table: TTable, entries: TEntry[]) => TTable,
): Parted<Record<string, TTable>> {
  const total = Object.values(requests).reduce((sum, table) => sum + entriesOf(table).length, 0)
  const certain = Math.floor(random() * total)
  const done: Record<string, TTable> = {}
  const leftOver: Record<string, TTable> = {}
  let index = 0
  for (const [name, table] of Object.entries(requests)) {
    const kept: TEntry[] = []
    const left: TEntry[] = []
    for (const entry of entriesOf(table)) (index++ === certain || random() < 0.5 ? left : kept).push(entry)
    if (kept.length > 0) done[name] = withEntries(table, kept)
    if (left.length > 0) leftOver[name] = withEntries(table, left)
  }
  return { done: Object.keys(done).length === 0 ? undefined : done, leftOver }
}
