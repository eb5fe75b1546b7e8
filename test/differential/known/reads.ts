import type { Output } from '../contestant.js'
import type { KnownDifference } from './known-difference.js'
import type { WireMap } from '../generators/values.js'
import { answered, outputsOf, refusalOf } from './known-difference.js'
import { plainNumbers } from './plain-numbers.js'
import { canonicalItem, isPartOf } from './parts.js'
import { namesUnprojected } from './projections.js'

const lastOfAll: KnownDifference = {
  name: 'the last key of a query that reaches its limit, where the key condition lets nothing follow',
  because:
    'API reference of Query: "If LastEvaluatedKey is not empty, it does not necessarily mean that there is more data in the result set"',
  explain: (compared) => {
    const outputs = outputsOf(compared)
    const { Limit, TableName, ExpressionAttributeValues: values } = compared.request.input
    const table = compared.tables.find(({ name }) => name === TableName)
    if (outputs === undefined || table === undefined || outputs[1]['ScannedCount'] !== Limit) return undefined
    const { LastEvaluatedKey, ...rest } = outputs[1]
    const last = JSON.stringify((LastEvaluatedKey as Output | undefined)?.[table.sort?.name ?? ''])
    const ends = Object.entries((values ?? {}) as Output).filter(([name]) => name.startsWith(':s0'))
    const isEnd =
      table.sort === undefined || ends.some(([, end]) => plainNumbers(JSON.stringify(end)) === last)
    return LastEvaluatedKey !== undefined && isEnd ? { ...compared, engine: { output: rest } } : undefined
  },
}

/** The same in an index, of which all pages are read on both sides: the engine has an empty one more. */
const lastPage: KnownDifference = {
  name: 'the last page of a query of an index that ends with its limit, where the key condition lets nothing follow',
  because: lastOfAll.because,
  explain: (compared) => {
    const outputs = outputsOf(compared)
    const { operation, input } = compared.request
    if (outputs === undefined || operation !== 'Query' || input['IndexName'] === undefined) return undefined
    const [{ Pages: local }, { Pages: engine, ScannedCount: scanned }] = outputs
    const isFull = Number(scanned) === Number(input['Limit']) * Number(local)
    return typeof local === 'number' && engine === local + 1 && isFull
      ? { ...compared, engine: { output: { ...outputs[1], Pages: local } } }
      : undefined
  },
}

/** What the filter lets through is the engine's to say; all of it has to be in the table. */
const unprojectedFilters: KnownDifference = {
  name: 'a scan of an index that filters by what the index does not hold',
  because:
    'observed on the service: the attribute is not there; DynamoDB Local looks at the item of the table',
  explain: (compared) => {
    const outputs = outputsOf(compared)
    const { operation, input } = compared.request
    if (outputs === undefined || operation !== 'Scan') return undefined
    if (!namesUnprojected(compared, 'FilterExpression') && input['ScanFilter'] === undefined) return undefined
    const { Count, Items } = outputs[1]
    const items = (Items ?? []) as readonly WireMap[]
    const stored = compared.stored.map(canonicalItem)
    const areStored = items.every((item) => stored.some((one) => isPartOf(item, one)))
    const isCounted = input['Select'] === 'COUNT' || Items === undefined || Count === items.length
    if (!areStored || !isCounted) return undefined
    const local = Object.entries({ ...outputs[0], Count, Items }).filter(([, member]) => member !== undefined)
    return { ...compared, local: { output: Object.fromEntries(local) } }
  },
}

export const readDifferences: readonly KnownDifference[] = [
  lastOfAll,
  lastPage,
  answered(
    'starting keys of more bytes than a key has, at which DynamoDB Local does not look where there is nothing to read',
    'developer guide, quotas: 2048 bytes of partition and 1024 bytes of sort key',
    ({ request, local, engine }) =>
      /^(Query|Scan)$/.test(request.operation) &&
      'output' in local &&
      local.output['ScannedCount'] === 0 &&
      /^ValidationException: The provided starting key is invalid: One or more parameter values were invalid: (Size of hashkey has exceeded|Aggregated size of all range keys has exceeded)/.test(
        refusalOf(engine) ?? '',
      ),
  ),
  unprojectedFilters,
  answered(
    'which is named first: what the filter needs of an index, or what is to be returned',
    'observed on the service for statements: projections come first',
    ({ local, engine }) =>
      /Secondary index \S+ does not project one or more filter attributes: /.test(refusalOf(local) ?? '') &&
      /(Global secondary index \S+ does not project \[|Select type ALL_ATTRIBUTES is not supported)/.test(
        refusalOf(engine) ?? '',
      ),
  ),
  answered(
    'a starting key at the end of the range',
    'API reference of Query: ExclusiveStartKey is the LastEvaluatedKey of the page before, and a page can end there',
    (compared) => {
      const { ExclusiveStartKey: start, ExpressionAttributeValues: values } = compared.request.input
      const table = compared.tables.find(({ name }) => name === compared.request.input['TableName'])
      const at = JSON.stringify((start as Output | undefined)?.[table?.sort?.name ?? ''])
      return (
        refusalOf(compared.local)?.endsWith('does not match the range key predicate') === true &&
        'output' in compared.engine &&
        compared.engine.output['Count'] === 0 &&
        [':s00', ':s01'].some((name) => at === JSON.stringify((values as Output | undefined)?.[name]))
      )
    },
  ),
]
