import {
  ExpressionAttributesContext,
  applyUpdate,
  evaluateCondition,
  evaluateInSteps,
  parseCondition,
  parseKeyCondition,
  parseProjection,
  parseUpdate,
  projectItem,
  resolveKeyCondition,
} from '../../../src/engine/expressions/index.js'
import type { KeySchema, ResolvedKeyCondition } from '../../../src/engine/expressions/index.js'
import { normalizeItem } from '../../../src/engine/values/index.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'

/** Placeholders of a request: names with `#`, values with `:`. */
export type Placeholders = Record<string, string | AttributeMap[string]>

export function contextOf(placeholders: Placeholders): ExpressionAttributesContext {
  const names: Record<string, string> = {}
  const values: AttributeMap = {}
  for (const [key, value] of Object.entries(placeholders)) {
    if (typeof value === 'string') names[key] = value
    else values[key] = value
  }
  return new ExpressionAttributesContext(
    Object.keys(names).length > 0 ? names : undefined,
    Object.keys(values).length > 0 ? values : undefined,
  )
}

/** What a conditional request on the item makes of a condition: all steps, from placeholders to the verdict. */
export function check(text: string, placeholders: Placeholders = {}, item: AttributeMap = {}): boolean {
  const context = contextOf(placeholders)
  const node = parseCondition(text, 'ConditionExpression', context)
  context.assertAllUsed()
  const verdict = evaluateCondition(node, normalizeItem(item))
  const steps = evaluateInSteps(node, normalizeItem(item))
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  if (step.value !== verdict) throw new Error(`in steps ${text} is ${step.value}, and ${verdict} at once`)
  return verdict
}

export function update(text: string, placeholders: Placeholders = {}, item: AttributeMap = {}): AttributeMap {
  const context = contextOf(placeholders)
  const node = parseUpdate(text, context)
  context.assertAllUsed()
  return applyUpdate(node, normalizeItem(item)).item
}

export function project(
  text: string,
  placeholders: Placeholders = {},
  item: AttributeMap = {},
): AttributeMap {
  const context = contextOf(placeholders)
  const node = parseProjection(text, context)
  context.assertAllUsed()
  return projectItem(node, normalizeItem(item))
}

export function keyCondition(
  text: string,
  placeholders: Placeholders,
  schema: KeySchema,
): ResolvedKeyCondition {
  const context = contextOf(placeholders)
  const node = parseKeyCondition(text, context)
  context.assertAllUsed()
  return resolveKeyCondition(node, schema)
}

/** The message with which the service refuses, or `accepted`. Any other error passes through. */
export function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof ServiceError && error.name === 'ValidationException') return error.message
    throw error
  }
  return 'accepted'
}

/** Values of every type, under names that tests use. */
const samples: Record<string, AttributeMap[string]> = {
  ':s': { S: 'b' },
  ':s2': { S: 'a' },
  ':n': { N: '1' },
  ':n2': { N: '10' },
  ':b': { B: Uint8Array.of(1) },
  ':bool': { BOOL: true },
  ':null': { NULL: true },
  ':ss': { SS: ['a'] },
  ':ns': { NS: ['1'] },
  ':bs': { BS: [Uint8Array.of(1)] },
  ':l': { L: [{ S: 'q' }] },
  ':m': { M: { a: { S: 'x' } } },
}

/** Those of the samples that the text mentions, so that none is unused. */
export function mentioned(text: string): Placeholders {
  const used: Placeholders = {}
  for (const [placeholder] of text.matchAll(/:\w+/g)) {
    const sample = samples[placeholder]
    if (sample !== undefined) used[placeholder] = sample
  }
  return used
}
