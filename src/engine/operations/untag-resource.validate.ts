import type { UntagResourceInput } from '../../protocol/tags.js'
import { tagKeyLengthMax } from '../../protocol/limits.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { Constraints } from '../requests/constraints.js'
import { assertTableArn, resourceArnOf } from './tags.js'

export interface UntagResourceRequest {
  readonly arn: string
  readonly keys: readonly string[]
}

export function validateUntagResource(input: UntagResourceInput): UntagResourceRequest {
  const arn = resourceArnOf(input.ResourceArn)
  const constraints = new Constraints()
  constraints.notNull(input.TagKeys, 'tagKeys')
  input.TagKeys?.forEach((key, index) => {
    constraints.length(key, `tagKeys.${index + 1}.member`, 1, tagKeyLengthMax)
  })
  constraints.assertSatisfied()
  assertTableArn(arn)
  const keys = [...(input.TagKeys ?? [])]
  if (keys.length === 0) throw invalidRequest(messages.tagKeysMissing)
  return { arn, keys }
}
