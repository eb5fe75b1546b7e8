import type { AttributeValue } from '../../protocol/attribute-value.js'
import type { ScalarAttributeType } from '../../protocol/tables.js'
import { typeOf } from '../values/index.js'
import type { KeyTest } from './key-condition-terms.js'
import { keyConditionError, toKeyTerms } from './key-condition-terms.js'
import { keyConditionMessages } from './messages.js'
import type { KeyConditionNode } from './parse.js'

export interface KeyAttribute {
  readonly name: string
  readonly type: ScalarAttributeType
}

/** The key of a table or index: one to four partition attributes, none to four sort attributes. */
export interface KeySchema {
  readonly partition: readonly KeyAttribute[]
  readonly sort: readonly KeyAttribute[]
  /** Of an index, for messages. */
  readonly indexName?: string | undefined
}

/** What a query reads: one partition, in it the sort keys that begin with some values, and of those a range. */
export interface ResolvedKeyCondition {
  /** One value for each partition attribute, in the order of the schema. */
  readonly partition: readonly AttributeValue[]
  /** Values that the first sort attributes equal, in the order of the schema. */
  readonly sortEquals: readonly AttributeValue[]
  /** A condition on the sort attribute after those. */
  readonly range?: SortRange | undefined
}

export type SortRange =
  | { readonly operator: '<' | '<=' | '>' | '>='; readonly value: AttributeValue }
  | { readonly operator: 'between'; readonly lower: AttributeValue; readonly upper: AttributeValue }
  | { readonly operator: 'begins_with'; readonly prefix: AttributeValue }

/** Takes a key condition apart, as far as that does not need the key. Throws as `resolveKeyCondition` does. */
export function readKeyTerms({ condition }: KeyConditionNode): KeyConditionNode {
  return { condition, terms: toKeyTerms(condition) }
}

/** Fits a key condition to a key. Throws ServiceError (ValidationException) when a query cannot follow it. */
export function resolveKeyCondition(node: KeyConditionNode, schema: KeySchema): ResolvedKeyCondition {
  const terms = node.terms ?? toKeyTerms(node.condition)
  const attributeCount = schema.partition.length + schema.sort.length
  if (terms.size > attributeCount) {
    throw keyConditionError(keyConditionMessages.tooMany(terms.size, attributeCount))
  }
  const isSimple = schema.partition.length === 1 && schema.sort.length <= 1
  if (isSimple) assertSimpleKey(terms, schema)
  else assertMultiAttributeKey(terms, schema)

  const partition = schema.partition.map(({ name }) => (terms.get(name) as { value: AttributeValue }).value)
  const sortEquals: AttributeValue[] = []
  let range: SortRange | undefined
  for (const { name } of schema.sort) {
    const test = terms.get(name)
    if (test === undefined) break
    if (test.operator === '=') sortEquals.push(test.value)
    else range = test as SortRange
  }
  return { partition, sortEquals, range }
}

/** A key of one partition attribute and at most one sort attribute. */
function assertSimpleKey(terms: ReadonlyMap<string, KeyTest>, schema: KeySchema): void {
  const [partition, sort] = [...schema.partition, ...schema.sort] as [KeyAttribute, KeyAttribute?]
  const partitionTest = terms.get(partition.name)
  if (partitionTest === undefined) throw keyConditionError(keyConditionMessages.missedElement(partition.name))
  assertTypes(partition, partitionTest)
  if (partitionTest.operator !== '=') throw keyConditionError(keyConditionMessages.notSupported)
  if (terms.size > 1 && sort !== undefined && !terms.has(sort.name)) {
    throw keyConditionError(keyConditionMessages.missedElement(sort.name))
  }
  assertNotEmpty(schema, partition, partitionTest)
  const sortTest = sort === undefined ? undefined : terms.get(sort.name)
  if (sort === undefined || sortTest === undefined) return
  assertTypes(sort, sortTest)
  assertNotEmpty(schema, sort, sortTest)
}

function assertMultiAttributeKey(terms: ReadonlyMap<string, KeyTest>, schema: KeySchema): void {
  const keys = [...schema.partition, ...schema.sort]
  assertPartitionComplete(terms, schema.partition)
  const stray = [...terms.keys()].find((name) => !keys.some((key) => key.name === name))
  if (stray !== undefined)
    throw keyConditionError(keyConditionMessages.missedElement(firstUnused(terms, keys)))
  assertNoSortGap(terms, schema.sort)
  for (const key of keys) {
    const test = terms.get(key.name)
    if (test === undefined) continue
    assertTypes(key, test)
    assertNotEmpty(schema, key, test)
  }
}

function firstUnused(terms: ReadonlyMap<string, KeyTest>, keys: readonly KeyAttribute[]): string {
  return (keys.find(({ name }) => !terms.has(name)) as KeyAttribute).name
}

function assertPartitionComplete(
  terms: ReadonlyMap<string, KeyTest>,
  partition: readonly KeyAttribute[],
): void {
  const names = partition.map(({ name }) => name)
  const missing = names.filter((name) => !terms.has(name))
  const unequal = names.filter((name) => terms.get(name)?.operator !== '=')
  if (unequal.length === 0) return
  throw keyConditionError(keyConditionMessages.partitionIncomplete(missing.length > 0 ? missing : unequal))
}

/** Sort attributes are given from the left, and only the last one given may be a range. */
function assertNoSortGap(terms: ReadonlyMap<string, KeyTest>, sort: readonly KeyAttribute[]): void {
  const last = sort.findLast(({ name }) => terms.has(name))
  if (last === undefined) return
  const gaps = sort
    .slice(0, sort.indexOf(last))
    .map(({ name }) => name)
    .filter((name) => terms.get(name)?.operator !== '=')
  if (gaps.length > 0) throw keyConditionError(keyConditionMessages.sortGap(gaps, last.name))
}

function valuesOf(test: KeyTest): AttributeValue[] {
  if (test.operator === 'between') return [test.lower, test.upper]
  return [test.operator === 'begins_with' ? test.prefix : test.value]
}

function assertTypes({ type }: KeyAttribute, test: KeyTest): void {
  if (valuesOf(test).some((value) => typeOf(value) !== type)) {
    throw keyConditionError(keyConditionMessages.typeMismatch)
  }
}

function assertNotEmpty({ indexName }: KeySchema, { name }: KeyAttribute, test: KeyTest): void {
  for (const value of valuesOf(test)) {
    if ((value.S ?? value.B)?.length !== 0) continue
    const kind = value.S === undefined ? 'binary' : 'string'
    throw keyConditionError(
      indexName === undefined
        ? keyConditionMessages.emptyKeyValue(kind, name)
        : keyConditionMessages.emptyIndexKeyValue(kind, indexName, name),
    )
  }
}
