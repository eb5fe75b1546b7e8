import type { AttributeType } from '../../protocol/attribute-value.js'
import { typeOf } from '../values/index.js'
import { formatPath, pathsEqual } from './document-path.js'
import type { DocumentPath } from './document-path.js'
import { expressionMessages } from './messages.js'
import type { Resolution } from './resolve-path.js'
import { resolveDisjointPaths, resolvePath, resolveValue } from './resolve-path.js'
import type { ActionSyntax, CallSyntax, OperandSyntax, ParsedUpdate, UpdateValueSyntax } from './syntax.js'
import { invalidExpression } from './tokens.js'
import type { UpdateAction, UpdateNode, UpdateValue } from './update.js'

/** What the service calls a type where it refuses it for ADD or DELETE. Sets are always admitted. */
const longTypeNames: Partial<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
}

/**
 * Puts names and values in place of placeholders. First all targets, then all values, both from the last to the first:
 * the order in which the service finds errors.
 */
export function resolveUpdate(resolution: Resolution, { actions }: ParsedUpdate): UpdateNode {
  const targets = actions.map(({ target }) => target)
  const { paths } = resolveDisjointPaths(resolution, targets)
  const resolved: UpdateAction[] = []
  for (let index = actions.length - 1; index >= 0; index -= 1) {
    resolved.push(resolveAction(resolution, actions[index] as ActionSyntax, paths[index] as DocumentPath))
  }
  return { actions: resolved.reverse() }
}

function resolveAction(resolution: Resolution, action: ActionSyntax, path: DocumentPath): UpdateAction {
  if (action.section === 'REMOVE') return { section: 'REMOVE', path }
  if (action.section === 'SET') {
    return { section: 'SET', path, value: resolveUpdateValue(resolution, action.value) }
  }
  const { section } = action
  const value = resolveValue(resolution, action.value)
  const refused = longTypeNames[typeOf(value)]
  if (refused !== undefined && !(section === 'ADD' && value.N !== undefined)) {
    throw invalidExpression(resolution.kind, expressionMessages.actionOperandType(section, refused))
  }
  return { section, path, value }
}

function resolveUpdateValue(resolution: Resolution, syntax: UpdateValueSyntax): UpdateValue {
  if (syntax.kind !== 'sum') return resolveUpdateOperand(resolution, syntax)
  const { operator } = syntax
  const left = resolveUpdateValue(resolution, syntax.left)
  const right = resolveUpdateValue(resolution, syntax.right)
  assertValueType(resolution, operator, [left, right], 'N')
  return { kind: 'sum', operator, left, right }
}

function resolveUpdateOperand(resolution: Resolution, syntax: OperandSyntax): UpdateValue {
  if (syntax.kind === 'path') return { kind: 'path', path: resolvePath(resolution, syntax) }
  if (syntax.kind === 'value') return { kind: 'value', value: resolveValue(resolution, syntax) }
  return resolveUpdateCall(resolution, syntax)
}

/** `if_not_exists` or `list_append`: that it is one of them has been seen when it was parsed. */
function resolveUpdateCall(resolution: Resolution, { name, operands }: CallSyntax): UpdateValue {
  const resolved = operands.map((operand) => resolveUpdateOperand(resolution, operand))
  if (resolved.length !== 2) {
    throw invalidExpression(resolution.kind, expressionMessages.operandCount(name, resolved.length))
  }
  const [left, right] = resolved as [UpdateValue, UpdateValue]
  if (name === 'list_append') {
    assertValueType(resolution, name, resolved, 'L')
    return { kind: 'listAppend', left, right }
  }
  if (left.kind !== 'path') throw invalidExpression(resolution.kind, expressionMessages.pathRequired(name))
  if (right.kind === 'path' && pathsEqual(left.path, right.path)) {
    throw invalidExpression(resolution.kind, expressionMessages.notDistinct(name, formatPath(left.path)))
  }
  return { kind: 'ifNotExists', path: left.path, otherwise: right }
}

/** Refuses operands whose type is known and is not the one that the operator takes. */
function assertValueType(
  { kind }: Resolution,
  operator: string,
  operands: readonly UpdateValue[],
  expected: AttributeType,
): void {
  for (const operand of operands) {
    const type = operand.kind === 'value' ? typeOf(operand.value) : undefined
    if (type !== undefined && type !== expected) {
      throw invalidExpression(kind, expressionMessages.operandType(operator, type))
    }
  }
}
