import type { Comparison } from '../comparison.js'
import type { Output } from '../contestant.js'
import type { GeneratedTable } from '../generators/tables.js'

/** The attributes that an expression of the request begins its paths with. */
function rootsOf({ request }: Comparison, member: string): readonly string[] {
  const { ExpressionAttributeNames: names } = request.input
  const text = request.input[member]
  const given = (names ?? {}) as Readonly<Record<string, string>>
  return (typeof text === 'string' ? [...text.matchAll(/(?<![.:\w#])#?\w+/g)] : []).map(
    ([word]) => given[word] ?? word,
  )
}

function indexOf({ request, tables }: Comparison): { table: GeneratedTable; name: string } | undefined {
  const { TableName, IndexName } = request.input
  const table = tables.find(({ name }) => name === TableName)
  return table === undefined || typeof IndexName !== 'string' ? undefined : { table, name: IndexName }
}

/** Whether the expression names an attribute that the index does not hold. */
export function namesUnprojected(compared: Comparison, member: string): boolean {
  const index = indexOf(compared)
  if (index === undefined) return false
  const all = [index.table.create['GlobalSecondaryIndexes'], index.table.create['LocalSecondaryIndexes']]
  const declared = (all.flat() as readonly (Output | undefined)[]).find(
    (one) => one?.['IndexName'] === index.name,
  )
  const { ProjectionType, NonKeyAttributes = [] } = (declared?.['Projection'] ?? {}) as {
    ProjectionType?: string
    NonKeyAttributes?: readonly string[]
  }
  const keys = ((declared?.['KeySchema'] ?? []) as readonly Output[]).map((part) => part['AttributeName'])
  const held = [...keys, index.table.partition.name, index.table.sort?.name, ...NonKeyAttributes]
  return (
    ProjectionType !== 'ALL' &&
    rootsOf(compared, member).some((name) => attributes.has(name) && !held.includes(name))
  )
}
const attributes = new Set(['a', 'b', 't', 'c', 'm', 'ls', 'ss', 'ns', 'flag', 'g', 'h', 'n', 'l'])
