import { attributeMap, attributeValue, boolean, integer, list, string, structure } from '../shape.js'
import type { OperationShapes } from '../shape.js'
import { consumedCapacity } from './capacity-shapes.js'
import { itemResponse } from './item-shapes.js'

const executeStatementInput = structure('ExecuteStatementInput', {
  Statement: string,
  Parameters: list(attributeValue),
  ConsistentRead: boolean,
  NextToken: string,
  ReturnConsumedCapacity: string,
  Limit: integer,
  ReturnValuesOnConditionCheckFailure: string,
})

const executeStatementOutput = structure('ExecuteStatementOutput', {
  Items: list(attributeMap),
  NextToken: string,
  ConsumedCapacity: consumedCapacity,
  LastEvaluatedKey: attributeMap,
})

const batchStatementRequest = structure('BatchStatementRequest', {
  Statement: string,
  Parameters: list(attributeValue),
  ConsistentRead: boolean,
  ReturnValuesOnConditionCheckFailure: string,
})

const batchExecuteStatementInput = structure('BatchExecuteStatementInput', {
  Statements: list(batchStatementRequest),
  ReturnConsumedCapacity: string,
})

const batchStatementError = structure('BatchStatementError', {
  Code: string,
  Message: string,
  Item: attributeMap,
})

const batchStatementResponse = structure('BatchStatementResponse', {
  Error: batchStatementError,
  TableName: string,
  Item: attributeMap,
})

const batchExecuteStatementOutput = structure('BatchExecuteStatementOutput', {
  Responses: list(batchStatementResponse),
  ConsumedCapacity: list(consumedCapacity),
})

const parameterizedStatement = structure('ParameterizedStatement', {
  Statement: string,
  Parameters: list(attributeValue),
  ReturnValuesOnConditionCheckFailure: string,
})

const executeTransactionInput = structure('ExecuteTransactionInput', {
  TransactStatements: list(parameterizedStatement),
  ClientRequestToken: string,
  ReturnConsumedCapacity: string,
})

const executeTransactionOutput = structure('ExecuteTransactionOutput', {
  Responses: list(itemResponse),
  ConsumedCapacity: list(consumedCapacity),
})

/** Operations by PartiQL statements. */
export const statementOperations: OperationShapes = {
  ExecuteStatement: { input: executeStatementInput, output: executeStatementOutput },
  BatchExecuteStatement: { input: batchExecuteStatementInput, output: batchExecuteStatementOutput },
  ExecuteTransaction: { input: executeTransactionInput, output: executeTransactionOutput },
}
