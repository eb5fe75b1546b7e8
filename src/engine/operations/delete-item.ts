import type { DeleteItemOutput } from '../../protocol/items.js'
import type { Engine } from '../engine.js'
import { cloneItem } from '../values/index.js'
import { performWrite } from '../writes/perform-write.js'
import { inEnvelope } from '../requests/layers.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { DeleteItemRequest } from './delete-item.validate.js'
import { validateDeleteItem } from './delete-item.validate.js'

export const deleteItem: Operation<'DeleteItem'> = defineOperation(inEnvelope(validateDeleteItem), run)

function run(engine: Engine, request: DeleteItemRequest): DeleteItemOutput {
  const { prepared, report } = performWrite(engine, request)
  if (!request.returnsOld || prepared.previous === undefined) return report
  return { Attributes: cloneItem(prepared.previous.item), ...report }
}
