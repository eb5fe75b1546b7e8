import type { TagResourceInput } from '../../protocol/tags.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { Constraints } from '../requests/constraints.js'
import { assertTableArn, constrainTags, resourceArnOf, tagsOf } from './tags.js'

export interface TagResourceRequest {
  readonly arn: string
  readonly tags: ReadonlyMap<string, string>
}

export function validateTagResource(input: TagResourceInput): TagResourceRequest {
  const arn = resourceArnOf(input.ResourceArn)
  const constraints = new Constraints()
  constraints.notNull(input.Tags, 'tags')
  constrainTags(constraints, input.Tags, 'tags')
  constraints.assertSatisfied()
  assertTableArn(arn)
  const tags = input.Tags ?? []
  if (tags.length === 0) throw invalidRequest(messages.tagsMissing)
  return { arn, tags: tagsOf(tags) }
}
