import { listTagsMax } from '../../protocol/limits.js'
import type { ListTagsOfResourceOutput } from '../../protocol/tags.js'
import type { Engine } from '../engine.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { ListTagsOfResourceRequest } from './list-tags-of-resource.validate.js'
import { validateListTagsOfResource } from './list-tags-of-resource.validate.js'
import { taggedTable } from './tags.js'

export const listTagsOfResource: Operation<'ListTagsOfResource'> = defineOperation(
  validateListTagsOfResource,
  run,
)

/** In the order of keys, so that a token holds its place whatever tags come and go. */
function run(engine: Engine, { arn, after }: ListTagsOfResourceRequest): ListTagsOfResourceOutput {
  const { tags } = taggedTable(engine, 'ListTagsOfResource', arn)
  const keys = [...tags.keys()].sort().filter((key) => after === undefined || key > after)
  const page = keys.slice(0, listTagsMax)
  const output: ListTagsOfResourceOutput = { Tags: page.map((Key) => ({ Key, Value: tags.get(Key) })) }
  if (keys.length > page.length) output.NextToken = page.at(-1)
  return output
}
