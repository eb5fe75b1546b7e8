import { unreachable } from '../../core/assert.js'
import { invalidRequest } from '../faults.js'
import type { Comparator, ConditionSyntax, OperandSyntax } from '../expressions/index.js'
import { expressionMessages } from '../expressions/index.js'
import { assertComparesBooleans, isBooleanCall, likeOperand, likeTest, likeValue } from './boolean-calls.js'
import { partiqlMessages } from './messages.js'
import { atPosition } from './position.js'
import type { StatementValues } from './statement-values.js'
import type {
  CallExpression,
  InExpression,
  IsExpression,
  OperationExpression,
  StatementExpression,
} from './syntax.js'
import { pathOf } from './to-path.js'

const comparators: ReadonlySet<string> = new Set<Comparator>(['=', '<>', '<', '<=', '>', '>='])
const conditionFunctions: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
])
const aggregates: ReadonlySet<string> = new Set(['avg', 'count', 'max', 'min', 'sum'])
const updateFunctions: ReadonlySet<string> = new Set(['if_not_exists', 'list_append'])

/** The attribute types behind the types that IS knows. */
const attributeTypes: { readonly [type: string]: string } = {
  NULL: 'NULL',
  BOOLEAN: 'BOOL',
  BOOL: 'BOOL',
  BLOB: 'B',
  STRING: 'S',
  NUMERIC: 'N',
  STRUCT: 'M',
  TUPLE: 'M',
  LIST: 'L',
}

/** What stands behind WHERE, as a condition in the syntax of expressions, which says what it means. */
export function toCondition(values: StatementValues, expression: StatementExpression): ConditionSyntax {
  if (!isCondition(expression)) throw invalidRequest(partiqlMessages.notBoolean)
  return conditionOf(values, expression)
}

type ConditionExpression = CallExpression | InExpression | IsExpression | OperationExpression

function isCondition(expression: StatementExpression): expression is ConditionExpression {
  switch (expression.kind) {
    case 'operation':
    case 'in':
    case 'is':
      return true
    case 'call':
      return expression.name.toLowerCase() !== 'size'
    default:
      return false
  }
}

function conditionOf(values: StatementValues, expression: ConditionExpression): ConditionSyntax {
  switch (expression.kind) {
    case 'operation':
      return operationOf(values, expression)
    case 'in':
      return inOf(values, expression)
    case 'is':
      return isOf(values, expression)
    case 'call':
      return callOf(values, expression)
    default:
      return unreachable(expression)
  }
}

function operationOf(values: StatementValues, { operator, operands }: OperationExpression): ConditionSyntax {
  if (operator === 'and' || operator === 'or') {
    return {
      kind: operator,
      terms: operands.map((term) => termOf(values, term, partiqlMessages.connectiveOperands)),
    }
  }
  const [first, second, third] = operands as [StatementExpression, StatementExpression, StatementExpression]
  if (operator === 'not') return { kind: 'not', term: termOf(values, first, partiqlMessages.notOperand) }
  if (comparators.has(operator)) {
    if (isBooleanCall(first)) return booleanComparison(values, operator, first, second)
    if (isBooleanCall(second)) return booleanComparison(values, operator, second, first)
    const left = operandOf(values, first)
    return { kind: 'comparison', operator: operator as Comparator, left, right: operandOf(values, second) }
  }
  if (operator === 'between') {
    if (isBooleanCall(first)) assertComparesBooleans(operator)
    const operand = operandOf(values, first)
    return { kind: 'between', operand, lower: operandOf(values, second), upper: operandOf(values, third) }
  }
  throw invalidRequest(partiqlMessages.conditionOperator(operator))
}

/** `attribute_exists(a) = true` */
function booleanComparison(
  values: StatementValues,
  operator: string,
  call: CallExpression,
  other: StatementExpression,
): ConditionSyntax {
  const test = callOf(values, call)
  let isLike: ConditionSyntax
  if (isBooleanCall(other)) isLike = likeTest(test, callOf(values, other))
  else if (values.isValue(other)) isLike = likeValue(values, test, other)
  else isLike = likeOperand(values, test, operandOf(values, other))
  assertComparesBooleans(operator)
  return operator === '=' ? isLike : { kind: 'not', term: isLike }
}

function termOf(values: StatementValues, term: StatementExpression, refusal: string): ConditionSyntax {
  if (!isCondition(term)) throw invalidRequest(refusal)
  return conditionOf(values, term)
}

function inOf(values: StatementValues, { candidates, operand }: InExpression): ConditionSyntax {
  const isSequence = candidates.kind === 'list' || candidates.kind === 'bag'
  if (values.isValue(operand) || !isSequence || candidates.elements.length === 0) {
    throw invalidRequest(partiqlMessages.inOperands)
  }
  if (isBooleanCall(operand)) {
    const terms = candidates.elements.map((candidate) => booleanComparison(values, '=', operand, candidate))
    return { kind: 'or', terms }
  }
  return {
    kind: 'in',
    operand: operandOf(values, operand),
    candidates: candidates.elements.map((candidate) => operandOf(values, candidate)),
  }
}

function isOf(values: StatementValues, { at, operand, type }: IsExpression): ConditionSyntax {
  if (operand.kind !== 'path' && operand.kind !== 'literal') throw invalidRequest(partiqlMessages.isOperand)
  const tested = operandOf(values, operand)
  if (type === 'MISSING') return { kind: 'call', name: 'attribute_not_exists', operands: [tested] }
  const attributeType = attributeTypes[type]
  if (attributeType === undefined) {
    const name = type === 'INT' ? 'INTEGER' : type
    throw invalidRequest(atPosition(partiqlMessages.isType(name), at))
  }
  const typeOperand = values.placeholderFor({ S: attributeType })
  return { kind: 'call', name: 'attribute_type', operands: [tested, typeOperand] }
}

function callOf(values: StatementValues, call: CallExpression): ConditionSyntax {
  assertConditionFunction(call)
  const { name, operands } = call
  return {
    kind: 'call',
    name: name.toLowerCase(),
    operands: operands.map((operand) => operandOf(values, operand)),
  }
}

function assertConditionFunction({ at, name }: CallExpression): void {
  const canonical = name.toLowerCase()
  if (canonical === 'size' || conditionFunctions.has(canonical)) return
  if (aggregates.has(canonical)) {
    throw invalidRequest(atPosition(partiqlMessages.unsupportedToken(canonical), at))
  }
  throw invalidRequest(
    updateFunctions.has(canonical)
      ? expressionMessages.functionNotInCondition(canonical)
      : atPosition(partiqlMessages.unknownFunction(name), at),
  )
}

/** A path, a value, or the size of one: what a condition compares. */
function operandOf(values: StatementValues, expression: StatementExpression): OperandSyntax {
  switch (expression.kind) {
    case 'path':
      return pathOf(expression)
    case 'call': {
      assertConditionFunction(expression)
      const name = expression.name.toLowerCase()
      if (name !== 'size') throw invalidRequest(expressionMessages.misusedFunction(name))
      return {
        kind: 'call',
        name,
        operands: expression.operands.map((operand) => operandOf(values, operand)),
      }
    }
    case 'operation':
      throw invalidRequest(partiqlMessages.conditionOperator(expression.operator))
    case 'in':
    case 'is':
      throw invalidRequest(partiqlMessages.conditionOperator(expression.kind))
    default:
      return values.placeholderOf(expression)
  }
}
