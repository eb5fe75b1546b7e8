import { unreachable } from '../../core/assert.js'
import { itemSizeBytesMax } from '../../protocol/limits.js'
import { invalidRequest } from '../faults.js'
import type { ConditionNode } from '../expressions/index.js'
import { assertNotEmpty } from '../tables/item-keys.js'
import type { Table } from '../tables/table.js'
import { getMember, itemSizeBytes, valueMessages } from '../values/index.js'
import type { PutRequest, WriteRequest } from '../writes/write-request.js'
import { partiqlMessages } from './messages.js'
import type { InsertStatement, WriteStatement } from './statement.js'
import { assertKeyType, statementKey } from './statement-key.js'

/** A statement that writes, as the write that it comes to. Throws when it does not name one item of the table. */
export function toWrite(
  table: Table,
  statement: WriteStatement,
  returnsItemOnFailure: boolean,
): WriteRequest {
  const { tableName } = statement
  if (statement.kind === 'insert') return toPut(table, statement, returnsItemOnFailure)
  const { condition } = statement
  const key = statementKey(table.schema.key, condition)
  switch (statement.kind) {
    case 'update': {
      const { update } = statement
      // The condition holds the key, which no item fulfils that is not there.
      return {
        kind: 'update',
        tableName,
        key,
        update,
        condition,
        returnsItemOnFailure,
        legacyTypes: undefined,
      }
    }
    case 'delete':
      return { kind: 'delete', tableName, key, condition: ifThere(table, condition), returnsItemOnFailure }
    case 'exists':
      return { kind: 'check', tableName, key, condition, returnsItemOnFailure }
    default:
      return unreachable(statement)
  }
}

function toPut(
  table: Table,
  { item, tableName }: InsertStatement,
  returnsItemOnFailure: boolean,
): PutRequest {
  for (const { name, type } of table.schema.key.attributes) {
    const value = getMember(item, name)
    if (value === undefined) throw invalidRequest(partiqlMessages.keyMissing(name))
    assertKeyType(name, type, value)
    assertNotEmpty(name, value)
  }
  const sizeBytes = itemSizeBytes(item)
  if (sizeBytes > itemSizeBytesMax) throw invalidRequest(valueMessages.tooLarge)
  return {
    kind: 'put',
    tableName,
    item,
    sizeBytes,
    condition: undefined,
    returnsItemOnFailure,
    isInsert: true,
  }
}

/** DELETE of an item that is not there succeeds, whatever its condition. */
function ifThere(table: Table, condition: ConditionNode | undefined): ConditionNode | undefined {
  const [partitionKey] = table.schema.key.attributes
  if (condition === undefined || partitionKey === undefined) return condition
  const isAbsent: ConditionNode = { kind: 'exists', path: [partitionKey.name], isExpected: false }
  return { kind: 'or', terms: [isAbsent, condition] }
}
