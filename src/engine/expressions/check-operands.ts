import type { AttributeType, AttributeValue } from '../../protocol/attribute-value.js'
import { compareValues, typeOf } from '../values/index.js'
import type { Operand } from './condition.js'
import { formatPath, pathsEqual } from './document-path.js'
import { expressionMessages } from './messages.js'
import type { Resolution } from './resolve-path.js'
import { invalidExpression } from './tokens.js'

export const orderedTypes: readonly AttributeType[] = ['S', 'N', 'B']
export const textTypes: readonly AttributeType[] = ['S', 'B']
export const sizedTypes: readonly AttributeType[] = ['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']

/** The type that an operand has on every item, if it has one. */
export function knownType(operand: Operand): AttributeType | undefined {
  switch (operand.kind) {
    case 'path':
      return undefined
    case 'value':
      return typeOf(operand.value)
    case 'size':
      return 'N'
  }
}

export function assertOperandCount(
  { kind }: Resolution,
  name: string,
  count: number,
  expected: number,
): void {
  if (count !== expected) throw invalidExpression(kind, expressionMessages.operandCount(name, count))
}

export function assertOperandType(
  { kind }: Resolution,
  operator: string,
  operand: Operand,
  allowed: readonly AttributeType[],
): void {
  const type = knownType(operand)
  if (type !== undefined && !allowed.includes(type)) {
    throw invalidExpression(kind, expressionMessages.operandType(operator, type))
  }
}

/** Refuses an operator whose first operand is a path that comes again among the others. */
export function assertDistinct({ kind }: Resolution, operator: string, operands: readonly Operand[]): void {
  const [first, ...others] = operands
  if (first?.kind !== 'path') return
  const isRepeated = others.some((other) => other.kind === 'path' && pathsEqual(first.path, other.path))
  if (isRepeated)
    throw invalidExpression(kind, expressionMessages.notDistinct(operator, formatPath(first.path)))
}

/** Bounds that are both values are compared at once, whatever the items hold. */
export function assertBetween({ kind }: Resolution, lower: Operand, upper: Operand): void {
  if (lower.kind !== 'value' || upper.kind !== 'value') return
  const bounds = [formatValue(lower.value), formatValue(upper.value)] as const
  if (typeOf(lower.value) !== typeOf(upper.value)) {
    throw invalidExpression(kind, expressionMessages.betweenTypes(...bounds))
  }
  if (compareValues(lower.value, upper.value) > 0) {
    throw invalidExpression(kind, expressionMessages.betweenOrder(...bounds))
  }
}

/** A scalar as the service prints it, a program in Java. */
function formatValue(value: AttributeValue): string {
  if (value.B === undefined) return `{${typeOf(value)}:${value.S ?? value.N}}`
  return `{B:java.nio.HeapByteBuffer[pos=0 lim=${value.B.length} cap=${value.B.length}]}`
}
