import { unreachable } from '../../core/assert.js'
import type { ConditionNode, Operand } from './condition.js'
import { inOperandsMax } from '../../protocol/limits.js'
import { assertBetween, assertDistinct, assertOperandType, orderedTypes } from './check-operands.js'
import { expressionMessages } from './messages.js'
import { resolveConditionCall } from './resolve-call.js'
import { resolveOperand } from './resolve-operand.js'
import type { Resolution } from './resolve-path.js'
import type { BetweenSyntax, ComparisonSyntax, ConditionSyntax, InSyntax } from './syntax.js'
import { invalidExpression } from './tokens.js'

/** Puts names and values in place of placeholders, and checks operands condition by condition, left to right. */
export function resolveCondition(resolution: Resolution, syntax: ConditionSyntax): ConditionNode {
  switch (syntax.kind) {
    case 'and':
    case 'or':
      return { kind: syntax.kind, terms: syntax.terms.map((term) => resolveCondition(resolution, term)) }
    case 'not':
      return { kind: 'not', term: resolveCondition(resolution, syntax.term) }
    case 'comparison':
      return resolveComparison(resolution, syntax)
    case 'between':
      return resolveBetween(resolution, syntax)
    case 'in':
      return resolveIn(resolution, syntax)
    case 'call':
      return resolveConditionCall(resolution, syntax)
    default:
      return unreachable(syntax)
  }
}

function resolveComparison(resolution: Resolution, syntax: ComparisonSyntax): ConditionNode {
  const { operator } = syntax
  const left = resolveOperand(resolution, syntax.left)
  const right = resolveOperand(resolution, syntax.right)
  assertDistinct(resolution, operator, [left, right])
  if (operator !== '=' && operator !== '<>') {
    assertOperandType(resolution, operator, left, orderedTypes)
    assertOperandType(resolution, operator, right, orderedTypes)
  }
  return { kind: 'comparison', operator, left, right }
}

function resolveBetween(resolution: Resolution, syntax: BetweenSyntax): ConditionNode {
  const operand = resolveOperand(resolution, syntax.operand)
  const lower = resolveOperand(resolution, syntax.lower)
  const upper = resolveOperand(resolution, syntax.upper)
  for (const each of [operand, lower, upper]) assertOperandType(resolution, 'BETWEEN', each, orderedTypes)
  assertDistinct(resolution, 'BETWEEN', [operand, lower, upper])
  assertBetween(resolution, lower, upper)
  return { kind: 'between', operand, lower, upper }
}

function resolveIn(resolution: Resolution, syntax: InSyntax): ConditionNode {
  const operand = resolveOperand(resolution, syntax.operand)
  const candidates: Operand[] = syntax.candidates.map((candidate) => resolveOperand(resolution, candidate))
  assertDistinct(resolution, 'IN', [operand, ...candidates])
  if (candidates.length > inOperandsMax) {
    throw invalidExpression(resolution.kind, expressionMessages.tooManyInOperands(candidates.length))
  }
  return { kind: 'in', operand, candidates }
}
