import type { ConditionNode } from './condition.js'
import type { ExpressionAttributesContext } from './context.js'
import type { KeyTest } from './key-condition-terms.js'
import type { ProjectionNode } from './projection.js'
import { resolveCondition } from './resolve-condition.js'
import { assertOperatorCount, resolveDisjointPaths } from './resolve-path.js'
import { resolveUpdate } from './resolve-update.js'
import type { ExpressionKind } from './syntax.js'
import type { UpdateNode } from './update.js'

/** Parses a condition or filter. Throws ServiceError (ValidationException) with the service's words. */
export function parseCondition(
  text: string,
  kind: 'ConditionExpression' | 'FilterExpression',
  context: ExpressionAttributesContext,
): ConditionNode {
  return parse(text, kind, context)
}

/** A key condition that has been parsed; `resolveKeyCondition` fits it to the keys of a table or index. */
export interface KeyConditionNode {
  readonly condition: ConditionNode
  /** Its comparisons by their attributes, once they have been looked at. */
  readonly terms?: ReadonlyMap<string, KeyTest>
}

/** Parses a key condition. Throws ServiceError (ValidationException) with the service's words. */
export function parseKeyCondition(text: string, context: ExpressionAttributesContext): KeyConditionNode {
  return { condition: parse(text, 'KeyConditionExpression', context) }
}

function parse(text: string, kind: ExpressionKind, context: ExpressionAttributesContext): ConditionNode {
  const { condition, operatorCount } = context.cache.condition(kind, text)
  const node = resolveCondition({ kind, context }, condition)
  assertOperatorCount(kind, operatorCount)
  return node
}

/** Parses an update. Throws ServiceError (ValidationException) with the service's words. */
export function parseUpdate(text: string, context: ExpressionAttributesContext): UpdateNode {
  const kind = 'UpdateExpression'
  const parsed = context.cache.update(text)
  const node = resolveUpdate({ kind, context }, parsed)
  assertOperatorCount(kind, parsed.operatorCount)
  return node
}

/** Parses a projection. Throws ServiceError (ValidationException) with the service's words. */
export function parseProjection(text: string, context: ExpressionAttributesContext): ProjectionNode {
  const { paths: syntax } = context.cache.projection(text)
  const { paths, tree } = resolveDisjointPaths({ kind: 'ProjectionExpression', context }, syntax)
  return { paths, tree: tree.root }
}
