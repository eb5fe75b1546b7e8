import { invalidRequest } from '../faults.js'
import type {
  ActionSyntax,
  OperandSyntax,
  PathSyntax,
  UpdateNode,
  UpdateValueSyntax,
} from '../expressions/index.js'
import { expressionMessages, resolveUpdate } from '../expressions/index.js'
import { partiqlMessages } from './messages.js'
import { atPosition } from './position.js'
import type { StatementValues } from './statement-values.js'
import type { CallExpression, ChangeSyntax, StatementExpression } from './syntax.js'
import { pathOf, toPath } from './to-path.js'

/** Functions that change a set: the sections of an update expression that do the same. */
const setFunctions: ReadonlyMap<string, 'ADD' | 'DELETE'> = new Map([
  ['set_add', 'ADD'],
  ['set_delete', 'DELETE'],
])
const updateFunctions: ReadonlySet<string> = new Set(['if_not_exists', 'list_append'])
const conditionFunctions: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
])

/** What SET and REMOVE do, as an update that can be applied to items. */
export function toUpdate(values: StatementValues, changes: readonly ChangeSyntax[]): UpdateNode {
  const actions = changes.map((change) => actionOf(values, change))
  // Of two paths that do not go together, a statement's refusal names the later one first, an expression's the earlier.
  const { actions: resolved } = resolveUpdate(values.resolution, {
    actions: actions.toReversed(),
    operatorCount: 0,
  })
  return { actions: resolved.toReversed() }
}

function actionOf(values: StatementValues, change: ChangeSyntax): ActionSyntax {
  const target = toPath(change.target)
  if (change.section === 'REMOVE') return { section: 'REMOVE', target }
  const { value } = change
  const section = value.kind === 'call' ? setFunctions.get(value.name.toLowerCase()) : undefined
  if (section !== undefined && value.kind === 'call') return setChangeOf(values, section, target, value)
  return { section: 'SET', target, value: updateValueOf(values, value) }
}

/** `SET colours = set_add(colours, <<'red'>>)` */
function setChangeOf(
  values: StatementValues,
  section: 'ADD' | 'DELETE',
  target: PathSyntax,
  { at, name, operands }: CallExpression,
): ActionSyntax {
  const capitals = name.toUpperCase()
  const [first, second] = operands
  if (first === undefined || second === undefined || operands.length !== 2) {
    throw invalidRequest(atPosition(partiqlMessages.setFunctionArguments(capitals), at))
  }
  if (first.kind !== 'path' || !isSamePath(pathOf(first), target)) {
    throw invalidRequest(atPosition(partiqlMessages.setFunctionTarget(capitals), at))
  }
  const value = values.isValue(second) ? values.valueOf(second) : undefined
  if (value === undefined || (value.SS ?? value.NS ?? value.BS) === undefined) {
    throw invalidRequest(atPosition(partiqlMessages.setFunctionValue(capitals), first.at))
  }
  return { section, target, value: values.placeholderFor(value) }
}

function isSamePath(left: PathSyntax, right: PathSyntax): boolean {
  return (
    left.steps.length === right.steps.length &&
    left.steps.every(({ kind, text }, index) => {
      const other = right.steps[index]
      return other !== undefined && other.kind === kind && other.text === text
    })
  )
}

function updateValueOf(values: StatementValues, expression: StatementExpression): UpdateValueSyntax {
  if (expression.kind !== 'operation') return operandOf(values, expression)
  const { operands, operator } = expression
  if (operator !== '+' && operator !== '-') throw invalidRequest(partiqlMessages.updateOperator(operator))
  const [left, right] = operands
  if (left === undefined || right === undefined) {
    throw invalidRequest(expressionMessages.operandCount(operator, operands.length))
  }
  return {
    kind: 'sum',
    operator,
    left: updateValueOf(values, left),
    right: updateValueOf(values, right),
  }
}

function operandOf(values: StatementValues, expression: StatementExpression): OperandSyntax {
  switch (expression.kind) {
    case 'path':
      return pathOf(expression)
    case 'call':
      return callOf(values, expression)
    case 'operation':
      throw invalidRequest(partiqlMessages.updateOperator(expression.operator))
    case 'in':
    case 'is':
      throw invalidRequest(partiqlMessages.updateOperator(expression.kind))
    default:
      return values.placeholderOf(expression)
  }
}

function callOf(values: StatementValues, { at, name, operands }: CallExpression): OperandSyntax {
  const canonical = name.toLowerCase()
  if (!updateFunctions.has(canonical)) {
    throw invalidRequest(
      conditionFunctions.has(canonical)
        ? expressionMessages.functionNotInUpdate(canonical)
        : atPosition(partiqlMessages.unknownFunction(name), at),
    )
  }
  return { kind: 'call', name: canonical, operands: operands.map((operand) => operandOf(values, operand)) }
}
