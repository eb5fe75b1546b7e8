import type { Comparison, Touched } from '../comparison.js'
import { canonical } from '../canonical.js'
import type { Answer } from '../contestant.js'
import type { KnownDifference } from './known-difference.js'
import { observed, outputsOf } from './known-difference.js'
import { plainNumbers } from './plain-numbers.js'

/** An update that only removes, of an item that is not there. */
export function createsNothing({ kind, before, after }: Touched): boolean {
  return kind === 'Update' && before === undefined && after === undefined
}

const numbers: KnownDifference = {
  name: 'numbers inside of documents are stored as they were written',
  because: 'developer guide, data types: leading and trailing zeroes of numbers are trimmed',
  explain: (compared) => {
    if ('output' in compared.local || 'members' in compared.local) {
      const text = JSON.stringify(compared.local)
      const trimmed = plainNumbers(text)
      const local = canonical(compared.request, JSON.parse(trimmed) as Answer)
      return trimmed === text ? undefined : { ...compared, local }
    }
    return undefined
  },
}

const ghosts: KnownDifference = {
  name: 'an update that only removes, of an item that is not there, creates nothing',
  because:
    'docs/internals/engine-fidelity.md: "creates nothing, as documented for the DELETE of `AttributeUpdates`; REMOVE and DELETE are taken to be alike"',
  explain: (compared) => {
    const outputs = outputsOf(compared)
    const [one] = compared.touched
    if (outputs === undefined || one === undefined || !createsNothing(one)) return undefined
    const [local, engine] = outputs
    const { Attributes, ...rest } = local
    return engine['Attributes'] === undefined &&
      JSON.stringify(sortedMembers(Attributes)) ===
        plainNumbers(JSON.stringify(sortedMembers(one.input['Key'])))
      ? { ...compared, local: { output: rest } }
      : undefined
  },
}

const collections: KnownDifference = {
  name: 'ItemCollectionMetrics, which DynamoDB Local does not know',
  because:
    'API reference: "If the table does not have any local secondary indexes, this information is not returned in the response"',
  explain: (compared) => {
    const outputs = outputsOf(compared)
    const asked = compared.request.input['ReturnItemCollectionMetrics']
    if (outputs === undefined || asked !== 'SIZE') return undefined
    const { ItemCollectionMetrics: metrics, ...rest } = outputs[1]
    if (metrics === undefined || outputs[0]['ItemCollectionMetrics'] !== undefined) return undefined
    return JSON.stringify(metrics) === JSON.stringify(expectedMetrics(compared))
      ? { ...compared, engine: { output: rest } }
      : undefined
  },
}

/** One entry for each write to a table that has local indexes. */
function expectedMetrics({ request, touched }: Comparison): unknown {
  const written = touched.filter(
    ({ kind, table }) => kind !== 'ConditionCheck' && table.indexes.some(({ isLocal }) => isLocal),
  )
  const entries = written.map(({ table, input }) => {
    const key = ((input['Key'] ?? input['Item']) as Readonly<Record<string, unknown>>)[table.partition.name]
    return [
      table.name,
      { ItemCollectionKey: { [table.partition.name]: key }, SizeEstimateRangeGB: [0, 1] },
    ] as const
  })
  if (/^(Put|Update|Delete)Item$/.test(request.operation)) return entries[0]?.[1]
  return Object.fromEntries(
    entries.map(([name]) => [name, entries.filter(([other]) => other === name).map(([, entry]) => entry)]),
  )
}

function sortedMembers(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
    : value
}

const projectedToNothing: KnownDifference = {
  name: 'an item of which TransactGetItems returns nothing, which DynamoDB Local gives as an empty one',
  because: observed,
  explain: (compared) => {
    const outputs = outputsOf(compared)
    if (outputs === undefined || compared.request.operation !== 'TransactGetItems') return undefined
    const [local, engine] = outputs.map(({ Responses }) => (Responses ?? []) as readonly object[])
    const isEmpty = (entry: object | undefined) => JSON.stringify(entry) === '{"Item":{}}'
    const Responses = local?.map((entry, place) =>
      isEmpty(entry) && JSON.stringify(engine?.[place]) === '{}' ? {} : entry,
    )
    return local?.some(isEmpty) === true
      ? { ...compared, local: { output: { ...outputs[0], Responses } } }
      : undefined
  },
}

export const answerDifferences: readonly KnownDifference[] = [
  numbers,
  ghosts,
  collections,
  projectedToNothing,
]
