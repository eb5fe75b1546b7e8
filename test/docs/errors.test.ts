import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { pageText, root } from './pages.js'

const rooms = readdirSync(`${root}src`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
// schema.json is a file.
const code = new RegExp(`^(${rooms.join('|')})\\.(?!json$)[a-z][a-z-]+$`)

/** Every error code that stands in a source: codes are the only literals of the form `room.reason`. */
function codesIn(source: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && code.test(node.text)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2023))
  return found
}

const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
)
const thrown = new Set(sources.flatMap((path) => codesIn(readFileSync(`${root}src/${path}`, 'utf8'))))
const listed = [...pageText('docs/errors.md').matchAll(/^\| `([a-z.-]+)` /gm)].map(([, name = '']) => name)

describe('the table of error codes', () => {
  it('lists every code that the source has', () => {
    expect([...thrown].filter((name) => !listed.includes(name))).toEqual([])
  })

  it('lists none that the source has not', () => {
    expect(listed.filter((name) => !thrown.has(name))).toEqual([])
  })

  it('lists each once', () => {
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('would miss none: codes are found wherever they are thrown', () => {
    expect(
      codesIn(`
        throw new MonotableError('schema.planted', 'm', {})
        throw new MonotableError(\n'repository.planted-too',\n'm', {})
        type Code = 'keys.typed' | 'marshalling.typed'
        super('engine.inherited', 'an engine.room is no code')
      `),
    ).toEqual([
      'schema.planted',
      'repository.planted-too',
      'keys.typed',
      'marshalling.typed',
      'engine.inherited',
    ])
    expect(thrown.size).toBeGreaterThan(100)
  })
})
