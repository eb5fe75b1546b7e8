import { invalidRequest } from '../faults.js'
import type { Constraints } from '../requests/constraints.js'
import { streamMessages } from './messages.js'

const streamArn = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/[a-zA-Z0-9_.-]+\/stream\/[^/]+$/

export function constrainStreamArn(constraints: Constraints, value: string | undefined, path: string): void {
  constraints.length(value, path, 37, 1024)
}

export function constrainShardId(constraints: Constraints, value: string | undefined, path: string): void {
  constraints.length(value, path, 28, 65)
}

export function assertStreamArn(value: string): void {
  if (!streamArn.test(value)) throw invalidRequest(streamMessages.invalidStreamArn)
}
