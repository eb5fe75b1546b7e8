import ts from 'typescript'

/**
 * How many types the compiler instantiates for a program, counted as @ark/attest counts them, by the compiler's own
 * counter. Its `bench` measures one expression in a file of its own, where an entity is always the first one: what the
 * third entity adds to two, which is what a growing application pays, cannot be asked for there.
 */
export class InstantiationCounter {
  readonly #name: string
  readonly #host: ts.CompilerHost
  readonly #files = new Map<string, ts.SourceFile | undefined>()
  #text = ''

  /** `folder` is where the measured programs stand, for their imports. */
  constructor(folder: string) {
    this.#name = `${folder}/measured.ts`
    const host = ts.createCompilerHost(options)
    const { fileExists, readFile, getSourceFile } = host
    this.#host = {
      ...host,
      fileExists: (name) => name === this.#name || fileExists(name),
      readFile: (name) => (name === this.#name ? this.#text : readFile(name)),
      // The library and its imports are parsed once for all programs.
      getSourceFile: (name, languageVersion) => {
        if (name === this.#name) return ts.createSourceFile(name, this.#text, languageVersion)
        if (!this.#files.has(name)) this.#files.set(name, getSourceFile(name, languageVersion))
        return this.#files.get(name)
      },
    }
  }

  /** Counts for a program that must be without errors: of a wrong one the compiler checks only parts. */
  count(text: string): number {
    this.#text = text
    const program = ts.createProgram({ rootNames: [this.#name], options, host: this.#host })
    const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(this.#name))
    for (const { messageText } of diagnostics)
      throw new Error(`A measured program is wrong: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
    return program.getInstantiationCount()
  }
}

/** As a user compiles; the library's own files are not checked, only what the program asks of them. */
export const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
}
