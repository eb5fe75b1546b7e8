import ts from 'typescript'
import { syntaxOf, type Problem, type SourceFile } from '../source-file.js'

/** A rule is switched off by name, for a reason, and `any` never in the engine. */
export function lintEscapesHaveReasons(file: SourceFile): Problem[] {
  return file.text.split('\n').flatMap((line, index) => {
    const escape = /(?:\/\/|\/\*)\s*(?:oxlint|eslint)-disable(?:-next-line|-line)?\b(.*)/.exec(line)?.[1]
    if (escape === undefined) return []
    const at = `line ${index + 1}: `
    if (!/^\s+[\w@/-]+(,\s*[\w@/-]+)*\s+--\s+\S/.test(escape))
      return [
        {
          path: file.path,
          message: `${at}name the rule and say why: oxlint-disable-next-line <rule> -- <reason>`,
        },
      ]
    if (file.path.startsWith('src/engine/') && /no-explicit-any|no-unsafe-/.test(escape))
      return [{ path: file.path, message: `${at}no any in the engine` }]
    return []
  })
}

/** A cast through `any` or `unknown` in src has a comment beside it that says why there is no other way. */
export function doubleCastsSayWhy(file: SourceFile): Problem[] {
  if (!file.path.startsWith('src/')) return []
  const syntax = syntaxOf(file)
  const lines = file.text.split('\n')
  const problems: Problem[] = []
  const visit = (node: ts.Node): void => {
    if (isDoubleCast(node) && !hasCommentBeside(node)) {
      const line = syntax.getLineAndCharacterOfPosition(node.getEnd()).line + 1
      problems.push({
        path: file.path,
        message: `line ${line}: say in a comment why the cast cannot be avoided`,
      })
    }
    ts.forEachChild(node, visit)
  }
  const hasCommentBeside = (node: ts.Node): boolean => {
    const first = syntax.getLineAndCharacterOfPosition(node.getStart()).line
    const last = syntax.getLineAndCharacterOfPosition(node.getEnd()).line
    const beside = lines.slice(Math.max(0, first - 1), last + 1)
    return beside.some((line) => /\/\/|\/\*|^\s*\*/.test(line))
  }
  visit(syntax)
  return problems
}

function isDoubleCast(node: ts.Node): boolean {
  if (!ts.isAsExpression(node)) return false
  if (node.type.kind === ts.SyntaxKind.AnyKeyword) return true
  return ts.isAsExpression(node.expression) && node.expression.type.kind === ts.SyntaxKind.UnknownKeyword
}
