import type { Comparison, Touched } from '../comparison.js'
import type { Output } from '../contestant.js'
import { readUnits, sizeOf } from './arithmetic.js'
import type { KnownDifference } from './known-difference.js'
import { answered, outputsOf, wording } from './known-difference.js'

const documented = 16_000_000
const localLimit = 16 * 2 ** 20

/** How many items an answer has, and how many keys it leaves over. */
function counts({ Responses, UnprocessedKeys }: Output, table: string): readonly [number, number] {
  const items = (Responses as Readonly<Record<string, readonly unknown[]>> | undefined)?.[table] ?? []
  const left = (UnprocessedKeys as Readonly<Record<string, { Keys: readonly unknown[] }>> | undefined)?.[
    table
  ]
  return [items.length, left?.Keys.length ?? 0]
}

/** How many of the items, from the first on, fit into so many bytes. */
function fitting(touched: readonly Touched[], bytes: number): number {
  let sum = 0
  const over = touched.findIndex(({ before }) => (sum += sizeOf(before)) > bytes)
  return over < 0 ? touched.length : over
}

/** The engine gives as many as fit into what is documented, and counts them; DynamoDB Local as many as fit into 16 MiB. */
function isOfBothLimits(compared: Comparison): boolean {
  const outputs = outputsOf(compared)
  const [first] = compared.touched
  if (outputs === undefined || first === undefined || compared.request.operation !== 'BatchGetItem')
    return false
  const { table, input } = first
  const [expected, found] = [fitting(compared.touched, localLimit), fitting(compared.touched, documented)]
  const entry = (compared.request.input['RequestItems'] as Output)[table.name] as Output
  const units = (isConsistent: boolean): number =>
    compared.touched.slice(0, found).reduce((sum, { before }) => sum + readUnits(before, isConsistent), 0)
  const [left, right] = outputs.map((output) => counts(output, table.name))
  const capacity = (outputs[1]['ConsumedCapacity'] as readonly Output[] | undefined)?.[0]?.['CapacityUnits']
  const all = compared.touched.length
  return (
    input['Key'] !== undefined &&
    found < expected &&
    JSON.stringify(left) === JSON.stringify([expected, all - expected]) &&
    JSON.stringify(right) === JSON.stringify([found, all - found]) &&
    capacity === units(entry['ConsistentRead'] === true)
  )
}

export const sizeDifferences: readonly KnownDifference[] = [
  answered(
    'how much of a batch is read: 16,000,000 bytes, where DynamoDB Local takes 16 MiB',
    'API reference of BatchGetItem: "the system returns 52 items (so as not to exceed the 16 MB limit)", of items of 300 KB',
    isOfBothLimits,
  ),
  wording(
    'transactions of more than 4 MB',
    /^(Payload in response is too large\.\d+|Transaction payload size cannot exceed 4MB\. Payload Size: \d+)$/,
    /^Transaction payload size cannot exceed 4MB$/,
    'API reference of TransactWriteItems: "The aggregate size of the items in the transaction cannot exceed 4 MB"; the words for reads are not confirmed',
  ),
]
