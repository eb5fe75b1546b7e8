import { marked } from 'marked'
import type { Token, Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { generate } from '../../../../src/cli/generate/generate.js'
import { compiledEntity, defineEntity } from '../../../../src/marshalling/index.js'
import { defineTable } from '../../../../src/schema/index.js'
import { examples, exampleNames, generated, schemaModule } from '../support.js'
import type { Example } from '../support.js'

const textOf = (name: Example): string => generated(name).files.get('ACCESS-PATTERNS.md') ?? ''
const isTable = (token: Token): token is Tokens.Table => token.type === 'table'

/** The rows of every table, as a renderer reads them. */
const rowsOf = (name: Example): string[][] =>
  marked
    .lexer(textOf(name))
    .filter(isTable)
    .flatMap(({ rows }) => rows.map((row) => row.map(({ text }) => text)))

describe.each(exampleNames)('ACCESS-PATTERNS.md of %s', (name) => {
  const models = Object.entries(examples[name].schema.entities).map(
    ([repository, entity]) => [repository, compiledEntity(entity).model] as const,
  )

  it('renders, every table with all of its cells', () => {
    const html = marked.parse(textOf(name)) as string
    expect(html).toContain('<h1>Access patterns</h1>')
    const tables = marked.lexer(textOf(name)).filter(isTable)
    expect(html.match(/<table>/g)).toHaveLength(tables.length)
    for (const { header, rows } of tables) for (const row of rows) expect(row).toHaveLength(header.length)
  })

  it('tells of every access pattern its index, who can appear and what it costs', () => {
    for (const [repository, model] of models)
      for (const pattern of [model.primary, ...model.patterns]) {
        const row = rowsOf(name).find(([first]) => first === `\`${repository}.query.${pattern.name}\``)
        expect(row?.[1]).toContain(pattern.index ?? '')
        expect(row?.[3]).toContain(model.name)
        expect(row?.[4]).toMatch(/^(from )?\d/)
        for (const hole of pattern.holes) expect(row?.[2]).toContain(`{${hole}}`)
      }
  })

  it('lists the keys of unique values', () => {
    for (const [, model] of models)
      for (const unique of model.uniques) {
        const row = rowsOf(name).find(([, of]) => of === `unique \`${unique.name}\`, in the table`)
        for (const hole of unique.holes) expect(`${row?.[2]} ${row?.[3]}`).toContain(`{${hole}}`)
      }
    expect(rowsOf(name).filter(([, of = '']) => of.startsWith('unique'))).toHaveLength(
      models.flatMap(([, { uniques }]) => uniques).length,
    )
  })

  it('draws every entity and every access pattern over an index, between nodes that are there', () => {
    const diagrams = [...textOf(name).matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, text = '']) => text)
    expect(diagrams).toHaveLength(examples[name].schema.tables.length)
    for (const diagram of diagrams) {
      const lines = diagram.trimEnd().split('\n')
      expect(lines[0]).toBe('flowchart LR')
      for (const line of lines.slice(1)) expect(line).toMatch(mermaidLine)
      const nodes = new Set(lines.flatMap((line) => /^ +(\w+)(?:\[|\(\[)"/.exec(line)?.[1] ?? []))
      for (const line of lines) {
        const [, from, to] = /^ +(\w+) -->\|.*\| (\w+)$/.exec(line) ?? []
        if (from !== undefined) expect([nodes.has(from), nodes.has(to ?? '')]).toEqual([true, true])
      }
      expect(lines.filter((line) => line.includes('subgraph'))).toHaveLength(1)
      expect(lines.filter((line) => line.trim() === 'end')).toHaveLength(1)
    }
    const edges = diagrams.join('\n').match(/-->/g) ?? []
    expect(edges).toHaveLength(models.flatMap(([, { patterns }]) => patterns).length)
  })
})

/** The lines of a flowchart that are used: a group, its end, a node, an edge with a label. No label ends early. */
const mermaidLine =
  /^ +(?:subgraph \w+\["[^"#{}|]*(?:#\d+;[^"#{}|]*)*"\]|end|\w+\["[^"{}|]*"\]|\w+\(\["[^"{}|]*"\]\)|\w+ -->\|"[^"{}|]*"\| \w+)$/

describe('text in ACCESS-PATTERNS.md', () => {
  it('is kept from Markdown and Mermaid', () => {
    const text = textOf('workspaces')
    expect(text).toContain('TENANT#35;#123;tenant#125;')
    expect(text).toContain('`TENANT#{tenant}`')
  })
})

describe('the keys in ACCESS-PATTERNS.md', () => {
  it('tell into how many shards a partition is divided', () => {
    const log = defineTable({
      name: 'log',
      partitionKey: 'pk',
      indexes: { newest: { partitionKey: 'newestpk', sortKey: 'newestsk' } },
    })
    const Entry = defineEntity({
      name: 'Entry',
      table: log,
      schema: z.object({ id: z.string(), at: z.date() }),
      key: { partitionKey: 'ENTRY#{id}' },
      access: { newest: { index: 'newest', partitionKey: 'NEWEST#{shard}', sortKey: '{at}', shards: 4 } },
    })
    const schema = schemaModule('schema.ts', { Entry, entities: { entries: Entry } })
    const text = generate({ schema, tables: {}, output: '.' }).files.get('ACCESS-PATTERNS.md')
    expect(text).toContain('|  | `newest`, in 4 shards | newestpk = `NEWEST#{shard}` | newestsk = `{at}` |')
  })
})
