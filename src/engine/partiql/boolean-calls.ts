import { invalidRequest } from '../faults.js'
import type { ConditionSyntax, OperandSyntax } from '../expressions/index.js'
import { expressionMessages } from '../expressions/index.js'
import type { StatementValues } from './statement-values.js'
import type { CallExpression, StatementExpression } from './syntax.js'

const booleanFunctions: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
])

/** Whether an operand is a function that statements, other than expressions, may compare: it is a boolean there. */
export function isBooleanCall(expression: StatementExpression): expression is CallExpression {
  return expression.kind === 'call' && booleanFunctions.has(expression.name.toLowerCase())
}

/** Throws for an operator that has no booleans. */
export function assertComparesBooleans(operator: string): void {
  if (operator === '=' || operator === '<>') return
  const name = operator === 'between' ? 'BETWEEN' : operator
  throw invalidRequest(expressionMessages.operandType(name, 'BOOL'))
}

/** The condition that a test is as true or false as a value is. What is no boolean is like neither. */
export function likeValue(
  values: StatementValues,
  test: ConditionSyntax,
  expression: StatementExpression,
): ConditionSyntax {
  const { BOOL } = values.valueOf(expression)
  if (BOOL === true) return test
  if (BOOL === false) return not(test)
  return { kind: 'and', terms: [test, not(test)] }
}

/** The same of an operand that depends on the item. */
export function likeOperand(
  values: StatementValues,
  test: ConditionSyntax,
  operand: OperandSyntax,
): ConditionSyntax {
  const is = (BOOL: boolean): ConditionSyntax => ({
    kind: 'comparison',
    operator: '=',
    left: operand,
    right: values.placeholderFor({ BOOL }),
  })
  return both(test, is(true), is(false))
}

/** The same of another test. */
export function likeTest(test: ConditionSyntax, other: ConditionSyntax): ConditionSyntax {
  return both(test, other, not(other))
}

function both(test: ConditionSyntax, isTrue: ConditionSyntax, isFalse: ConditionSyntax): ConditionSyntax {
  return {
    kind: 'or',
    terms: [
      { kind: 'and', terms: [test, isTrue] },
      { kind: 'and', terms: [not(test), isFalse] },
    ],
  }
}

function not(term: ConditionSyntax): ConditionSyntax {
  return { kind: 'not', term }
}
