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
  return index !== undefined && !holdsAll(index, rootsOf(compared, member))
}

/** Whether the condition of a statement on an index names an attribute that the index does not hold. */
export function asksUnprojected({ request, tables }: Comparison): boolean {
  const text = String(request.input['Statement'])
  const [, source, name, condition = ''] = /FROM "([^"]+)"\."([^"]+)" WHERE (.*)/.exec(text) ?? []
  const table = tables.find((one) => one.name === source)
  if (name === undefined || !table?.indexes.some((one) => one.name === name)) return false
  return !holdsAll(
    { table, name },
    [...condition.matchAll(/\w+/g)].map(([word]) => word),
  )
}

function holdsAll(index: { table: GeneratedTable; name: string }, named: readonly string[]): boolean {
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
  return ProjectionType === 'ALL' || named.every((name) => !attributes.has(name) || held.includes(name))
}
const attributes = new Set(['a', 'b', 't', 'c', 'm', 'ls', 'ss', 'ns', 'flag', 'g', 'h', 'n', 'l'])
