import type { Engine } from '../engine.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { TagResourceRequest } from './tag-resource.validate.js'
import { validateTagResource } from './tag-resource.validate.js'
import { assertTagCount, taggedTable } from './tags.js'

export const tagResource: Operation<'TagResource'> = defineOperation(validateTagResource, run)

function run(engine: Engine, { arn, tags }: TagResourceRequest): object {
  const table = taggedTable(engine, 'TagResource', arn)
  const all = new Map([...table.tags, ...tags])
  assertTagCount(all)
  table.tags = all
  return {}
}
