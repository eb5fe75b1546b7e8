import { dirname, normalize } from 'node:path/posix'
import ts from 'typescript'
import { syntaxOf, type Problem, type SourceFile } from '../source-file.js'

/**
 * Tests mirror src: a file with code that runs has a test at its own path (`validate.ts` in `validate.test.ts`,
 * `validate.<aspect>.test.ts` or a folder `validate/`; `put-item.validate.ts` also in `put-item.test.ts`), or the tests
 * in the folder that mirrors its own reach it through their imports. A folder whose tests lie elsewhere does not pass,
 * however well the room as a whole is tested.
 */
export function testsMirrorSource(files: SourceFile[]): Problem[] {
  const tests = files.filter(({ path }) => /^test\/.*\.test\.ts$/.test(path))
  const reached = reachedByFolder(files, tests)
  return files
    .filter(({ path }) => /^src\/.*\.ts$/.test(path) && !path.endsWith('/index.ts'))
    .filter(hasCodeThatRuns)
    .filter(({ path }) => !hasOwnTest(path, tests) && reached(mirrorOf(dirname(path)), path) === false)
    .map(({ path }) => ({
      path,
      message: `needs a test: ${mirrorOf(path).replace(/\.ts$/, '.test.ts')}, or one in ${mirrorOf(dirname(path))}/ that imports it`,
    }))
}

function mirrorOf(path: string): string {
  return path.replace(/^src/, 'test')
}

function hasOwnTest(path: string, tests: SourceFile[]): boolean {
  const own = mirrorOf(path).replace(/\.ts$/, '')
  const [stem = own] = own.split('.')
  return tests.some(
    (test) =>
      [`${own}.`, `${own}/`].some((start) => test.path.startsWith(start)) || test.path === `${stem}.test.ts`,
  )
}

/** Tells whether the tests directly in a folder reach a file, through whatever they import. */
function reachedByFolder(
  files: SourceFile[],
  tests: SourceFile[],
): (folder: string, path: string) => boolean {
  const texts = new Map(files.map((file) => [file.path, file]))
  const imports = new Map<string, string[]>()
  const importsOf = (path: string): string[] => {
    const file = texts.get(path)
    if (!imports.has(path)) imports.set(path, file === undefined ? [] : importedBy(file))
    return imports.get(path) ?? []
  }
  const folders = new Map<string, Set<string>>()
  const reachedFrom = (folder: string): Set<string> => {
    const reached = new Set<string>()
    const pending = tests.filter((test) => dirname(test.path) === folder).map(({ path }) => path)
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      if (reached.has(path)) continue
      reached.add(path)
      pending.push(...importsOf(path))
    }
    return reached
  }
  return (folder, path) => {
    const reached = folders.get(folder) ?? reachedFrom(folder)
    folders.set(folder, reached)
    return reached.has(path)
  }
}

/** The files that are loaded when this one is: types are not. */
function importedBy(file: SourceFile): string[] {
  return syntaxOf(file).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const isTypeOnly = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly
    const specifier = statement.moduleSpecifier
    if (isTypeOnly || specifier === undefined || !ts.isStringLiteral(specifier)) return []
    return resolve(file.path, specifier.text)
  })
}

function resolve(from: string, specifier: string): string[] {
  if (specifier === 'monotable') return ['src/index.ts']
  if (specifier === 'monotable/memory') return ['src/engine/index.ts']
  if (specifier === 'monotable/server') return ['src/server/index.ts']
  if (specifier === 'monotable/aws') return ['src/backends/aws.ts']
  if (specifier === 'monotable/testing') return ['src/testing/index.ts']
  return specifier.startsWith('.') ? [normalize(`${dirname(from)}/${specifier.replace(/\.js$/, '.ts')}`)] : []
}

/** Whether the file does anything: types, data and re-exports do nothing by themselves. */
function hasCodeThatRuns(file: SourceFile): boolean {
  const runs = (node: ts.Node): boolean => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || isAmbient(node)) return false
    return isCode(node) || ts.forEachChild(node, (child) => runs(child) || undefined) === true
  }
  return runs(syntaxOf(file))
}

function isCode(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isCallOrNewExpression(node)
}

function isAmbient(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true
  )
}
