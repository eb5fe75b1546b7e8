import type { UpdateItemOutput } from '../../protocol/items.js'
import type { Engine } from '../engine.js'
import { cloneItem } from '../values/index.js'
import { performWrite } from '../writes/perform-write.js'
import { returnedAttributes } from '../writes/returned-attributes.js'
import { inEnvelope } from '../requests/layers.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { UpdateItemRequest } from './update-item.validate.js'
import { validateUpdateItem } from './update-item.validate.js'

export const updateItem: Operation<'UpdateItem'> = defineOperation(inEnvelope(validateUpdateItem), run)

function run(engine: Engine, request: UpdateItemRequest): UpdateItemOutput {
  const { prepared, report } = performWrite(engine, request)
  const attributes = returnedAttributes(request.returnValues, prepared)
  if (attributes === undefined || Object.keys(attributes).length === 0) return report
  return { Attributes: cloneItem(attributes), ...report }
}
