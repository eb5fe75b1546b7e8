import fc from 'fast-check'
import { projectionWords } from './reads.js'
import type { GeneratedRequest, Input } from './requests.js'
import { expressions, keyOf, sometimes, units, withoutAbsent } from './requests.js'
import type { GeneratedTable } from './tables.js'
import type { Write } from './writes.js'
import { conditionCheck, writeOf } from './writes.js'

/** Which item an action is about. */
function target({ kind, input }: Write, tables: readonly GeneratedTable[]): string {
  const table = tables.find(({ name }) => name === input['TableName'])
  const holder = (kind === 'Put' ? input['Item'] : input['Key']) as Input
  const names = [table?.partition.name, table?.sort?.name].filter((name) => name !== undefined)
  return JSON.stringify([table?.name, ...names.map((name) => holder[name])])
}

/** Actions on items of their own; tokens end in `suffix`, as DynamoDB Local remembers those of other sequences. */
export function transactWrite(
  tables: readonly GeneratedTable[],
  suffix: string,
): fc.Arbitrary<GeneratedRequest> {
  const one = fc
    .constantFrom(...tables)
    .chain((table) =>
      fc.oneof({ weight: 9, arbitrary: writeOf(table) }, { weight: 1, arbitrary: conditionCheck(table) }),
    )
  const writes = fc.uniqueArray(one, {
    minLength: 1,
    maxLength: 3,
    selector: (action) => target(action, tables),
  })
  const token = sometimes(
    3,
    fc.integer({ min: 0, max: 200 }).map((drawn) => `${drawn}-${suffix}`.slice(0, 36)),
  )
  return fc
    .record({ writes, token, units, metrics: sometimes(1, fc.constant('SIZE')) })
    .map(({ writes: all, token: ClientRequestToken, units: report, metrics }) => ({
      operation: 'TransactWriteItems',
      input: withoutAbsent({
        TransactItems: all.map(({ kind, input }) => ({ [kind]: input })),
        ClientRequestToken,
        ReturnConsumedCapacity: report,
        ReturnItemCollectionMetrics: metrics,
      }),
    }))
}

export function transactGet(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const one = fc.constantFrom(...tables).chain((table) =>
    fc.record({ key: keyOf(table), words: sometimes(3, projectionWords) }).map(({ key, words }) => ({
      Get: { TableName: table.name, Key: key, ...expressions({ ProjectionExpression: words }) },
    })),
  )
  const gets = fc.uniqueArray(one, {
    minLength: 1,
    maxLength: 4,
    selector: ({ Get: { TableName, Key } }) => JSON.stringify([TableName, Key]),
  })
  return fc.record({ gets, units }).map(({ gets: all, units: report }) => ({
    operation: 'TransactGetItems',
    input: withoutAbsent({ TransactItems: all, ReturnConsumedCapacity: report }),
  }))
}
