import fc from 'fast-check'
import type { Words } from './expressions.js'
import { build, condition, projection } from './expressions.js'
import type { GeneratedRequest, Input } from './requests.js'
import { expressions, keyOf, keyValue, sometimes, units, withoutAbsent } from './requests.js'
import type { GeneratedIndex, GeneratedTable, KeyAttribute } from './tables.js'
import type { Wire, WireMap } from './values.js'

export const projectionWords = projection.map((piece) => build('p', piece))
const filterWords = condition.map((piece) => build('f', piece))

export function get(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  return fc
    .record({ key: keyOf(table), words: sometimes(4, projectionWords), units, strong: fc.boolean() })
    .map(({ key, words, units: report, strong }) => ({
      operation: 'GetItem',
      input: withoutAbsent({
        TableName: table.name,
        Key: key,
        ConsistentRead: strong,
        ReturnConsumedCapacity: report,
        ...expressions({ ProjectionExpression: words }),
      }),
    }))
}

/** What a key condition asks of one attribute. */
function keyTest({ name, values }: KeyAttribute, prefix: string): fc.Arbitrary<Words> {
  const one = fc.integer({ min: 0, max: values.length - 1 })
  const named = (text: string, ...places: number[]): Words => ({
    text,
    names: { [`#${prefix}`]: name },
    values: Object.fromEntries(places.map((place, index) => [`:${prefix}${index}`, values[place] ?? {}])),
  })
  const tests: fc.Arbitrary<Words>[] = [
    fc
      .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), one)
      .map(([sign, place]) => named(`#${prefix} ${sign} :${prefix}0`, place)),
    fc
      .tuple(one, one)
      .map((pair) =>
        named(`#${prefix} BETWEEN :${prefix}0 AND :${prefix}1`, Math.min(...pair), Math.max(...pair)),
      ),
  ]
  if (values[0]?.['N'] === undefined)
    tests.push(one.map((place) => named(`begins_with(#${prefix}, :${prefix}0)`, place)))
  return fc.oneof(...tests)
}

const equals = (part: KeyAttribute, prefix: string): fc.Arbitrary<Words> =>
  keyValue(part).map((wire) => ({
    text: `#${prefix} = :${prefix}`,
    names: { [`#${prefix}`]: part.name },
    values: { [`:${prefix}`]: wire },
  }))

function joined(all: readonly Words[]): Words {
  return {
    text: all.map(({ text }) => text).join(' AND '),
    names: Object.assign({}, ...all.map(({ names }) => names)) as Words['names'],
    values: Object.assign({}, ...all.map(({ values }) => values)) as Words['values'],
  }
}

/** A ladder: all of the partition, some of the sort key from the left, the last of it any way. */
function keyCondition({ partition, sort }: Pick<GeneratedIndex, 'partition' | 'sort'>): fc.Arbitrary<Words> {
  const whole = fc.tuple(...partition.map((part, index) => equals(part, `k${index}`)))
  return fc.integer({ min: 0, max: sort.length }).chain((length) => {
    const rungs = sort
      .slice(0, length)
      .map((part, index) => (index === length - 1 ? keyTest(part, `s${index}`) : equals(part, `s${index}`)))
    return fc.tuple(whole, fc.tuple(...rungs)).map(([all, ladder]) => joined([...all, ...ladder]))
  })
}

/** Which attributes are asked for: mostly ways that go together, with or without a projection. */
const selection: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('ALL_ATTRIBUTES', 'COUNT').map((Select) => ({ Select })),
  },
  { weight: 2, arbitrary: projectionWords.map((ProjectionExpression) => ({ ProjectionExpression })) },
  {
    weight: 1,
    arbitrary: projectionWords.map((ProjectionExpression) => ({
      ProjectionExpression,
      Select: 'SPECIFIC_ATTRIBUTES',
    })),
  },
)

/** The members that Query and Scan share. */
function reading(table: GeneratedTable, index: GeneratedIndex | undefined, key?: fc.Arbitrary<Words>) {
  return fc
    .record({
      key: key ?? fc.constant(undefined),
      filter: sometimes(3, filterWords),
      selection,
      units,
      strong: sometimes(2, index === undefined || index.isLocal ? fc.boolean() : fc.constant(false)),
      limit: sometimes(3, fc.constantFrom(1, 2, 3, 5, 100)),
    })
    .map((all) => {
      const { ProjectionExpression, ...others } = all.selection as { ProjectionExpression?: Words }
      return withoutAbsent({
        TableName: table.name,
        IndexName: index?.name,
        ConsistentRead: all.strong,
        ReturnConsumedCapacity: all.units,
        Limit: all.limit,
        ...others,
        ...expressions({
          KeyConditionExpression: all.key,
          FilterExpression: all.filter,
          ProjectionExpression,
        }),
      })
    })
}

function sourcesOf(table: GeneratedTable): readonly (GeneratedIndex | undefined)[] {
  return [undefined, ...table.indexes]
}

export function query(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  return fc.constantFrom(...sourcesOf(table)).chain((index) => {
    const keys = index ?? { partition: [table.partition], sort: table.sort ? [table.sort] : [] }
    return fc
      .record({
        input: reading(table, index, keyCondition(keys)),
        forward: sometimes(4, fc.boolean()),
        start: index === undefined ? sometimes(2, keyOf(table)) : fc.constant(undefined),
      })
      .map(({ input, forward, start }) => ({
        operation: 'Query',
        input: withoutAbsent({
          ...input,
          ScanIndexForward: forward,
          ExclusiveStartKey: start && { ...start, ...partitionOf(table, input) },
        }),
      }))
  })
}

/** The partition that a query is about, so that a starting key lies in it. */
function partitionOf(table: GeneratedTable, input: Input): WireMap {
  const values = input['ExpressionAttributeValues'] as Readonly<Record<string, Wire>>
  return { [table.partition.name]: values[':k0'] ?? {} }
}

export function scan(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  const segments = sometimes(
    2,
    fc.integer({ min: 1, max: 5 }).map((TotalSegments) => ({ Segment: 0, TotalSegments })),
  )
  return fc.constantFrom(...sourcesOf(table)).chain((index) =>
    fc.record({ input: reading(table, index), segments }).map(({ input, segments: some }) => ({
      operation: 'Scan',
      input: { ...input, ...some },
    })),
  )
}
