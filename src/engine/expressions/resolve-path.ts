import type { AttributeValue } from '../../protocol/attribute-value.js'
import { expressionOperatorsMax, nestingDepthMax } from '../../protocol/limits.js'
import type { ExpressionAttributesContext } from './context.js'
import type { DocumentPath } from './document-path.js'
import { expressionMessages } from './messages.js'
import { PathSet } from './path-set.js'
import type { ExpressionKind, PathSyntax, ValueSyntax } from './syntax.js'
import { invalidExpression } from './tokens.js'

/** What the resolution of one expression needs: its name for messages, and the placeholders of the request. */
export interface Resolution {
  readonly kind: ExpressionKind
  readonly context: Pick<ExpressionAttributesContext, 'useName' | 'useValue'>
}

export function resolvePath({ kind, context }: Resolution, { steps }: PathSyntax): DocumentPath {
  if (steps.length > nestingDepthMax) {
    throw invalidExpression(kind, expressionMessages.pathTooDeep(steps.length))
  }
  const path: (string | number)[] = []
  for (const step of steps) {
    if (step.kind === 'index') path.push(Number(step.text))
    else if (!step.isPlaceholder) path.push(step.text)
    else {
      const name = context.useName(step.text)
      if (name === undefined) throw invalidExpression(kind, expressionMessages.undefinedName(step.text))
      path.push(name)
    }
  }
  // The grammar has a name before everything else.
  return path as [string, ...(string | number)[]]
}

export function resolveValue({ kind, context }: Resolution, { placeholder }: ValueSyntax): AttributeValue {
  const value = context.useValue(placeholder)
  if (value === undefined) throw invalidExpression(kind, expressionMessages.undefinedValue(placeholder))
  return value
}

/**
 * Resolves paths that may not be part of each other. The service goes from the last to the first, which decides the
 * error that a request with several gets.
 */
export function resolveDisjointPaths(
  resolution: Resolution,
  paths: readonly PathSyntax[],
): { paths: DocumentPath[]; tree: PathSet } {
  const tree = new PathSet()
  const resolved: DocumentPath[] = []
  for (let index = paths.length - 1; index >= 0; index -= 1) {
    const path = resolvePath(resolution, paths[index] as PathSyntax)
    const problem = tree.add(path)
    if (problem !== undefined) throw invalidExpression(resolution.kind, problem)
    resolved.push(path)
  }
  return { paths: resolved.reverse(), tree }
}

/** Refuses an expression with too many operators and functions: the last check of all. */
export function assertOperatorCount(kind: ExpressionKind, count: number): void {
  if (count > expressionOperatorsMax) {
    // The service stops counting at the first operator past the limit.
    throw invalidExpression(kind, expressionMessages.tooManyOperators(expressionOperatorsMax + 1))
  }
}
