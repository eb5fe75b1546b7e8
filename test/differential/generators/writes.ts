import fc from 'fast-check'
import type { Words } from './expressions.js'
import { build, condition, conventional, update } from './expressions.js'
import type { GeneratedRequest, Input } from './requests.js'
import { expressions, keyOf, keyValue, sometimes, units, withoutAbsent } from './requests.js'
import type { GeneratedTable } from './tables.js'
import type { WireMap } from './values.js'
import { hugeText, longText, value } from './values.js'

/** The write of one item, as it stands alone and inside a transaction. */
export interface Write {
  readonly kind: 'ConditionCheck' | 'Delete' | 'Put' | 'Update'
  readonly input: Input
}

const conditionWords = condition.map((piece) => build('c', piece))
const updateWords = update.map((piece) => build('u', piece))
const returnsOnFailure = sometimes(3, fc.constantFrom('ALL_OLD', 'NONE'))
const returned = (...values: string[]) => sometimes(5, fc.constantFrom(...values, 'NONE'))

const free = Object.fromEntries(
  Object.entries(conventional).map(([name, usual]) => [
    name,
    fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: value }),
  ]),
)

export function attributesOf({ indexes, partition, sort }: GeneratedTable): fc.Arbitrary<WireMap> {
  const indexed = indexes
    .flatMap((index) => [...index.partition, ...index.sort])
    .filter(({ name }) => name !== partition.name && name !== sort?.name)
  return fc
    .tuple(
      fc.record(Object.fromEntries(indexed.map((part) => [part.name, keyValue(part)])), { requiredKeys: [] }),
      fc.record(free, { requiredKeys: [] }),
      sometimes(2, fc.oneof({ weight: 30, arbitrary: longText }, { weight: 1, arbitrary: hugeText })),
    )
    .map(([keys, others, long]) => ({ ...others, ...keys, ...(long && { b: long }) }))
}

export function itemOf(table: GeneratedTable): fc.Arbitrary<WireMap> {
  return fc.tuple(attributesOf(table), keyOf(table)).map(([attributes, key]) => ({ ...attributes, ...key }))
}

export function writeOf(table: GeneratedTable): fc.Arbitrary<Write> {
  const common = { key: keyOf(table), words: sometimes(2, conditionWords), failure: returnsOnFailure }
  const members = (failure: unknown, words: Readonly<Record<string, Words | undefined>>) =>
    withoutAbsent({
      TableName: table.name,
      ReturnValuesOnConditionCheckFailure: failure,
      ...expressions(words),
    })
  const put = fc.record({ item: itemOf(table), ...common }).map(({ item, words, failure }): Write => ({
    kind: 'Put',
    input: { ...members(failure, { ConditionExpression: words }), Item: item },
  }))
  const change = fc
    .record({ text: sometimes(9, updateWords), ...common })
    .map(({ key, text, words, failure }): Write => ({
      kind: 'Update',
      input: { ...members(failure, { UpdateExpression: text, ConditionExpression: words }), Key: key },
    }))
  const remove = fc.record(common).map(({ key, words, failure }): Write => ({
    kind: 'Delete',
    input: { ...members(failure, { ConditionExpression: words }), Key: key },
  }))
  return fc.oneof(
    { weight: 4, arbitrary: put },
    { weight: 5, arbitrary: change },
    { weight: 1, arbitrary: remove },
  )
}

export function conditionCheck(table: GeneratedTable): fc.Arbitrary<Write> {
  return fc
    .record({ key: keyOf(table), words: conditionWords, failure: returnsOnFailure })
    .map(({ key, words, failure }): Write => ({
      kind: 'ConditionCheck',
      input: withoutAbsent({
        TableName: table.name,
        Key: key,
        ReturnValuesOnConditionCheckFailure: failure,
        ...expressions({ ConditionExpression: words }),
      }),
    }))
}

const returnValues = {
  Put: returned('ALL_OLD'),
  Delete: returned('ALL_OLD'),
  Update: returned('ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'),
}

export function write(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  const metrics = sometimes(1, fc.constantFrom('SIZE', 'NONE'))
  return fc
    .record({ write: writeOf(table), units, metrics, ...returnValues })
    .map(({ write: { kind, input }, units: report, metrics: sizes, ...returns }) => ({
      operation: `${kind}Item`,
      input: withoutAbsent({
        ...input,
        ReturnConsumedCapacity: report,
        ReturnItemCollectionMetrics: sizes,
        ReturnValues: kind === 'ConditionCheck' ? undefined : returns[kind],
      }),
    }))
}
