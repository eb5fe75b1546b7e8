import type {
  BatchExecuteStatementOutput,
  BatchStatementError,
  BatchStatementErrorCode,
  BatchStatementResponse,
} from '../../protocol/partiql.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { TableMeters } from '../capacity/consumed.js'
import { readUnits, writeUnits } from '../capacity/units.js'
import type { Engine } from '../engine.js'
import { projectItem } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { partiqlMessages } from '../partiql/messages.js'
import { runWrite } from '../partiql/run-write.js'
import type { SelectStatement } from '../partiql/statement.js'
import { soleKey } from '../partiql/statement-key.js'
import { toWrite } from '../partiql/to-write.js'
import { assertKeyPathsScalar } from '../reads/key-paths.js'
import { primaryKeyOfRequest } from '../tables/item-keys.js'
import { after, mapInTurns } from '../turns.js'
import { cloneItem } from '../values/index.js'
import type { ItemPlace } from '../writes/item-place.js'
import { areDistinct } from '../writes/item-place.js'
import { keyOfWrite } from '../writes/prepared-write.js'
import { meterWrite } from '../writes/write-report.js'
import type { BatchExecuteStatementRequest, BatchedStatement } from './batch-execute-statement.validate.js'
import { validateBatchExecuteStatement } from './batch-execute-statement.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const batchExecuteStatement: Operation<'BatchExecuteStatement'> = defineOperation(
  validateBatchExecuteStatement,
  run,
)

/** A statement whose item is known: all that is left is to carry it out. */
interface PlacedStatement extends ItemPlace {
  readonly carryOut: (meters: TableMeters | undefined) => BatchStatementResponse
}

function run(
  engine: Engine,
  { capacity, statements }: BatchExecuteStatementRequest,
): BatchExecuteStatementOutput | Promise<BatchExecuteStatementOutput> {
  const placed = statements.map((each) =>
    each instanceof ServiceError ? each : attempt(() => place(engine, each)),
  )
  const places = placed.flatMap((each) => (each instanceof ServiceError ? [] : [each]))
  if (!areDistinct(places)) throw invalidRequest(messages.duplicateKeys)
  const meters = TableMeters.for(capacity)
  const succeeded = new Set<string | undefined>()
  const sizeOf = (each: PlacedStatement | ServiceError) =>
    each instanceof ServiceError ? 0 : (each.table.get(each.key)?.sizeBytes ?? 0)
  const responses = mapInTurns(placed, sizeOf, (each, index): BatchStatementResponse => {
    const { tableName } = (statements[index] as Partial<BatchedStatement>).statement ?? {}
    if (each instanceof ServiceError) return unplaced(each, tableName)
    const TableName = each.table.schema.name
    const response = attempt(() => each.carryOut(meters))
    if (response instanceof ServiceError) return { Error: errorOf(response), TableName }
    succeeded.add(tableName)
    return { ...response, TableName }
  })
  return after(responses, (Responses) => {
    // Tables on which nothing was done are left out, though failed statements count on the others.
    const consumed = meters?.report().filter(({ TableName }) => succeeded.has(TableName)) ?? []
    return consumed.length === 0 ? { Responses } : { Responses, ConsumedCapacity: consumed }
  })
}

/** Of a statement that never came to an item, only a missing table is named. */
function unplaced(error: ServiceError, tableName: string | undefined): BatchStatementResponse {
  const response: BatchStatementResponse = { Error: errorOf(error) }
  if (error.name === 'ResourceNotFoundException') response.TableName = tableName
  return response
}

function place(engine: Engine, batched: BatchedStatement): PlacedStatement {
  const { returnsItemOnFailure, statement } = batched
  if (statement.kind === 'select') return placeRead(engine, batched, statement)
  const table = engine.table(statement.tableName)
  const write = toWrite(table, statement, returnsItemOnFailure)
  const key = keyOfWrite(table, write)
  return {
    table,
    key,
    carryOut: (meters) => {
      const meter = meters?.of(statement.tableName)
      try {
        const { item, prepared } = runWrite(engine, {
          write,
          returning: statement.returning,
          capacity: undefined,
        })
        if (meter !== undefined) meterWrite(meter, prepared)
        return item === undefined ? {} : { Item: item }
      } catch (error) {
        const attempted = write.kind === 'put' ? write.sizeBytes : 0
        meter?.addTable(writeUnits(Math.max(attempted, table.get(key)?.sizeBytes ?? 0)))
        throw error
      }
    },
  }
}

function placeRead(
  engine: Engine,
  { isConsistent }: BatchedStatement,
  { condition, indexName, projection, tableName }: SelectStatement,
): PlacedStatement {
  const table = engine.table(tableName)
  const wanted = indexName === undefined ? soleKey(table.schema.key, condition) : undefined
  if (wanted === undefined) throw invalidRequest(partiqlMessages.batchSelect)
  if (projection !== undefined) assertKeyPathsScalar(table.schema, projection.node.paths)
  const key = primaryKeyOfRequest(table.schema, wanted)
  return {
    table,
    key,
    carryOut: (meters) => {
      const stored = table.get(key)
      meters?.of(tableName).addTable(readUnits(stored?.sizeBytes ?? 0, isConsistent))
      if (stored === undefined) return {}
      return {
        Item: cloneItem(projection === undefined ? stored.item : projectItem(projection.node, stored.item)),
      }
    },
  }
}

const errorCodes: ReadonlyMap<string, BatchStatementErrorCode> = new Map([
  ['ConditionalCheckFailedException', 'ConditionalCheckFailed'],
  ['DuplicateItemException', 'DuplicateItem'],
  ['ItemCollectionSizeLimitExceededException', 'ItemCollectionSizeLimitExceeded'],
  ['ResourceNotFoundException', 'ResourceNotFound'],
  ['TransactionConflictException', 'TransactionConflict'],
  ['ValidationException', 'ValidationError'],
])

/** What the action gives, or the refusal of the one statement that it is about. */
function attempt<TValue>(act: () => TValue): TValue | ServiceError {
  try {
    return act()
  } catch (error) {
    if (error instanceof ServiceError && errorCodes.has(error.name)) return error
    throw error
  }
}

function errorOf({ Item, message, name }: ServiceError): BatchStatementError {
  const error: BatchStatementError = { Code: errorCodes.get(name), Message: message }
  if (Item !== undefined) error.Item = Item
  return error
}
