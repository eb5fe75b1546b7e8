import { unreachable } from '../../core/assert.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ReturnValue, UpdateItemOutput } from '../../protocol/items.js'
import type { Engine } from '../engine.js'
import { projectPaths } from '../expressions/index.js'
import { cloneItem } from '../values/index.js'
import { performWrite } from '../writes/perform-write.js'
import type { PreparedWrite } from '../writes/prepared-write.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { UpdateItemRequest } from './update-item.validate.js'
import { validateUpdateItem } from './update-item.validate.js'

export const updateItem: Operation<'UpdateItem'> = defineOperation(validateUpdateItem, run)

function run(engine: Engine, request: UpdateItemRequest): UpdateItemOutput {
  const { prepared, report } = performWrite(engine, request)
  const attributes = returned(request.returnValues, prepared)
  if (attributes === undefined || Object.keys(attributes).length === 0) return report
  return { Attributes: cloneItem(attributes), ...report }
}

function returned(returnValues: ReturnValue, prepared: PreparedWrite): AttributeMap | undefined {
  switch (returnValues) {
    case 'NONE':
      return undefined
    case 'ALL_OLD':
      return prepared.previous?.item
    case 'ALL_NEW':
      return prepared.next?.item
    case 'UPDATED_OLD':
      return updatedPart(prepared, prepared.previous?.item)
    case 'UPDATED_NEW':
      return updatedPart(prepared, prepared.next?.item)
    default:
      return unreachable(returnValues)
  }
}

function updatedPart({ applied }: PreparedWrite, item: AttributeMap | undefined): AttributeMap | undefined {
  return applied && item && projectPaths(applied.touched, item)
}
