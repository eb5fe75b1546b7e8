import type { AttributeValue } from '../../protocol/attribute-value.js'
import { indexNameLengthMin, tableNameLengthMax } from '../../protocol/limits.js'
import { invalidRequest } from '../faults.js'
import type { ConditionNode } from '../expressions/index.js'
import { resolveCondition } from '../expressions/index.js'
import { isTableName, tableNameOf } from '../requests/names.js'
import { normalizeValue } from '../values/index.js'
import { partiqlMessages } from './messages.js'
import { toProjection } from './named-projection.js'
import { atPosition } from './position.js'
import type { ExistsStatement, OrderTerm, Returning, SelectStatement, Statement } from './statement.js'
import { StatementValues } from './statement-values.js'
import type {
  ExistsSyntax,
  OrderSyntax,
  ReturningSyntax,
  SelectSyntax,
  StatementExpression,
  StatementSyntax,
} from './syntax.js'
import { toCondition } from './to-condition.js'
import { pathOf } from './to-path.js'
import { toUpdate } from './to-update.js'

const namePattern = /^[a-zA-Z0-9_.-]+$/
const returningValues: { readonly [TReturning in ReturningSyntax]: Returning } = {
  'ALL NEW': 'ALL_NEW',
  'ALL OLD': 'ALL_OLD',
  'MODIFIED NEW': 'UPDATED_NEW',
  'MODIFIED OLD': 'UPDATED_OLD',
}

/**
 * Understands a parsed statement with its parameters. Throws ServiceError (ValidationException) with the service's
 * words when DynamoDB has no such statement.
 */
export function readStatement(
  syntax: Exclude<StatementSyntax, ExistsSyntax>,
  parameters: readonly AttributeValue[] | undefined,
): Exclude<Statement, ExistsStatement>
export function readStatement(
  syntax: StatementSyntax,
  parameters: readonly AttributeValue[] | undefined,
): Statement
export function readStatement(
  syntax: StatementSyntax,
  parameters: readonly AttributeValue[] | undefined,
): Statement {
  if (syntax.refusal !== undefined) throw invalidRequest(syntax.refusal)
  if (syntax.parameterCount !== (parameters?.length ?? 0)) {
    throw invalidRequest(partiqlMessages.parametersMismatch)
  }
  const values = new StatementValues((parameters ?? []).map(normalizeValue))
  switch (syntax.kind) {
    case 'select':
      return readSelect(values, syntax)
    case 'insert':
      return readInsert(values, syntax.source, syntax.item)
    case 'update': {
      const { tableName, indexName } = sourceOf(syntax.source)
      if (indexName !== undefined) throw invalidRequest(partiqlMessages.writeToIndex)
      const update = toUpdate(values, syntax.changes)
      const condition = readWhere(values, syntax.where)
      return { kind: 'update', tableName, update, condition, returning: returningOf(syntax.returning) }
    }
    case 'delete': {
      const { tableName, indexName } = sourceOf(syntax.source)
      if (indexName !== undefined) throw invalidRequest(partiqlMessages.writeToIndex)
      const condition = readWhere(values, syntax.where)
      return { kind: 'delete', tableName, condition, returning: returningOf(syntax.returning) }
    }
    case 'exists': {
      if (syntax.select === undefined) throw invalidRequest(partiqlMessages.transactionOperation)
      const { condition, indexName, tableName } = readSelect(values, syntax.select)
      return { kind: 'exists', tableName, indexName, condition }
    }
  }
}

function readSelect(values: StatementValues, syntax: SelectSyntax): SelectStatement {
  const { tableName, indexName } = sourceOf(syntax.source)
  const projection = syntax.projection && toProjection(values, syntax.projection)
  const condition = readWhere(values, syntax.where)
  if (syntax.order.length > 0 && condition === undefined) {
    throw invalidRequest(partiqlMessages.orderWithoutWhere)
  }
  return { kind: 'select', tableName, indexName, projection, condition, order: syntax.order.map(orderOf) }
}

function readInsert(
  values: StatementValues,
  source: StatementExpression,
  item: StatementExpression,
): Statement {
  const { tableName, indexName } = sourceOf(source)
  if (indexName !== undefined) throw invalidRequest(partiqlMessages.insertIntoIndex)
  if (item.kind !== 'tuple') throw invalidRequest(atPosition(partiqlMessages.insertedNotTuple, item.at))
  return { kind: 'insert', tableName, item: values.itemOf(item), returning: undefined }
}

function readWhere(
  values: StatementValues,
  where: StatementExpression | undefined,
): ConditionNode | undefined {
  return where && resolveCondition(values.resolution, toCondition(values, where))
}

/** The table, and the index, that stand where a statement says what it is about. */
function sourceOf(source: StatementExpression): { tableName: string; indexName: string | undefined } {
  if (source.kind !== 'path') throw invalidRequest(partiqlMessages.unexpectedSource)
  if (source.steps.some(({ kind }) => kind === 'index' || kind === 'unexpected')) {
    throw invalidRequest(partiqlMessages.listInSource)
  }
  const [tableName, indexName, ...more] = pathOf(source).steps.map(({ text }) => text)
  if (tableName === undefined || more.length > 0) throw invalidRequest(partiqlMessages.sourceTooDeep)
  if (!isTableName(tableName) || (indexName !== undefined && !isIndexName(indexName))) {
    throw invalidRequest(partiqlMessages.sourceName)
  }
  return { tableName: tableNameOf(tableName), indexName }
}

function isIndexName(name: string): boolean {
  return name.length >= indexNameLengthMin && name.length <= tableNameLengthMax && namePattern.test(name)
}

function returningOf(returning: ReturningSyntax | undefined): Returning | undefined {
  return returning && returningValues[returning]
}

function orderOf({ by, isDescending }: OrderSyntax): OrderTerm {
  if (by.kind === 'path') {
    const [step, ...more] = pathOf(by).steps
    if (step !== undefined && more.length === 0) return { attribute: step.text, isDescending }
    throw invalidRequest(partiqlMessages.orderNotByName('PATH'))
  }
  const type =
    by.kind === 'literal' && by.value.S !== undefined ? JSON.stringify(by.value.S) : by.kind.toUpperCase()
  throw invalidRequest(partiqlMessages.orderNotByName(type))
}
