import fc from 'fast-check'
import { projectionWords } from './reads.js'
import type { GeneratedRequest, Input } from './requests.js'
import { expressions, keyOf, sometimes, units, withoutAbsent } from './requests.js'
import type { GeneratedTable, KeyAttribute } from './tables.js'
import type { Wire } from './values.js'
import { B, N, S } from './values.js'
import { attributesOf } from './writes.js'

/** What each of some tables is asked for, under its name. */
function perTable<T>(
  tables: readonly GeneratedTable[],
  asked: (table: GeneratedTable) => fc.Arbitrary<T>,
): fc.Arbitrary<Readonly<Record<string, T>>> {
  return fc
    .subarray([...tables], { minLength: 1 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((table) => [table.name, asked(table)]))))
}

export function batchGet(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const asked = (table: GeneratedTable) =>
    fc
      .record({
        keys: fc.uniqueArray(keyOf(table), { minLength: 1, maxLength: 4, selector: JSON.stringify }),
        words: sometimes(3, projectionWords),
        strong: sometimes(3, fc.boolean()),
      })
      .map(({ keys, words, strong }): Input =>
        withoutAbsent({
          Keys: keys,
          ConsistentRead: strong,
          ...expressions({ ProjectionExpression: words }),
        }),
      )
  return fc.record({ requests: perTable(tables, asked), units }).map(({ requests, units: report }) => ({
    operation: 'BatchGetItem',
    input: withoutAbsent({ RequestItems: requests, ReturnConsumedCapacity: report }),
  }))
}

export function batchWrite(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const asked = (table: GeneratedTable) =>
    fc
      .uniqueArray(fc.tuple(keyOf(table), sometimes(7, attributesOf(table))), {
        minLength: 1,
        maxLength: 3,
        selector: ([key]) => JSON.stringify(key),
      })
      .map((writes) =>
        writes.map(([key, attributes]) =>
          attributes === undefined
            ? { DeleteRequest: { Key: key } }
            : { PutRequest: { Item: { ...attributes, ...key } } },
        ),
      )
  const metrics = sometimes(1, fc.constantFrom('SIZE', 'NONE'))
  return fc
    .record({ requests: perTable(tables, asked), units, metrics })
    .map(({ requests, units: report, metrics: sizes }) => ({
      operation: 'BatchWriteItem',
      input: withoutAbsent({
        RequestItems: requests,
        ReturnConsumedCapacity: report,
        ReturnItemCollectionMetrics: sizes,
      }),
    }))
}

/** A key value of the right type that no item has. */
function unused({ values }: KeyAttribute, place: number): Wire {
  const [first = {}] = values
  if ('N' in first) return N(1000 + place)
  return 'B' in first ? B(`unused ${place}`) : S(`unused ${place}`)
}

/** As many entries as a batch or transaction holds, or one more. */
export function fullBatch({ name, partition, sort }: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  const key = (place: number): Input =>
    Object.fromEntries(
      [partition, sort].filter((part) => part !== undefined).map((part) => [part.name, unused(part, place)]),
    )
  const keys = (count: number) => Array.from({ length: count }, (_, place) => key(place))
  const requests = (over: number): GeneratedRequest[] => [
    { operation: 'BatchGetItem', input: { RequestItems: { [name]: { Keys: keys(100 + over) } } } },
    {
      operation: 'BatchWriteItem',
      input: {
        RequestItems: { [name]: keys(25 + over).map((Key) => ({ DeleteRequest: { Key } })) },
      },
    },
    {
      operation: 'TransactWriteItems',
      input: { TransactItems: keys(100 + over).map((Key) => ({ Delete: { TableName: name, Key } })) },
    },
    {
      operation: 'TransactGetItems',
      input: { TransactItems: keys(100 + over).map((Key) => ({ Get: { TableName: name, Key } })) },
    },
  ]
  return fc.constantFrom(...requests(0), ...requests(0), ...requests(1))
}
