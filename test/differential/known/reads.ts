import type { Output } from '../contestant.js'
import type { KnownDifference } from './known-difference.js'
import { answered, outputsOf, refusalOf } from './known-difference.js'
import { plainNumbers } from './plain-numbers.js'
import { namesUnprojected } from './projections.js'

const lastOfAll: KnownDifference = {
  name: 'the last key of a query that reaches its limit, where the key condition lets nothing follow',
  because:
    'API reference of Query: LastEvaluatedKey is where the operation stopped, and DynamoDB Local looks ahead',
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

export const readDifferences: readonly KnownDifference[] = [
  lastOfAll,
  answered(
    'a scan of an index that filters by what the index does not hold',
    'observed on the service: the attribute is not there; DynamoDB Local looks at the item of the table',
    (compared) => {
      const outputs = outputsOf(compared)
      return (
        compared.request.operation === 'Scan' &&
        outputs !== undefined &&
        outputs[0]['ScannedCount'] === outputs[1]['ScannedCount'] &&
        (namesUnprojected(compared, 'FilterExpression') || compared.request.input['ScanFilter'] !== undefined)
      )
    },
  ),
  answered(
    'which is named first: what the filter needs of an index, or what is to be returned',
    'observed on the service for statements: projections come first',
    ({ local, engine }) =>
      /Secondary index \S+ does not project one or more filter attributes: /.test(refusalOf(local) ?? '') &&
      /(Global secondary index \S+ does not project \[|Select type ALL_ATTRIBUTES is not supported)/.test(
        refusalOf(engine) ?? '',
      ),
  ),
  answered('a starting key at the end of the range', 'a page can end there', (compared) => {
    const { ExclusiveStartKey: start, ExpressionAttributeValues: values } = compared.request.input
    const table = compared.tables.find(({ name }) => name === compared.request.input['TableName'])
    const at = JSON.stringify((start as Output | undefined)?.[table?.sort?.name ?? ''])
    return (
      refusalOf(compared.local)?.endsWith('does not match the range key predicate') === true &&
      'output' in compared.engine &&
      compared.engine.output['Count'] === 0 &&
      [':s00', ':s01'].some((name) => at === JSON.stringify((values as Output | undefined)?.[name]))
    )
  }),
]
