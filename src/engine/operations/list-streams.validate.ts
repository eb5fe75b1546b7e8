import { listStreamsMax } from '../../protocol/limits.js'
import type { ListStreamsInput } from '../../protocol/streams.js'
import { invalidRequest } from '../faults.js'
import { Constraints } from '../requests/constraints.js'
import { tableNameOf } from '../requests/names.js'
import { streamMessages } from '../streams/messages.js'
import { assertStreamArn, constrainStreamArn } from '../streams/stream-members.js'

export interface ListStreamsRequest {
  readonly tableName: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

export function validateListStreams(input: ListStreamsInput): ListStreamsRequest {
  const table = input.TableName ?? undefined
  const tableName = table === undefined ? undefined : tableNameOf(table)
  const after = input.ExclusiveStartStreamArn ?? undefined
  const limit = input.Limit ?? listStreamsMax
  const constraints = new Constraints()
  constraints.atLeast(limit, 'limit', 1)
  constrainStreamArn(constraints, after, 'exclusiveStartStreamArn')
  constraints.assertSatisfied()
  if (limit > listStreamsMax) throw invalidRequest(streamMessages.listLimit(listStreamsMax))
  if (after !== undefined) assertStreamArn(after)
  return { tableName, after, limit }
}
