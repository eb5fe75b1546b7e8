import type { ListTagsOfResourceInput } from '../../protocol/tags.js'
import { assertTableArn, resourceArnOf } from './tags.js'

export interface ListTagsOfResourceRequest {
  readonly arn: string
  /** The key of the last tag of the page before. */
  readonly after: string | undefined
}

export function validateListTagsOfResource(input: ListTagsOfResourceInput): ListTagsOfResourceRequest {
  const arn = resourceArnOf(input.ResourceArn)
  assertTableArn(arn)
  return { arn, after: input.NextToken ?? undefined }
}
