import type { DeleteTableOutput } from '../../protocol/tables.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { disableStream } from '../streams/index.js'
import { describe } from '../tables/description.js'
import { beginning } from '../tables/phase.js'
import type { DeleteTableRequest } from './delete-table.validate.js'
import { validateDeleteTable } from './delete-table.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const deleteTable: Operation<'DeleteTable'> = defineOperation(validateDeleteTable, run)

/** A table that is being deleted already is no error. */
function run(engine: Engine, request: DeleteTableRequest): DeleteTableOutput {
  const table = engine.namedTable(request.tableName)
  const now = engine.environment.clock.now()
  if (table.phase?.status !== 'DELETING') {
    engine.assertIdle(table)
    if (table.indexes.some(({ phase }) => phase?.status === 'CREATING')) {
      throw new ServiceError('ResourceInUseException', messages.indexBeingCreated)
    }
    if (table.settings.isProtected) throw invalidRequest(messages.tableProtected)
    engine.assertMayChange()
    table.phase = { status: 'DELETING', until: engine.changeOver() }
    disableStream(engine, table)
  }
  const TableDescription = describe(table, beginning(now))
  delete TableDescription.GlobalSecondaryIndexes
  engine.bringToPresent(table)
  return { TableDescription }
}
