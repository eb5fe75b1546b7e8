import ts from 'typescript'
import type { Block } from './pages.js'
import { root } from './pages.js'
import type { PageModule } from './modules.js'

/** What the compiler says of a line of a page. */
export interface Complaint {
  readonly module: string
  readonly block: Block | undefined
  readonly place: string
  readonly message: string
}

/** Compiles modules in one program, against the source of the package, as strictly as the repository's own code. */
export function check(modules: readonly PageModule[]): Complaint[] {
  const config = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path))
  const { options } = ts.parseJsonConfigFileContent(
    config.config,
    { ...ts.sys, readDirectory: () => [] },
    root,
  )
  const texts = new Map(modules.map((module) => [pathOf(module), module.text]))
  const program = ts.createProgram(
    [...texts.keys()],
    { ...options, noUnusedLocals: false, noUnusedParameters: false },
    hostOf(options, texts),
  )
  return modules.flatMap((module) => {
    const file = program.getSourceFile(pathOf(module))
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (diagnostic) => complaint(module, diagnostic),
    )
  })
}

// They are on no disk; the folder is where imports of theirs are looked for.
const pathOf = ({ name }: PageModule): string => `${root}test/docs/${name}.ts`

function hostOf(options: ts.CompilerOptions, texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  return {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile(path, version, onError) {
      const text = texts.get(path)
      return text === undefined
        ? host.getSourceFile(path, version, onError)
        : ts.createSourceFile(path, text, version)
    },
  }
}

function complaint(module: PageModule, { file, start, messageText }: ts.Diagnostic): Complaint {
  const line = file?.getLineAndCharacterOfPosition(start ?? 0).line
  const source = line === undefined ? undefined : module.sources[line]
  return {
    module: module.name,
    block: source?.block,
    place: source === undefined ? module.name : `${source.block.page}:${source.line}`,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }
}
