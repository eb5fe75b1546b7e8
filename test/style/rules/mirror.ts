import ts from 'typescript'
import { dirname, normalize } from 'node:path/posix'
import { syntaxOf, type Problem, type SourceFile } from '../source-file.js'

/**
 * Tests mirror src: a file with code that runs has a test at its path (`test/<path>.test.ts`, `test/<path>.*.test.ts` or
 * a folder `test/<path>/`), or at the path of a folder above it inside its room (`put-item/validate.ts` in
 * `put-item.test.ts`), or a test of its own room imports it by name.
 */
export function testsMirrorSource(files: SourceFile[]): Problem[] {
  const tests = files.filter(({ path }) => /^test\/.*\.test\.ts$/.test(path))
  const imported = importsByRoom(tests)
  return files
    .filter(({ path }) => /^src\/.*\.ts$/.test(path) && !path.endsWith('/index.ts'))
    .filter(hasCodeThatRuns)
    .filter(({ path }) => !isMirrored(path, tests) && !imported.get(roomOf(path))?.has(path))
    .map(({ path }) => ({
      path,
      message: `needs a test at ${path.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts')}`,
    }))
}

function isMirrored(path: string, tests: SourceFile[]): boolean {
  const steps = path.replace(/\.ts$/, '').split('/').slice(1)
  const own = `test/${steps.join('/')}`
  if (tests.some((test) => test.path.startsWith(`${own}.`) || test.path.startsWith(`${own}/`))) return true
  // Folders above the file, short of the room itself.
  return steps.slice(2).some((_, depth) => {
    const folder = `test/${steps.slice(0, depth + 2).join('/')}`
    return tests.some((test) => test.path === `${folder}.test.ts`)
  })
}

function importsByRoom(tests: SourceFile[]): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>()
  for (const test of tests) {
    const paths = rooms.get(roomOf(test.path)) ?? new Set()
    for (const { fileName } of ts.preProcessFile(test.text, true, true).importedFiles)
      if (fileName.startsWith('.'))
        paths.add(normalize(`${dirname(test.path)}/${fileName.replace(/\.js$/, '.ts')}`))
    rooms.set(roomOf(test.path), paths)
  }
  return rooms
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
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
