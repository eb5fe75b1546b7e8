import fc from 'fast-check'
import type { GeneratedRequest } from './requests.js'
import { batchGet, batchWrite, get, query, scan, transactGet, transactWrite, write } from './requests.js'
import type { GeneratedTable } from './tables.js'

/** Requests over a few tables: mostly writes at first sight, so that reads have something to find. */
export function requests(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const [main] = tables as readonly [GeneratedTable]
  const table = fc.constantFrom(main, ...tables)
  return fc.oneof(
    { weight: 8, arbitrary: table.chain(write) },
    { weight: 2, arbitrary: table.chain(get) },
    { weight: 4, arbitrary: table.chain(query) },
    { weight: 2, arbitrary: table.chain(scan) },
    { weight: 2, arbitrary: transactWrite(tables) },
    { weight: 1, arbitrary: transactGet(tables) },
    { weight: 1, arbitrary: batchGet(tables) },
    { weight: 1, arbitrary: batchWrite(tables) },
  )
}
