import { seededRandom } from '../../../src/core/random.js'
import { Engine } from '../../../src/engine/engine.js'
import type { ReadRequest } from '../../../src/engine/reads/read-request.js'
import type { Table } from '../../../src/engine/tables/table.js'
import { IdempotencyTokens } from '../../../src/engine/writes/idempotency-tokens.js'
import { manualClock } from '../support.js'

/** An engine with these tables, reached by their names. */
export function engineOf(...tables: Table[]): Engine {
  const environment = {
    clock: manualClock(),
    random: seededRandom(1),
    region: 'us-east-1',
    accountId: '0',
    tableTransition: 0,
    itemCollectionSizeLimit: Infinity,
    transactionTime: 0,
    timeToLiveLag: 0,
  }
  const byName = new Map(tables.map((table) => [table.schema.name, table]))
  return new Engine(environment, {
    tables: byName,
    closedStreams: new Map(),
    tokens: new IdempotencyTokens(),
  })
}

export function requestOf(change: Partial<ReadRequest> = {}): ReadRequest {
  return {
    tableName: 'shop',
    indexName: undefined,
    select: undefined,
    limit: undefined,
    isConsistent: false,
    startKey: undefined,
    filter: undefined,
    projection: undefined,
    capacity: undefined,
    ...change,
  }
}
