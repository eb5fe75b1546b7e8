import { assertDistinct, assertOperandCount, assertOperandType, sizedTypes } from './check-operands.js'
import type { Operand } from './condition.js'
import type { Resolution } from './resolve-path.js'
import { resolvePath, resolveValue } from './resolve-path.js'
import type { OperandSyntax } from './syntax.js'

/** Resolves an operand of a condition: a path, a value, or the size of one. */
export function resolveOperand(resolution: Resolution, syntax: OperandSyntax): Operand {
  if (syntax.kind === 'path') return { kind: 'path', path: resolvePath(resolution, syntax) }
  if (syntax.kind === 'value') return { kind: 'value', value: resolveValue(resolution, syntax) }
  const operands: Operand[] = []
  for (const operand of syntax.operands) operands.push(resolveOperand(resolution, operand))
  assertOperandCount(resolution, syntax.name, operands.length, 1)
  assertDistinct(resolution, syntax.name, operands)
  const operand = operands[0] as Operand
  assertOperandType(resolution, syntax.name, operand, sizedTypes)
  return { kind: 'size', operand }
}
