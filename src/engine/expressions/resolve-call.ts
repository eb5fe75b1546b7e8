import { assert } from '../../core/assert.js'
import type { AttributeType } from '../../protocol/attribute-value.js'
import {
  assertDistinct,
  assertOperandCount,
  assertOperandType,
  knownType,
  textTypes,
} from './check-operands.js'
import type { ConditionNode, Operand } from './condition.js'
import { expressionMessages } from './messages.js'
import { resolveOperand } from './resolve-operand.js'
import type { Resolution } from './resolve-path.js'
import type { CallSyntax } from './syntax.js'
import { invalidExpression } from './tokens.js'

const attributeTypes: ReadonlySet<string> = new Set<AttributeType>([
  'S',
  'N',
  'B',
  'SS',
  'NS',
  'BS',
  'M',
  'L',
  'NULL',
  'BOOL',
])

/** Resolves a function that is a condition by itself. That it is one has been seen when it was parsed. */
export function resolveConditionCall(resolution: Resolution, { name, operands }: CallSyntax): ConditionNode {
  const resolved = operands.map((operand) => resolveOperand(resolution, operand))
  const isUnary = name === 'attribute_exists' || name === 'attribute_not_exists'
  assertOperandCount(resolution, name, resolved.length, isUnary ? 1 : 2)
  assertDistinct(resolution, name, resolved)
  const [first, second] = resolved as [Operand, Operand]
  switch (name) {
    case 'attribute_exists':
    case 'attribute_not_exists':
      if (first.kind !== 'path') {
        throw invalidExpression(resolution.kind, expressionMessages.pathRequired(name))
      }
      return { kind: 'exists', path: first.path, isExpected: name === 'attribute_exists' }
    case 'attribute_type':
      return { kind: 'attributeType', operand: first, type: resolveType(resolution, name, second) }
    case 'begins_with':
      assertOperandType(resolution, name, first, textTypes)
      assertOperandType(resolution, name, second, textTypes)
      return { kind: 'beginsWith', operand: first, prefix: second }
    default:
      assert(name === 'contains', 'functions of conditions are known when they are resolved')
      return { kind: 'contains', operand: first, element: second }
  }
}

function resolveType({ kind }: Resolution, name: string, operand: Operand): AttributeType {
  if (operand.kind !== 'value' || operand.value.S === undefined) {
    const found = knownType(operand) ?? expressionMessages.anyType
    throw invalidExpression(kind, expressionMessages.operandType(name, found))
  }
  const type = operand.value.S
  if (!attributeTypes.has(type)) throw invalidExpression(kind, expressionMessages.unknownType(type))
  return type as AttributeType
}
