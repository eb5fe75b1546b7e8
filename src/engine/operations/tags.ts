import { ServiceError } from '../../protocol/service-errors.js'
import { tagKeyLengthMax, tagValueLengthMax, tagsPerResourceMax } from '../../protocol/limits.js'
import type { Tag } from '../../protocol/tags.js'
import { invalidRequest } from '../faults.js'
import type { Engine } from '../engine.js'
import { messages } from '../messages.js'
import type { Constraints } from '../requests/constraints.js'
import type { Table } from '../tables/table.js'

/** An ARN, of whatever. */
const resource = /^.+:.+:.+:.+:.+:.+\/.+$/
const tableArn = /^arn:aws[a-z-]*:dynamodb:[^:]+:\d+:table\/[a-zA-Z0-9_.-]{1,255}$/
const reservedPrefix = /^aws:/i

type TagOperation = 'ListTagsOfResource' | 'TagResource' | 'UntagResource'

/** What a request names, if it is a resource at all. Comes before all constraints. */
export function resourceArnOf(value: string | undefined): string {
  if (value === undefined || value === null || value === '') throw invalidRequest(messages.arnMissing)
  if (!resource.test(value)) throw invalidRequest(messages.arnInvalid(value))
  return value
}

/** Comes after the constraints. */
export function assertTableArn(arn: string): void {
  if (!tableArn.test(arn)) throw invalidRequest(messages.arnInvalid(arn))
}

/** The table that tags belong to. */
export function taggedTable(engine: Engine, operation: TagOperation, arn: string): Table {
  const table = engine.knownTable(arn.slice(arn.lastIndexOf('/') + 1))
  if (table?.schema.arn === arn) return table
  const message = operation === 'UntagResource' ? messages.notFound : messages.arnNotFound(arn)
  throw new ServiceError('ResourceNotFoundException', message)
}

export function constrainTags(
  constraints: Constraints,
  tags: readonly Tag[] | undefined,
  path: string,
): void {
  tags?.forEach(({ Key, Value }, index) => {
    const member = `${path}.${index + 1}.member`
    constraints.notNull(Key, `${member}.key`)
    constraints.length(Key, `${member}.key`, 1, tagKeyLengthMax)
    constraints.notNull(Value, `${member}.value`)
    constraints.length(Value, `${member}.value`, 0, tagValueLengthMax)
  })
}

/** Tags by key. Throws when a key is reserved, or given twice, or there are more than a resource may have. */
export function tagsOf(tags: readonly Tag[]): ReadonlyMap<string, string> {
  const byKey = new Map<string, string>()
  for (const { Key, Value } of tags) {
    const key = Key as string
    if (reservedPrefix.test(key)) throw invalidRequest(messages.tagReserved(key))
    if (byKey.has(key)) throw invalidRequest(messages.tagRepeated(key))
    byKey.set(key, Value as string)
  }
  assertTagCount(byKey)
  return byKey
}

export function assertTagCount(tags: ReadonlyMap<string, string>): void {
  if (tags.size <= tagsPerResourceMax) return
  throw new ServiceError('LimitExceededException', messages.tooManyTags(tagsPerResourceMax))
}
