import fc from 'fast-check'
import { administration, indexChanges } from './administration.js'
import { batchGet, batchWrite, fullBatch } from './batches.js'
import { legacy } from './legacy.js'
import { get, query, scan } from './reads.js'
import type { GeneratedRequest } from './requests.js'
import { spoilt } from './spoilt.js'
import { batchStatements, transactStatements } from './statement-lists.js'
import { statement } from './statements.js'
import type { GeneratedTable } from './tables.js'
import { transactGet, transactWrite } from './transactions.js'
import { write } from './writes.js'

/** Requests over a few tables: mostly writes, so that reads have something to find, and mostly right. */
export function requests(tables: readonly GeneratedTable[], suffix: string): fc.Arbitrary<GeneratedRequest> {
  const [main] = tables as readonly [GeneratedTable]
  const changing = tables.at(-1) ?? main
  const table = fc.constantFrom(main, ...tables)
  const right = fc.oneof(
    { weight: 16, arbitrary: table.chain(write) },
    { weight: 4, arbitrary: table.chain(get) },
    { weight: 10, arbitrary: table.chain(query) },
    { weight: 6, arbitrary: table.chain(scan) },
    { weight: 4, arbitrary: transactWrite(tables, suffix) },
    { weight: 2, arbitrary: transactGet(tables) },
    { weight: 2, arbitrary: batchGet(tables) },
    { weight: 2, arbitrary: batchWrite(tables) },
    { weight: 4, arbitrary: table.chain(legacy) },
    { weight: 4, arbitrary: table.chain(statement) },
    { weight: 1, arbitrary: batchStatements(tables) },
    { weight: 1, arbitrary: transactStatements(tables, suffix) },
  )
  return fc.oneof(
    { weight: 520, arbitrary: right },
    { weight: 80, arbitrary: right.chain((request) => spoilt(request, tables)) },
    { weight: 20, arbitrary: administration(tables, `made-${suffix}`) },
    { weight: 3, arbitrary: indexChanges(changing) },
    { weight: 2, arbitrary: table.chain(fullBatch) },
  )
}

/** Sends every fourth transaction that has a token again, unchanged, a few requests later. */
export function withReplays(all: readonly GeneratedRequest[]): readonly GeneratedRequest[] {
  const tokens = all.filter(({ input }) => input['ClientRequestToken'] !== undefined)
  const replayed = new Map(
    tokens.filter((_, place) => place % 4 === 0).map((request) => [all.indexOf(request) + 3, request]),
  )
  return all.flatMap((request, place) => {
    const again = replayed.get(place)
    return again === undefined ? [request] : [request, again]
  })
}
