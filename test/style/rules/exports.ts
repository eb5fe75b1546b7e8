import ts from 'typescript'
import { syntaxOf, type Problem, type SourceFile } from '../source-file.js'

/** Rooms whose files are imported one by one, so that an index would have nothing to gather. */
const roomsWithoutIndex = new Set(['core', 'protocol', 'backends'])

/** Every export has its name in the file that exports it. */
export function exportsAreNamed(file: SourceFile): Problem[] {
  return syntaxOf(file)
    .statements.filter(ts.isExportDeclaration)
    .filter(({ exportClause }) => exportClause === undefined || ts.isNamespaceExport(exportClause))
    .map(() => ({ path: file.path, message: 'list the names instead of export *' }))
}

/** An index of a room, and that of the package, gathers names and does nothing else. */
export function indexesOnlyGather(file: SourceFile): Problem[] {
  if (!/^src\/([^/]+\/)?index\.ts$/.test(file.path)) return []
  return syntaxOf(file)
    .statements.filter(
      (statement) => !ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined,
    )
    .map((statement) => ({
      path: file.path,
      message: `move "${statement.getText().split('\n')[0]}" into a file of its own: an index only says export { … } from`,
    }))
}

/** Every room has a face. */
export function roomsHaveAnIndex(files: SourceFile[]): Problem[] {
  const paths = new Set(files.map(({ path }) => path))
  const rooms = new Set([...paths].flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []))
  return [...rooms]
    .filter((room) => !roomsWithoutIndex.has(room) && !paths.has(`src/${room}/index.ts`))
    .map((room) => ({ path: `src/${room}`, message: 'give the room an index.ts that names what it offers' }))
}
