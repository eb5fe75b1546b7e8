import type { GetItemOutput } from '../../protocol/items.js'
import { meterFor } from '../capacity/consumed.js'
import { readUnits } from '../capacity/units.js'
import type { Engine } from '../engine.js'
import { assertKeyPathsScalar } from '../reads/key-paths.js'
import { returnedItem } from '../reads/returned-item.js'
import { primaryKeyOfRequest } from '../tables/item-keys.js'
import type { GetItemRequest } from './get-item.validate.js'
import { validateGetItem } from './get-item.validate.js'
import { inNewerWords } from '../requests/layers.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const getItem: Operation<'GetItem'> = defineOperation(inNewerWords(validateGetItem), run)

function run(engine: Engine, request: GetItemRequest): GetItemOutput {
  const table = engine.table(request.tableName)
  const key = primaryKeyOfRequest(table.schema, request.key)
  if (request.projection !== undefined) assertKeyPathsScalar(table.schema, request.projection.paths)
  const stored = table.get(key)
  const output: GetItemOutput = {}
  if (stored !== undefined) output.Item = returnedItem(engine, stored.item, request.projection)
  const meter = meterFor(request.tableName, request.capacity)
  if (meter !== undefined) {
    meter.addTable(readUnits(stored?.sizeBytes ?? 0, request.isConsistent))
    output.ConsumedCapacity = meter.report()
  }
  return output
}
