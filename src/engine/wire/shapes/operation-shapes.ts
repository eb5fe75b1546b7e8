import type { OperationShape, OperationShapes } from '../shape.js'
import { itemOperations } from './item-shapes.js'
import { statementOperations } from './statement-shapes.js'
import { streamOperations } from './stream-shapes.js'
import { tableOperations } from './table-shapes.js'

export interface TargetedOperation extends OperationShape {
  readonly name: string
}

/** Every operation that the engine has or will have, by the text of `X-Amz-Target`. */
export const targetedOperations: ReadonlyMap<string, TargetedOperation> = new Map([
  ...targeted('DynamoDB_20120810', itemOperations),
  ...targeted('DynamoDB_20120810', statementOperations),
  ...targeted('DynamoDB_20120810', tableOperations),
  ...targeted('DynamoDBStreams_20120810', streamOperations),
])

function targeted(service: string, operations: OperationShapes): [string, TargetedOperation][] {
  return Object.entries(operations).map(([name, shapes]) => [`${service}.${name}`, { name, ...shapes }])
}
