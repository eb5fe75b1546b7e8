import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { invalidRequest } from '../faults.js'
import type { ConditionNode } from '../expressions/index.js'
import type { KeySchema } from '../tables/key-schema.js'
import { setMember, typeOf } from '../values/index.js'
import { partiqlMessages } from './messages.js'

/** The terms of which every one has to hold. */
export function termsOf(condition: ConditionNode | undefined): readonly ConditionNode[] {
  if (condition === undefined) return []
  return condition.kind === 'and' ? condition.terms.flatMap(termsOf) : [condition]
}

/** The value that a term wants the attribute to equal, undefined when it wants something else. */
export function equalTo(term: ConditionNode, attribute: string): AttributeValue | undefined {
  if (term.kind !== 'comparison' || term.operator !== '=') return undefined
  const { left, right } = term
  const path = left.kind === 'path' ? left.path : right.kind === 'path' ? right.path : undefined
  const value = left.kind === 'value' ? left.value : right.kind === 'value' ? right.value : undefined
  return path?.length === 1 && path[0] === attribute ? value : undefined
}

export function assertKeyType(name: string, type: string, value: AttributeValue): void {
  if (typeOf(value) !== type) throw invalidRequest(partiqlMessages.keyType(name))
}

/** The key of the one item that a condition is about. Throws when it does not pin every key attribute. */
export function statementKey(schema: KeySchema, condition: ConditionNode | undefined): AttributeMap {
  const terms = termsOf(condition)
  const key: AttributeMap = {}
  for (const { name, type } of schema.attributes) {
    const [value, ...more] = terms.flatMap((term) => equalTo(term, name) ?? [])
    if (value === undefined) throw invalidRequest(partiqlMessages.keysIncomplete)
    if (more.length > 0) throw invalidRequest(partiqlMessages.severalKeys(name))
    assertKeyType(name, type, value)
    setMember(key, name, value)
  }
  return key
}

/** The same where nothing but the key may be asked for, undefined when it is not so. */
export function soleKey(schema: KeySchema, condition: ConditionNode | undefined): AttributeMap | undefined {
  const terms = termsOf(condition)
  const isKey = schema.attributes.every(({ name }) => terms.some((term) => equalTo(term, name) !== undefined))
  return isKey && terms.length === schema.attributes.length ? statementKey(schema, condition) : undefined
}
