import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** What a library exports that is built on this one: nothing is annotated. */
const library = `
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import type { AnyEntity, Item, Key, NewItem, Repository } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'

export const table = defineTable({
  name: 'notes', partitionKey: 'pk', sortKey: 'sk', indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
})
export const Note = defineEntity({
  name: 'Note',
  table,
  schema: z.object({
    noteId: z.string(),
    day: z.date(),
    kind: z.enum(['a', 'b']),
    title: z.string(),
    slug: z.string(),
    secret: z.string(),
    due: z.codec(z.string(), z.date(), { decode: (s) => new Date(s), encode: (d) => d.toISOString() }),
    body: z.discriminatedUnion('type', [
      z.object({ type: z.literal('text'), text: z.string().default('') }),
      z.object({ type: z.literal('list'), points: z.array(z.string()) }),
    ]),
    tags: z.set(z.string()).optional(),
  }),
  key: { partitionKey: 'NOTE#{noteId}', sortKey: 'NOTE' },
  access: { byKind: { index: 'gsi1', partitionKey: 'KIND#{kind}', sortKey: '{day}#{slug}' } },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  attributes: { secret: { hidden: true } },
  derived: { slug: { from: ['title'], compute: ({ title }) => title.toLowerCase() } },
})
export type NoteItem = Item<typeof Note>
export const open = () => createDatabase({ backend: memory(), entities: { notes: Note } })
export const db = open()
export const recent = (kind: 'a' | 'b') => db.notes.query.byKind({ kind }).descending().select('title', 'day')
export const rename = (note: NoteItem, title: string) => db.notes.plan.update(note, { set: { title } })
export const archive = async <E extends AnyEntity>(repository: Repository<E>, item: Item<E>) => {
  await repository.delete(item)
  return repository.create(item)
}
export class Notes {
  readonly repository = db.notes
  add(note: NewItem<typeof Note>) { return this.repository.create(note) }
  find(key: Key<typeof Note>) { return this.repository.get(key) }
}
`

/** A program over the library's declarations alone. */
const consumer = `
import { archive, db, Note, Notes, recent, rename, type NoteItem } from './built-library.js'

const due = new Date(0)
const made = await db.notes.create({
  noteId: 'n', day: due, kind: 'a', title: 't', secret: 's', due, body: { type: 'text' },
})
const note: NoteItem = made
const renamed: NoteItem = await rename(note, 'u').run()
const [first] = await recent('a').all()
const title: string | undefined = first?.title
const archived: NoteItem = await archive(db.notes, note)
const found: NoteItem | undefined = await new Notes().find({ noteId: 'n' })
await db.notes.update(note, { set: { day: due } })
const parsed: NoteItem = Note.parse({})
void [renamed, title, archived, found, parsed]
// @ts-expect-error -- byKind also needs kind
await db.notes.update({ noteId: 'n' }, { set: { day: due } })
// @ts-expect-error -- hidden
void note.secret
// @ts-expect-error -- not selected
void first?.kind
// @ts-expect-error -- give day before slug
void db.notes.query.byKind({ kind: 'a', slug: 's' })
`

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
}

/** Compiles one file that exists in memory only, beside others that may. */
function compile(file: string, files: ReadonlyMap<string, string>, emits: boolean) {
  const compilerOptions = emits ? { ...options, declaration: true, emitDeclarationOnly: true } : options
  const host = ts.createCompilerHost({ ...compilerOptions, noEmit: !emits })
  const readSource = host.getSourceFile.bind(host)
  const emitted = new Map<string, string>()
  host.getSourceFile = (name, ...rest) => {
    const text = files.get(name)
    return text === undefined
      ? readSource(name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ES2023)
  }
  const exists = host.fileExists.bind(host)
  host.fileExists = (name) => files.has(name) || exists(name)
  host.writeFile = (name, text) => void emitted.set(name, text)
  const program = ts.createProgram([file], compilerOptions, host)
  const source = program.getSourceFile(file)
  const problems = [
    ...program.getSemanticDiagnostics(source),
    ...program.getSyntacticDiagnostics(source),
    ...(emits ? program.getDeclarationDiagnostics(source) : []),
  ]
  if (emits) program.emit(source)
  const messages = problems.map(
    ({ start, messageText }) => `${start} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  )
  return { messages, emitted }
}

let built: ReturnType<typeof compile>
beforeAll(() => {
  built = compile(at('library.ts'), new Map([[at('library.ts'), library]]), true)
}, 60_000)

test('an exported entity, database and function over them need no annotation', () => {
  expect(built.messages).toEqual([])
  expect([...built.emitted.keys()]).toEqual([at('library.d.ts')])
})

test('the declarations name only what the library exports, and zod', () => {
  const declarations = built.emitted.get(at('library.d.ts')) ?? ''
  const specifiers = [...declarations.matchAll(/(?:from |import\()["']([^"']+)["']/g)].map(([, name]) => name)
  expect(new Set(specifiers)).toEqual(new Set(['../../src/index.js', 'zod']))
})

test('a consumer of the declarations keeps every type and every check', () => {
  const files = new Map([
    [at('built-library.d.ts'), built.emitted.get(at('library.d.ts')) ?? ''],
    [at('consumer.ts'), consumer],
  ])
  expect(compile(at('consumer.ts'), files, false).messages).toEqual([])
}, 60_000)
