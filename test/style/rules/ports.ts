import ts from 'typescript'
import { syntaxOf, type Problem, type SourceFile } from '../source-file.js'

/** The two files that reach for the machine's time and chance on behalf of all others. */
const ports = new Set(['src/core/clock.ts', 'src/core/random.ts'])

const forbiddenCalls =
  /^(globalThis\.)?(Date|Date\.now|Math\.random|setTimeout|setInterval|setImmediate|performance\.now|crypto\.randomUUID)$/

/** A turn of the event loop is no time, and no clock gives it: the server lets others have theirs. */
const nextTurn = 'setImmediate()'

/**
 * Time and chance come in through ports. Lint knows the plain calls; this also finds the ways around it: `new Date()`
 * without an argument, `globalThis.setTimeout`, `crypto.randomUUID`. Secrets come from `crypto.getRandomValues`: no port gives
 * those.
 */
export function timeAndChanceAreInjected(file: SourceFile): Problem[] {
  if (!file.path.startsWith('src/') || ports.has(file.path)) return []
  const problems: Problem[] = []
  const visit = (node: ts.Node): void => {
    const called = reachesForTheMachine(node)
    if (called !== undefined && !(called === nextTurn && file.path.startsWith('src/server/')))
      problems.push({ path: file.path, message: `take a Clock or a Random instead of ${called}` })
    ts.forEachChild(node, visit)
  }
  visit(syntaxOf(file))
  return problems
}

function reachesForTheMachine(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
    return 'new Date()'
  if (ts.isCallExpression(node) && forbiddenCalls.test(node.expression.getText()))
    return `${node.expression.getText()}()`
  return undefined
}
