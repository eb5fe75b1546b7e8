import ts from 'typescript'
import { options } from './instantiations.js'
import { textOf, zodAttributes } from './program.js'
import { monotable } from './programs/monotable.js'

/** Where names are completed, each in a call of its own; `|` is the cursor. */
const places = [
  "void db.orders9.update({ tenantId9: 't', customerId: 'c', orderId: 'o' }, { set: { | } })",
  'void db.orders9.query.byStatus({ | })',
  'void db.orders9.get({ | })',
  "void db.orders9.query.byStatus({ tenantId9: 't' }).where((o, { gt }) => gt(o.|",
]
const expected = ['status', 'tenantId9', 'orderId', 'totalCents']

/** As many lines, with the same schemas and no more than a function of zod's around them. */
const controlText = (): string =>
  [
    "import * as z from 'zod'",
    ...Array.from(
      { length: 10 },
      (_, n) => `
export const Order${n} = { name: 'Order${n}', schema: z.object(${zodAttributes(n)}) }
export const parse${n} = (value: unknown): z.output<typeof Order${n}.schema> => Order${n}.schema.parse(value)
`,
    ),
  ].join('\n')
const controlPlace = 'parse9(0).|'

/** The median time of a completion after an edit, in milliseconds; both programs in turn, so that noise hits both. */
export function completionMilliseconds(folder: string): {
  readonly measured: number
  readonly control: number
} {
  const measured = new Editor(`${folder}completed.ts`, textOf(monotable, 10))
  const control = new Editor(`${folder}control.ts`, controlText())
  for (const [index, place] of places.entries()) {
    const { names } = measured.complete(place)
    if (!names.includes(expected[index]!)) throw new Error(`${place} offers ${names.slice(0, 5).join(', ')}`)
  }
  control.complete(controlPlace)
  const times = { measured: [] as number[], control: [] as number[] }
  for (let round = 0; round < 20; round++) {
    times.measured.push(measured.complete(places[round % places.length]!).milliseconds)
    times.control.push(control.complete(controlPlace).milliseconds)
  }
  return { measured: median(times.measured), control: median(times.control) }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function snapshotOf(file: string): ts.IScriptSnapshot | undefined {
  const content = ts.sys.readFile(file)
  return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
}

/** A text that knows how it came from the one before: an editor tells, and the parser keeps what did not change. */
class EditedText implements ts.IScriptSnapshot {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  getText(start: number, end: number): string {
    return this.#text.slice(start, end)
  }

  getLength(): number {
    return this.#text.length
  }

  getChangeRange(before: ts.IScriptSnapshot): ts.TextChangeRange {
    const [now, then] = [this.#text, before.getText(0, before.getLength())]
    const shorter = Math.min(now.length, then.length)
    let start = 0
    while (start < shorter && now[start] === then[start]) start++
    let kept = 0
    while (kept < shorter - start && now.at(-1 - kept) === then.at(-1 - kept)) kept++
    return { span: { start, length: then.length - start - kept }, newLength: now.length - start - kept }
  }
}

/** A file open in an editor: the language service over a text that changes. */
class Editor {
  readonly #name: string
  readonly #text: string
  readonly #service: ts.LanguageService
  #version = 0
  #current: string

  constructor(name: string, text: string) {
    this.#name = name
    this.#text = text
    this.#current = text
    const readFile = (file: string): string | undefined =>
      file === name ? this.#current : ts.sys.readFile(file)
    const snapshots = new Map<string, ts.IScriptSnapshot | undefined>()
    const resolutions = ts.createModuleResolutionCache(ts.sys.getCurrentDirectory(), (file) => file, options)
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [name],
      getScriptVersion: (file) => (file === name ? String(this.#version) : '0'),
      // As an editor does: a file that does not change is read once.
      getScriptSnapshot: (file) => {
        if (file === name) return new EditedText(this.#current)
        if (!snapshots.has(file)) snapshots.set(file, snapshotOf(file))
        return snapshots.get(file)
      },
      getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
      resolveModuleNameLiterals: (literals, containing, redirected, settings, source) =>
        literals.map((literal) =>
          ts.resolveModuleName(
            literal.text,
            containing,
            settings,
            ts.sys,
            resolutions,
            redirected,
            ts.getModeForUsageLocation(source, literal, settings),
          ),
        ),
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      fileExists: (file) => file === name || ts.sys.fileExists(file),
      readFile,
      directoryExists: (directory) => ts.sys.directoryExists(directory),
      getDirectories: (directory) => ts.sys.getDirectories(directory),
    })
  }

  /** Types the place at the end of the file, and asks for what it offers. */
  complete(place: string): { readonly names: readonly string[]; readonly milliseconds: number } {
    this.#version++
    const before = `${this.#text}\nexport const edit = ${this.#version}\n`
    this.#current = before + place.replace('|', '')
    const start = performance.now()
    const found = this.#service.getCompletionsAtPosition(this.#name, before.length + place.indexOf('|'), {})
    return { milliseconds: performance.now() - start, names: found?.entries.map(({ name }) => name) ?? [] }
  }
}
