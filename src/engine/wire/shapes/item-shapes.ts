import { attributeMap, attributeValue, boolean, integer, list, map, string, structure } from '../shape.js'
import type { OperationShapes, StructureShape } from '../shape.js'
import { consumedCapacity, itemCollectionMetrics } from './capacity-shapes.js'

const expectedAttributeValue = structure('ExpectedAttributeValue', {
  Value: attributeValue,
  Exists: boolean,
  ComparisonOperator: string,
  AttributeValueList: list(attributeValue),
})

const putItemInput = structure('PutItemInput', {
  TableName: string,
  Item: attributeMap,
  Expected: map(expectedAttributeValue),
  ReturnValues: string,
  ReturnConsumedCapacity: string,
  ReturnItemCollectionMetrics: string,
  ConditionalOperator: string,
  ConditionExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
  ReturnValuesOnConditionCheckFailure: string,
})

const putItemOutput = structure('PutItemOutput', {
  Attributes: attributeMap,
  ConsumedCapacity: consumedCapacity,
  ItemCollectionMetrics: itemCollectionMetrics,
})

const getItemInput = structure('GetItemInput', {
  TableName: string,
  Key: attributeMap,
  AttributesToGet: list(string),
  ConsistentRead: boolean,
  ReturnConsumedCapacity: string,
  ProjectionExpression: string,
  ExpressionAttributeNames: map(string),
})

const getItemOutput = structure('GetItemOutput', {
  Item: attributeMap,
  ConsumedCapacity: consumedCapacity,
})

const attributeValueUpdate = structure('AttributeValueUpdate', {
  Value: attributeValue,
  Action: string,
})

const updateItemInput = structure('UpdateItemInput', {
  TableName: string,
  Key: attributeMap,
  AttributeUpdates: map(attributeValueUpdate),
  Expected: map(expectedAttributeValue),
  ConditionalOperator: string,
  ReturnValues: string,
  ReturnConsumedCapacity: string,
  ReturnItemCollectionMetrics: string,
  UpdateExpression: string,
  ConditionExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
  ReturnValuesOnConditionCheckFailure: string,
})

const updateItemOutput = structure('UpdateItemOutput', {
  Attributes: attributeMap,
  ConsumedCapacity: consumedCapacity,
  ItemCollectionMetrics: itemCollectionMetrics,
})

const deleteItemInput = structure('DeleteItemInput', {
  TableName: string,
  Key: attributeMap,
  Expected: map(expectedAttributeValue),
  ConditionalOperator: string,
  ReturnValues: string,
  ReturnConsumedCapacity: string,
  ReturnItemCollectionMetrics: string,
  ConditionExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
  ReturnValuesOnConditionCheckFailure: string,
})

const deleteItemOutput = structure('DeleteItemOutput', {
  Attributes: attributeMap,
  ConsumedCapacity: consumedCapacity,
  ItemCollectionMetrics: itemCollectionMetrics,
})

const condition = structure('Condition', {
  ComparisonOperator: string,
  AttributeValueList: list(attributeValue),
})

const queryInput = structure('QueryInput', {
  TableName: string,
  IndexName: string,
  Select: string,
  AttributesToGet: list(string),
  Limit: integer,
  ConsistentRead: boolean,
  KeyConditions: map(condition),
  QueryFilter: map(condition),
  ConditionalOperator: string,
  ScanIndexForward: boolean,
  ExclusiveStartKey: attributeMap,
  ReturnConsumedCapacity: string,
  ProjectionExpression: string,
  FilterExpression: string,
  KeyConditionExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
})

const queryOutput = structure('QueryOutput', {
  Items: list(attributeMap),
  Count: integer,
  ScannedCount: integer,
  LastEvaluatedKey: attributeMap,
  ConsumedCapacity: consumedCapacity,
})

const scanInput = structure('ScanInput', {
  TableName: string,
  IndexName: string,
  AttributesToGet: list(string),
  Limit: integer,
  Select: string,
  ScanFilter: map(condition),
  ConditionalOperator: string,
  ExclusiveStartKey: attributeMap,
  ReturnConsumedCapacity: string,
  TotalSegments: integer,
  Segment: integer,
  ProjectionExpression: string,
  FilterExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
  ConsistentRead: boolean,
})

const scanOutput = structure('ScanOutput', {
  Items: list(attributeMap),
  Count: integer,
  ScannedCount: integer,
  LastEvaluatedKey: attributeMap,
  ConsumedCapacity: consumedCapacity,
})

const keysAndAttributes = structure('KeysAndAttributes', {
  Keys: list(attributeMap),
  AttributesToGet: list(string),
  ConsistentRead: boolean,
  ProjectionExpression: string,
  ExpressionAttributeNames: map(string),
})

const batchGetItemInput = structure('BatchGetItemInput', {
  RequestItems: map(keysAndAttributes),
  ReturnConsumedCapacity: string,
})

const batchGetItemOutput = structure('BatchGetItemOutput', {
  Responses: map(list(attributeMap)),
  UnprocessedKeys: map(keysAndAttributes),
  ConsumedCapacity: list(consumedCapacity),
})

const putRequest = structure('PutRequest', {
  Item: attributeMap,
})

const deleteRequest = structure('DeleteRequest', {
  Key: attributeMap,
})

const writeRequest = structure('WriteRequest', {
  PutRequest: putRequest,
  DeleteRequest: deleteRequest,
})

const batchWriteItemInput = structure('BatchWriteItemInput', {
  RequestItems: map(list(writeRequest)),
  ReturnConsumedCapacity: string,
  ReturnItemCollectionMetrics: string,
})

const batchWriteItemOutput = structure('BatchWriteItemOutput', {
  UnprocessedItems: map(list(writeRequest)),
  ItemCollectionMetrics: map(list(itemCollectionMetrics)),
  ConsumedCapacity: list(consumedCapacity),
})

const getAction = structure('Get', {
  Key: attributeMap,
  TableName: string,
  ProjectionExpression: string,
  ExpressionAttributeNames: map(string),
})

const transactGetItem = structure('TransactGetItem', {
  Get: getAction,
})

const transactGetItemsInput = structure('TransactGetItemsInput', {
  TransactItems: list(transactGetItem),
  ReturnConsumedCapacity: string,
})

export const itemResponse: StructureShape = structure('ItemResponse', {
  Item: attributeMap,
})

const transactGetItemsOutput = structure('TransactGetItemsOutput', {
  ConsumedCapacity: list(consumedCapacity),
  Responses: list(itemResponse),
})

const conditionCheck = structure('ConditionCheck', {
  Key: attributeMap,
  TableName: string,
  ConditionExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
  ReturnValuesOnConditionCheckFailure: string,
})

const putAction = structure('Put', {
  Item: attributeMap,
  TableName: string,
  ConditionExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
  ReturnValuesOnConditionCheckFailure: string,
})

const deleteAction = structure('Delete', {
  Key: attributeMap,
  TableName: string,
  ConditionExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
  ReturnValuesOnConditionCheckFailure: string,
})

const updateAction = structure('Update', {
  Key: attributeMap,
  UpdateExpression: string,
  TableName: string,
  ConditionExpression: string,
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributeMap,
  ReturnValuesOnConditionCheckFailure: string,
})

const transactWriteItem = structure('TransactWriteItem', {
  ConditionCheck: conditionCheck,
  Put: putAction,
  Delete: deleteAction,
  Update: updateAction,
})

const transactWriteItemsInput = structure('TransactWriteItemsInput', {
  TransactItems: list(transactWriteItem),
  ReturnConsumedCapacity: string,
  ReturnItemCollectionMetrics: string,
  ClientRequestToken: string,
})

const transactWriteItemsOutput = structure('TransactWriteItemsOutput', {
  ConsumedCapacity: list(consumedCapacity),
  ItemCollectionMetrics: map(list(itemCollectionMetrics)),
})

/** Operations on items: one by one, in pages, in batches and in transactions. */
export const itemOperations: OperationShapes = {
  PutItem: { input: putItemInput, output: putItemOutput },
  GetItem: { input: getItemInput, output: getItemOutput },
  UpdateItem: { input: updateItemInput, output: updateItemOutput },
  DeleteItem: { input: deleteItemInput, output: deleteItemOutput },
  Query: { input: queryInput, output: queryOutput },
  Scan: { input: scanInput, output: scanOutput },
  BatchGetItem: { input: batchGetItemInput, output: batchGetItemOutput },
  BatchWriteItem: { input: batchWriteItemInput, output: batchWriteItemOutput },
  TransactGetItems: { input: transactGetItemsInput, output: transactGetItemsOutput },
  TransactWriteItems: { input: transactWriteItemsInput, output: transactWriteItemsOutput },
}
