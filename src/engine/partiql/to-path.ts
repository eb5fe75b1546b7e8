import { listIndexMax } from '../../protocol/limits.js'
import { invalidRequest } from '../faults.js'
import type { PathSyntax } from '../expressions/index.js'
import { partiqlMessages } from './messages.js'
import { atPosition } from './position.js'
import type { PathExpression, PathStepSyntax, StatementExpression } from './syntax.js'

/** The document path that stands where nothing else may. */
export function toPath(expression: StatementExpression): PathSyntax {
  if (expression.kind !== 'path') {
    throw invalidRequest(atPosition(partiqlMessages.unexpectedPath, expression.at))
  }
  return pathOf(expression)
}

/** A document path as the expressions of other operations have it. Names are taken as they are: none is reserved. */
export function pathOf({ steps }: PathExpression): PathSyntax {
  return { kind: 'path', steps: steps.map(stepOf) }
}

function stepOf(step: PathStepSyntax): PathSyntax['steps'][number] {
  switch (step.kind) {
    case 'name':
      if (step.text === '') throw invalidRequest(partiqlMessages.emptyPath)
      return { kind: 'name', text: step.text, isPlaceholder: false }
    case 'index':
      if (step.text.startsWith('-') || Number(step.text) > listIndexMax) {
        throw invalidRequest(atPosition(partiqlMessages.indexOutOfRange(step.text), step.at))
      }
      return { kind: 'index', text: step.text }
    case 'all':
      throw invalidRequest(partiqlMessages.unpivotedPath)
    case 'unexpected':
      throw invalidRequest(atPosition(partiqlMessages.unexpectedPath, step.at))
  }
}
