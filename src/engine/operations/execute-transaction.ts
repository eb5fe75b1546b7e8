import { transactionSizeBytesMax } from '../../protocol/limits.js'
import type { ExecuteTransactionOutput } from '../../protocol/partiql.js'
import type { TransactWriteItemsOutput } from '../../protocol/transactions.js'
import type { Engine } from '../engine.js'
import { projectItem } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { partiqlMessages } from '../partiql/messages.js'
import type { SelectStatement } from '../partiql/statement.js'
import { soleKey, termsOf } from '../partiql/statement-key.js'
import { toWrite } from '../partiql/to-write.js'
import { assertKeyPathsScalar } from '../reads/key-paths.js'
import type { Table } from '../tables/table.js'
import { after } from '../turns.js'
import { itemSizeBytes } from '../values/index.js'
import { settleActions } from '../writes/cancellation.js'
import type { WriteRequest } from '../writes/write-request.js'
import type { ExecuteTransactionRequest, TransactedWrite } from './execute-transaction.validate.js'
import { inTransaction, validateExecuteTransaction } from './execute-transaction.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import { transactReads } from './transact-get-items.js'
import type { TransactedRead } from './transact-get-items.validate.js'
import { transactWrites } from './transact-write-items.js'

export const executeTransaction: Operation<'ExecuteTransaction'> = defineOperation(
  validateExecuteTransaction,
  run,
)

function run(
  engine: Engine,
  request: ExecuteTransactionRequest,
): ExecuteTransactionOutput | Promise<ExecuteTransactionOutput> {
  if (request.reads.length > 0) return read(engine, request)
  const writes = toWrites(engine, request.writes)
  const { capacity, token } = request
  const output = transactWrites(engine, { writes, token, returnsMetrics: false, capacity })
  return after(output, answerOfWrites)
}

function read(
  engine: Engine,
  { capacity, reads }: ExecuteTransactionRequest,
): ExecuteTransactionOutput | Promise<ExecuteTransactionOutput> {
  const tables = tablesOf(engine, reads)
  const found = transactReads(engine, {
    reads: reads.map((statement, index) =>
      inTransaction(index, () => toRead(tables[index] as Table, statement)),
    ),
    capacity,
  })
  return after(found, ({ Responses: responses = [], ...report }) => ({
    Responses: responses.map((response, index) => {
      const { projection } = reads[index] as SelectStatement
      const { Item: item } = response
      return item === undefined || projection === undefined
        ? response
        : { Item: projectItem(projection.node, item) }
    }),
    ...report,
  }))
}

/** A table that is not there is a reason to cancel the transaction, unlike in the other operations. */
function tablesOf(engine: Engine, statements: readonly { readonly tableName: string }[]): Table[] {
  return settleActions(statements, ({ tableName }) => engine.table(tableName))
}

function toRead({ schema }: Table, { condition, projection, tableName }: SelectStatement): TransactedRead {
  const key = soleKey(schema.key, condition)
  if (key === undefined) throw invalidRequest(partiqlMessages.transactionSelect)
  if (projection !== undefined) assertKeyPathsScalar(schema, projection.node.paths)
  // An item of which nothing is left is an empty one here, and none in TransactGetItems.
  return { tableName, key, projection: undefined }
}

function toWrites(engine: Engine, transacted: readonly TransactedWrite[]): WriteRequest[] {
  const tables = tablesOf(
    engine,
    transacted.map(({ statement }) => statement),
  )
  transacted.forEach(({ statement }, index) => {
    if (statement.kind !== 'exists') return
    const { schema } = tables[index] as Table
    if (termsOf(statement.condition).length > schema.key.attributes.length) return
    throw invalidRequest(partiqlMessages.inTransaction(index, partiqlMessages.existsWithoutCondition))
  })
  const writes = settleActions(transacted, ({ returnsItemOnFailure, statement }, index) =>
    toWrite(tables[index] as Table, statement, returnsItemOnFailure),
  )
  const sizeBytes = writes.reduce(
    (sum, write, index) => sum + payloadSizeBytes(write, transacted[index] as TransactedWrite),
    0,
  )
  if (sizeBytes > transactionSizeBytesMax) {
    throw invalidRequest(messages.transactionTooLarge(transactionSizeBytesMax))
  }
  return writes
}

/** Bytes that a statement brings with it: an item, or a key and the values beside the statement. */
function payloadSizeBytes(write: WriteRequest, { parametersSizeBytes }: TransactedWrite): number {
  return write.kind === 'put' ? write.sizeBytes : itemSizeBytes(write.key) + parametersSizeBytes
}

/** Writes give nothing back but what they have consumed. */
function answerOfWrites({ ConsumedCapacity }: TransactWriteItemsOutput): ExecuteTransactionOutput {
  return ConsumedCapacity === undefined ? { Responses: [] } : { Responses: [], ConsumedCapacity }
}
