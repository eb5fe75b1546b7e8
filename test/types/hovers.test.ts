import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'

const file = fileURLToPath(new URL('hovered.ts', import.meta.url))

/** A program that exists in memory only; what is hovered are the names that it declares. */
const program = `
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import type { Entity, Item, Key, Repository } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'

const table = defineTable({ name: 'notes', partitionKey: 'pk', sortKey: 'sk' })
export const Note = defineEntity({
  name: 'Note',
  table,
  schema: z.object({ noteId: z.string(), text: z.string() }),
  key: { partitionKey: 'NOTE#{noteId}', sortKey: 'NOTE' },
})
const database = createDatabase({ backend: memory(), entities: { notes: Note } })
const repository = database.notes
const item = await repository.require({ noteId: 'n' })
const query = repository.query.primary({ noteId: 'n' })

// Names that a user gives.
interface NoteItem extends Item<typeof Note> {}
interface NoteKey extends Key<typeof Note> {}
interface Notes extends Repository<typeof Note> {}
const namedItem: NoteItem = item
const namedKey: NoteKey = { noteId: 'n' }
const namedRepository: Notes = repository
async function find(notes: Notes, key: NoteKey): Promise<NoteItem | undefined> {
  return notes.get(key)
}

// A name for everything that is known of an entity, its item included.
type TypesOf<TEntity extends typeof Note> = TEntity['~types']
interface NoteTypes extends TypesOf<typeof Note> {
  item: NoteItem
}
const NamedNote: Entity<NoteTypes> = Note
const namedDatabase = createDatabase({ backend: memory(), entities: { notes: NamedNote } })
const shortRepository = namedDatabase.notes
const shortItem = await shortRepository.get({ noteId: 'n' })
const shortUpdate = await shortRepository.update({ noteId: 'n' }, { set: { text: 't' } })
const shortQuery = shortRepository.query.primary({ noteId: 'n' })
const shortItems = await shortQuery.all()
`

let hovers: ReadonlyMap<string, string>

beforeAll(() => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  }
  const read = (name: string) => (name === file ? program : ts.sys.readFile(name))
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = read(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: read,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  })
  const problems = service.getSemanticDiagnostics(file)
  if (problems.length > 0)
    throw new Error(
      problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')).join('\n'),
    )
  const names = program.matchAll(/(?<=(?:const|function|interface) )\w+/g)
  hovers = new Map(
    [...names].map(({ 0: name, index }) => [
      name,
      ts.displayPartsToString(service.getQuickInfoAtPosition(file, index)?.displayParts),
    ]),
  )
}, 60_000)

test('names that a user gives to an item, a key or a repository are all that is shown', () => {
  expect(hovers.get('NoteItem')).toMatchInlineSnapshot(`"interface NoteItem"`)
  expect(hovers.get('namedItem')).toMatchInlineSnapshot(`"const namedItem: NoteItem"`)
  expect(hovers.get('namedKey')).toMatchInlineSnapshot(`"const namedKey: NoteKey"`)
  expect(hovers.get('namedRepository')).toMatchInlineSnapshot(`"const namedRepository: Notes"`)
  expect(hovers.get('find')).toMatchInlineSnapshot(
    `"function find(notes: Notes, key: NoteKey): Promise<NoteItem | undefined>"`,
  )
})

test('an entity whose types have a name is one line wherever it appears', () => {
  expect(hovers.get('NamedNote')).toMatchInlineSnapshot(`"const NamedNote: Entity<NoteTypes>"`)
  expect(hovers.get('shortRepository')).toMatchInlineSnapshot(
    `"const shortRepository: Repository<Entity<NoteTypes>>"`,
  )
  expect(hovers.get('shortItem')).toMatchInlineSnapshot(`"const shortItem: NoteItem | undefined"`)
  expect(hovers.get('shortUpdate')).toMatchInlineSnapshot(`"const shortUpdate: NoteItem"`)
  expect(hovers.get('shortQuery')).toMatchInlineSnapshot(
    `"const shortQuery: Query<NoteTypes, "primary", NoteItem>"`,
  )
  expect(hovers.get('shortItems')).toMatchInlineSnapshot(`"const shortItems: NoteItem[]"`)
  expect(hovers.get('namedDatabase')).toMatchInlineSnapshot(`
    "const namedDatabase: Database<{
        readonly notes: Entity<NoteTypes>;
    }, {}>"
  `)
})

// TypeScript prints the type arguments of an interface, and object types among them over several lines. The next three
// show what that comes to, and the cure is above: a name.
test('without a name an entity shows its definition', () => {
  expect(hovers.get('Note')).toMatchInlineSnapshot(`
    "const Note: Entity<EntityTypes<"Note", {
        readonly name: "notes";
        readonly partitionKey: "pk";
        readonly sortKey: "sk";
    }, {
        noteId: z.ZodString;
        text: z.ZodString;
    }, {}, "NOTE#{noteId}", "NOTE", {}, never, never, never, unknown, unknown, unknown, never>>"
  `)
})

test('without a name a repository shows the definition of its entity', () => {
  expect(hovers.get('repository')).toMatchInlineSnapshot(`
    "const repository: Repository<Entity<EntityTypes<"Note", {
        readonly name: "notes";
        readonly partitionKey: "pk";
        readonly sortKey: "sk";
    }, {
        noteId: z.ZodString;
        text: z.ZodString;
    }, {}, "NOTE#{noteId}", "NOTE", {}, never, never, never, unknown, unknown, unknown, never>>>"
  `)
})

test('without a name an item shows its attributes, and nothing of the schema', () => {
  expect(hovers.get('item')).toMatchInlineSnapshot(`
    "const item: {
        noteId: string;
        text: string;
    }"
  `)
  expect(hovers.get('database')).toMatchInlineSnapshot(`
    "const database: Database<{
        readonly notes: Entity<EntityTypes<"Note", {
            readonly name: "notes";
            readonly partitionKey: "pk";
            readonly sortKey: "sk";
        }, {
            noteId: z.ZodString;
            text: z.ZodString;
        }, {}, "NOTE#{noteId}", "NOTE", {}, never, never, never, unknown, unknown, unknown, never>>;
    }, {}>"
  `)
})
