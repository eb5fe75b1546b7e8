import type { ExpressionAttributes } from '../../protocol/items.js'
import type {
  ConditionNode,
  ExpressionCache,
  KeyConditionNode,
  ProjectionNode,
  UpdateNode,
} from '../expressions/index.js'
import {
  ExpressionAttributesContext,
  parseCondition,
  parseKeyCondition,
  parseProjection,
  parseUpdate,
} from '../expressions/index.js'
import { invalidRequest, LayeredRefusal } from '../faults.js'
import { messages } from '../messages.js'

/** Every expression that some request has. */
export interface ExpressionMembers extends ExpressionAttributes {
  readonly UpdateExpression?: string | undefined
  readonly ConditionExpression?: string | undefined
  readonly KeyConditionExpression?: string | undefined
  readonly FilterExpression?: string | undefined
  readonly ProjectionExpression?: string | undefined
}

export interface Expressions {
  readonly update: UpdateNode | undefined
  readonly condition: ConditionNode | undefined
  readonly keyCondition: KeyConditionNode | undefined
  readonly filter: ConditionNode | undefined
  readonly projection: ProjectionNode | undefined
}

type ExpressionName = Exclude<keyof ExpressionMembers, keyof ExpressionAttributes>

const none: Expressions = {
  update: undefined,
  condition: undefined,
  keyCondition: undefined,
  filter: undefined,
  projection: undefined,
}

/**
 * Throws when placeholders are given to a request that has no expression to use them. `accepted` are the expressions of
 * the operation, in the order in which the service names them.
 */
export function assertPlaceholdersUsable(
  input: ExpressionMembers,
  accepted: readonly ExpressionName[],
): void {
  const isGiven = (name: ExpressionName) => input[name] !== undefined && input[name] !== null
  if (input.ExpressionAttributeNames && !accepted.some(isGiven)) {
    throw invalidRequest(messages.namesWithoutExpressions)
  }
  const withValues = accepted.filter((name) => name !== 'ProjectionExpression')
  if (input.ExpressionAttributeValues && withValues.length > 0 && !withValues.some(isGiven)) {
    const message = messages.valuesWithoutExpressions(withValues)
    const isOfWrite = withValues.includes('ConditionExpression')
    throw new LayeredRefusal(message, isOfWrite ? messages.valuesWithoutExpressionsNewer : message)
  }
}

/** Parses the expressions of a request, in the service's order, and throws when a placeholder is left unused. */
export function parseExpressions(input: ExpressionMembers, cache: ExpressionCache): Expressions {
  if (isWithoutExpressions(input)) return none
  const context = new ExpressionAttributesContext(
    input.ExpressionAttributeNames ?? undefined,
    input.ExpressionAttributeValues ?? undefined,
    cache,
  )
  const parse = <TNode>(text: string | undefined, parser: (text: string) => TNode): TNode | undefined =>
    text === undefined || text === null ? undefined : parser(text)
  // That a condition is empty is told before anything of an update.
  if (input.ConditionExpression === '') parseCondition('', 'ConditionExpression', context)
  const expressions = {
    update: parse(input.UpdateExpression, (text) => parseUpdate(text, context)),
    condition: parse(input.ConditionExpression, (text) =>
      parseCondition(text, 'ConditionExpression', context),
    ),
    keyCondition: parse(input.KeyConditionExpression, (text) => parseKeyCondition(text, context)),
    filter: parse(input.FilterExpression, (text) => parseCondition(text, 'FilterExpression', context)),
    projection: parse(input.ProjectionExpression, (text) => parseProjection(text, context)),
  }
  context.assertAllUsed()
  return expressions
}

function isWithoutExpressions(input: ExpressionMembers): boolean {
  return (
    !isPresent(input.UpdateExpression) &&
    !isPresent(input.ConditionExpression) &&
    !isPresent(input.KeyConditionExpression) &&
    !isPresent(input.FilterExpression) &&
    !isPresent(input.ProjectionExpression)
  )
}

function isPresent(text: string | undefined): boolean {
  return text !== undefined && text !== null
}
