import type { Plan } from '../../../repository/index.js'
import type { EntityModel, PatternModel } from '../../../schema/index.js'
import { generatedBy } from '../generated-by.js'
import type { TablePlan } from '../infrastructure/table-plan.js'
import type { GenerateInput } from '../generate.types.js'
import { conditionText, keyText, patternsOf } from './key-text.js'
import { mermaid } from './mermaid.js'
import type { SampledEntity } from './samples.js'

/** The access patterns of a schema, for readers: what is read through which index, how it is asked for, what it costs. */
export function accessPatterns(
  plans: readonly TablePlan[],
  entities: readonly SampledEntity[],
  collections: GenerateInput['schema']['collections'] = {},
): string {
  return (
    [
      `<!-- ${generatedBy} -->`,
      '# Access patterns',
      ...plans.map((plan) =>
        tableSection(
          plan,
          entities.filter(({ model }) => model.table.name === plan.schemaName),
        ),
      ),
      ...collectionsSection(collections),
      '## How to read the costs',
      'A query costs capacity by what it reads: the figures are for one request that finds nothing, and grow with each 4 KB of\nitems, rounded up, half of it where reads are eventually consistent. A write costs 1 unit for each KB of the item and of\neach index that it stands in; the figures are for a small sample item, and begin with `from` where\nit can replace a larger one, such as one that has expired.',
    ].join('\n\n') + '\n'
  )
}

function tableSection(plan: TablePlan, entities: readonly SampledEntity[]): string {
  const { input, schemaName } = plan
  const name = input.TableName === schemaName ? '' : `, deployed as ${code(input.TableName ?? '')}`
  return [
    `## Table ${code(schemaName)}${name}`,
    mermaid(
      plan,
      entities.map(({ model }) => model),
    ),
    '### Keys',
    table(
      ['entity', 'key of', 'partition key', 'sort key'],
      entities.flatMap(({ model }) => keyRows(model)),
    ),
    '### Reads',
    table(
      ['access pattern', 'index', 'key condition', 'entities that can appear', 'read units'],
      entities.flatMap((entity) =>
        patternsOf(entity.model).map((pattern) => {
          const planned = entity.queryPlan(pattern.name)
          return [
            code(`${entity.repository}.query.${pattern.name}`),
            pattern.index === undefined ? '' : `${code(pattern.index)}${pattern.isGlobal ? '' : ' (local)'}`,
            code(conditionText(pattern)),
            planned === undefined ? 'not known: the schema gives no sample' : planned.canAppear.join(', '),
            planned === undefined ? '' : leastText(planned.cost.readUnits),
          ]
        }),
      ),
    ),
    '### Writes',
    table(
      ['entity', 'requests of `create`', 'indexes that it stands in', 'write units'],
      entities.map(({ model, createPlan }) => {
        const planned = createPlan()
        return [
          model.name,
          planned === undefined ? 'not known: the schema gives no sample' : requestsText(planned),
          model.patterns.map(({ index = '' }) => code(index)).join(', '),
          planned === undefined ? '' : leastText(planned.cost.writeUnits),
        ]
      }),
    ),
  ].join('\n\n')
}

function keyRows(model: EntityModel): readonly (readonly string[])[] {
  const row = (of: string, { partition, sort }: Pick<PatternModel, 'partition' | 'sort'>): string[] => [
    of,
    ...[partition, sort].map((keys) => keys.map((key) => `${key.name} = ${code(keyText(key))}`).join(', ')),
  ]
  const rows = [
    ...patternsOf(model).map((pattern) => row(placeText(pattern), pattern)),
    ...model.uniques.map((unique) => row(`unique ${code(unique.name)}, in the table`, unique)),
  ]
  return rows.map((cells, place) => [place === 0 ? model.name : '', ...cells])
}

function placeText({ index, shards }: PatternModel): string {
  if (index === undefined) return 'the table'
  return shards === undefined ? code(index) : `${code(index)}, in ${shards} shards`
}

function collectionsSection(collections: Readonly<Record<string, unknown>>): readonly string[] {
  const entries = Object.entries(collections) as [string, { entities: readonly string[]; index?: string }][]
  if (entries.length === 0) return []
  return [
    '## Collections',
    table(
      ['collection', 'index', 'repositories whose items it reads'],
      entries.map(([name, { entities, index }]) => [
        code(`collections.${name}`),
        index === undefined ? '' : code(index),
        entities.join(', '),
      ]),
    ),
  ]
}

/** What a request costs at least. The most it can cost is that of the largest items there can be, which says little. */
const leastText = ({ minimum, maximum }: Plan['cost']['readUnits']): string =>
  maximum === minimum ? String(minimum) : `from ${minimum}`

function requestsText({ requests }: Plan): string {
  return requests
    .map(({ operation, input }) => {
      const count = operation === 'TransactWriteItems' ? (input.TransactItems?.length ?? 0) : 0
      return count === 0 ? operation : `${operation} of ${count} actions`
    })
    .join(', ')
}

/** A table, with what would end a cell escaped. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text as code, whatever backticks it holds. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = longest === 0 ? '' : ' '
  return `${fence}${space}${text}${space}${fence}`
}
