import type { CreateTableOutput } from '../../protocol/tables.js'
import { tablesMax } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { Engine } from '../engine.js'
import { messages } from '../messages.js'
import { enableStream } from '../streams/index.js'
import { describe } from '../tables/description.js'
import { tableArn, tableId } from '../tables/identity.js'
import type { Phase } from '../tables/phase.js'
import { beginning } from '../tables/phase.js'
import type { TableSettings } from '../tables/settings.js'
import { encryptionKeyArn, newCapacity } from '../tables/settings.js'
import { TableSchema } from '../tables/table-schema.js'
import { Table } from '../tables/table.js'
import type { CreateTableRequest } from './create-table.validate.js'
import { validateCreateTable } from './create-table.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import { assertAccountThroughput, assertTableThroughput } from './table-throughput.js'

export const createTable: Operation<'CreateTable'> = defineOperation(validateCreateTable, run)

function run(engine: Engine, request: CreateTableRequest): CreateTableOutput {
  const { environment, state } = engine
  assertNewName(engine, request.tableName)
  if (state.tables.size >= tablesMax && engine.knownTables().length >= tablesMax) {
    throw new ServiceError('LimitExceededException', messages.tooManyTables(tablesMax))
  }
  engine.assertMayChange()
  const now = environment.clock.now()
  const settings = settingsOf(engine, request, now)
  assertTableThroughput(engine, request.tableName, settings)
  assertAccountThroughput(engine, settings)
  const schema = new TableSchema(request, {
    id: tableId(environment.random),
    arn: tableArn(environment, request.tableName),
    createdAt: now,
  })
  const table = new Table(schema, settings)
  table.tags = request.tags
  table.collectionSizeBytesMax = environment.itemCollectionSizeLimit
  const phase: Phase = { status: 'CREATING', until: engine.changeOver() }
  table.phase = phase
  for (const index of table.indexes) index.phase = phase
  state.tables.set(request.tableName, table)
  const viewType = request.stream?.StreamEnabled ? request.stream.StreamViewType : undefined
  if (viewType !== undefined) enableStream(engine, table, viewType)
  const TableDescription = describe(table, beginning(now))
  engine.bringToPresent(table)
  return { TableDescription }
}

function assertNewName(engine: Engine, name: string): void {
  const table = engine.knownTable(name)
  if (table === undefined) return
  const message =
    table.phase?.status === 'DELETING' ? messages.tableBeing('deleted', name) : messages.tableExists(name)
  throw new ServiceError('ResourceInUseException', message)
}

function settingsOf({ environment }: Engine, request: CreateTableRequest, now: number): TableSettings {
  const isOnDemand = request.billingMode === 'PAY_PER_REQUEST'
  return {
    ...newCapacity(request.capacity),
    billingMode: request.billingMode,
    onDemandSince: isOnDemand ? now : undefined,
    onDemandSwitches: [],
    indexes: new Map(request.globalIndexes.map((index) => [index.IndexName as string, newCapacity(index)])),
    isProtected: request.isProtected,
    tableClass: request.tableClass,
    tableClassChangedAt: undefined,
    encryptionKeyArn: encryptionKeyArn(request.encryption, environment),
  }
}
