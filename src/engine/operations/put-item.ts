import type { PutItemOutput } from '../../protocol/items.js'
import type { Engine } from '../engine.js'
import { cloneItem } from '../values/index.js'
import { performWrite } from '../writes/perform-write.js'
import { inEnvelope } from '../requests/layers.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { PutItemRequest } from './put-item.validate.js'
import { validatePutItem } from './put-item.validate.js'

export const putItem: Operation<'PutItem'> = defineOperation(inEnvelope(validatePutItem), run)

function run(engine: Engine, request: PutItemRequest): PutItemOutput {
  const { prepared, report } = performWrite(engine, request)
  if (!request.returnsOld || prepared.previous === undefined) return report
  return { Attributes: cloneItem(prepared.previous.item), ...report }
}
