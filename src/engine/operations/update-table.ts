import type { UpdateTableOutput } from '../../protocol/tables.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { disableStream, enableStream } from '../streams/index.js'
import { describe } from '../tables/description.js'
import type { CapacitySettings, TableSettings } from '../tables/settings.js'
import { settledLimits } from '../tables/settings.js'
import type { Phase } from '../tables/phase.js'
import { beginning } from '../tables/phase.js'
import type { SecondaryIndex } from '../tables/secondary-index.js'
import type { TableSchema } from '../tables/table-schema.js'
import type { Table } from '../tables/table.js'
import { after, repeatInTurns } from '../turns.js'
import { assertOneAtATime, assertUpdatesWithinBounds, schemaAfter } from './index-changes.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import { settingsAfter } from './settings-after.js'
import { assertAccountThroughput } from './table-throughput.js'
import type { UpdateTableRequest } from './update-table.validate.js'
import { validateUpdateTable } from './update-table.validate.js'

export const updateTable: Operation<'UpdateTable'> = defineOperation(validateUpdateTable, run)

/** Looks at everything that could be refused first, and changes something only then. */
function run(engine: Engine, request: UpdateTableRequest): UpdateTableOutput | Promise<UpdateTableOutput> {
  const table = engine.namedTable(request.tableName)
  engine.assertIdle(table)
  assertOneAtATime(table, request.indexChanges)
  assertUpdatesWithinBounds(request.indexChanges)
  assertIndexesUpdatable(table, request)
  const { environment } = engine
  const now = environment.clock.now()
  const schema = schemaAfter(table, request.indexChanges, request.definitions)
  const until = engine.changeOver()
  const settings = settingsAfter(table.settings, request, { environment, now, until })
  assertAccountThroughput(engine, settings, table)
  assertStreamChanges(table, request)
  engine.assertMayChange()

  const isSwitched = settings.billingMode !== table.settings.billingMode
  table.settings = settings
  const added = changeIndexes(table, schema, { request, isSwitched, now, until })
  changeStream(engine, table, request)
  table.phase = { status: 'UPDATING', until }
  const TableDescription = describe(table, beginning(now))
  // What was taken away is described once.
  table.settings = withSettledLimits(settings)
  return after(added && fill(table, added), () => {
    engine.bringToPresent(table)
    return { TableDescription }
  })
}

/** Takes the items into a new index. Until all are in, the index is being created and the table updated, whatever the clock says. */
function fill(table: Table, index: SecondaryIndex): undefined | Promise<undefined> {
  const { phase } = table
  const { phase: indexPhase } = index
  const filled = repeatInTurns(() => index.fill(table.items))
  if (filled === undefined || phase === undefined || indexPhase === undefined) return filled
  table.phase = { ...phase, until: Infinity }
  index.phase = { ...indexPhase, until: Infinity }
  return filled.then(() => {
    table.phase = phase
    index.phase = indexPhase
    return undefined
  })
}

function withSettledLimits(settings: TableSettings): TableSettings {
  const settled = <TCapacity extends CapacitySettings>(capacity: TCapacity): TCapacity => ({
    ...capacity,
    onDemandThroughput: settledLimits(capacity.onDemandThroughput),
  })
  const indexes = [...settings.indexes].map(([name, index]) => [name, settled(index)] as const)
  return { ...settled(settings), indexes: new Map(indexes) }
}

function assertIndexesUpdatable({ indexes }: Table, { indexChanges }: UpdateTableRequest): void {
  const updated = indexChanges.filter(({ kind }) => kind === 'update').map(({ name }) => name)
  const isBusy = indexes.some(({ schema, phase }) => phase !== undefined && updated.includes(schema.name))
  if (isBusy) throw new ServiceError('ResourceInUseException', messages.indexBeingCreated)
}

function assertStreamChanges({ schema, stream }: Table, request: UpdateTableRequest): void {
  if (!request.stream) return
  const isEnabled = stream !== undefined
  if (request.stream.StreamEnabled !== isEnabled) return
  throw invalidRequest(isEnabled ? messages.streamEnabled(schema.name) : messages.streamDisabled(schema.name))
}

function changeStream(engine: Engine, table: Table, { stream }: UpdateTableRequest): void {
  if (!stream) return
  if (!stream.StreamEnabled) disableStream(engine, table)
  else if (stream.StreamViewType) enableStream(engine, table, stream.StreamViewType)
}

interface IndexContext {
  readonly request: UpdateTableRequest
  readonly isSwitched: boolean
  readonly now: number
  readonly until: number
}

/** Gives the index that is new. */
function changeIndexes(table: Table, schema: TableSchema, context: IndexContext): SecondaryIndex | undefined {
  let added: SecondaryIndex | undefined
  const { request, isSwitched, now, until } = context
  const updating: Phase = { status: 'UPDATING', until }
  if (isSwitched) {
    for (const index of table.indexes) if (index.schema.isGlobal) index.phase ??= updating
  }
  for (const { kind, name } of request.indexChanges) {
    if (kind === 'create') {
      // As long again for the items to be taken in.
      added = table.addIndex(schema, { status: 'CREATING', backfillsFrom: until, until: 2 * until - now })
    } else if (kind === 'delete') table.removeIndex(schema, name, { status: 'DELETING', until })
    else {
      const index = table.index(name)
      if (index !== undefined) index.phase = updating
    }
  }
  return added
}
