import type { Engine } from '../engine.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import { taggedTable } from './tags.js'
import type { UntagResourceRequest } from './untag-resource.validate.js'
import { validateUntagResource } from './untag-resource.validate.js'

export const untagResource: Operation<'UntagResource'> = defineOperation(validateUntagResource, run)

function run(engine: Engine, { arn, keys }: UntagResourceRequest): object {
  const table = taggedTable(engine, 'UntagResource', arn)
  table.tags = new Map([...table.tags].filter(([key]) => !keys.includes(key)))
  return {}
}
