import type { ConditionNode, KeyConditionNode } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import type { KeySchema } from '../tables/key-schema.js'
import { joinConditions } from './comparison.js'
import type { Conditions } from './conditions.js'
import { readConditions } from './conditions.js'
import { legacyMessages } from './messages.js'

/** A query's key without an expression. */
export interface LegacyKeyConditions {
  readonly keyCondition: KeyConditionNode
  /** Whether a query can follow each condition, by attribute; undefined when it can follow all. */
  readonly indexable: ReadonlyMap<string, boolean> | undefined
}

const simpleKeyConditionsMax = 2

/** `hasManyKeys` is set where the key may have more than two attributes, which only an index has. */
export function readKeyConditions(conditions: Conditions, hasManyKeys: boolean): LegacyKeyConditions {
  const terms = readConditions(conditions)
  const condition = joinConditions(
    terms.map(({ node }) => node),
    undefined,
  )
  if (condition === undefined || (terms.length > simpleKeyConditionsMax && !hasManyKeys)) {
    throw invalidRequest(legacyMessages.keyConditionCount)
  }
  const areAllIndexable = terms.every(({ node }) => isIndexable(node))
  const indexable = new Map(terms.map(({ name, node }) => [name, isIndexable(node)]))
  return { keyCondition: { condition }, indexable: areAllIndexable ? undefined : indexable }
}

function isIndexable(node: ConditionNode): boolean {
  if (node.kind === 'comparison') return node.operator !== '<>'
  return node.kind === 'between' || node.kind === 'beginsWith'
}

/** Throws, as some condition is none that a query can follow: how depends on the key. */
export function refuseKeyConditions(
  indexable: ReadonlyMap<string, boolean>,
  { partition, attributes }: Pick<KeySchema, 'attributes' | 'partition'>,
): never {
  if (attributes.length < indexable.size) throw invalidRequest(legacyMessages.keyConditionNotSupported)
  for (const attribute of attributes) {
    const isFollowed = indexable.get(attribute.name)
    if (isFollowed === false) throw invalidRequest(legacyMessages.notIndexable)
    if (isFollowed === undefined && (partition.includes(attribute) || indexable.size > partition.length)) {
      throw invalidRequest(legacyMessages.keyConditionMissing(attribute.name))
    }
  }
  throw invalidRequest(legacyMessages.keyConditionNotSupported)
}
