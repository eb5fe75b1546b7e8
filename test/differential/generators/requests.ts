import fc from 'fast-check'
import type { Words } from './expressions.js'
import { broken, build, condition, projection, update } from './expressions.js'
import type { GeneratedIndex, GeneratedTable, KeyAttribute } from './tables.js'
import type { Wire, WireMap } from './values.js'
import { B, N, S, badValue, longText, value } from './values.js'

/** One request as it goes over the wire. */
export interface GeneratedRequest {
  readonly operation: string
  readonly input: Input
}
export type Input = Readonly<Record<string, unknown>>

const sometimes = <T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary })

const keyValue = ({ values }: KeyAttribute): fc.Arbitrary<Wire> => fc.constantFrom(...values)
const wrongKeyValue: fc.Arbitrary<Wire> = fc.oneof(
  fc.constantFrom<Wire>(S(''), B(''), N(1), S('x'), B('x'), { BOOL: true }, { SS: ['a'] }, { NULL: true }),
  fc.constantFrom<Wire>(S('k'.repeat(1025)), S('k'.repeat(2049))),
  badValue,
)

/** A key, one in forty of which does not fit. */
export function keyOf(table: GeneratedTable): fc.Arbitrary<WireMap> {
  const parts = [table.partition, table.sort].filter((part) => part !== undefined)
  const right = fc.record(Object.fromEntries(parts.map((part) => [part.name, keyValue(part)])))
  const wrong = fc
    .tuple(right, fc.constantFrom(...parts.map(({ name }) => name), 'other'), sometimes(6, wrongKeyValue))
    .map(([key, name, other]) => {
      const { [name]: _, ...rest } = key
      return other === undefined ? rest : { ...key, [name]: other }
    })
  return fc.oneof({ weight: 39, arbitrary: right }, { weight: 1, arbitrary: wrong })
}

function attributesOf(table: GeneratedTable): fc.Arbitrary<WireMap> {
  const indexed = table.indexes
    .flatMap(({ partition, sort }) => [...partition, ...sort])
    .filter(({ name }) => name !== table.partition.name && name !== table.sort?.name)
  const free = ['a', 'b', 'm', 'ls', 'ss', 'ns', 'flag']
  return fc
    .tuple(
      fc.record(Object.fromEntries(indexed.map((part) => [part.name, keyValue(part)])), { requiredKeys: [] }),
      fc.record(Object.fromEntries(free.map((name) => [name, value])), { requiredKeys: [] }),
      sometimes(2, longText),
      sometimes(1, fc.tuple(fc.constantFrom('a', 'g', 'n', 'x'), fc.oneof(value, badValue, wrongKeyValue))),
    )
    .map(([keys, others, long, odd]) => ({
      ...others,
      ...keys,
      ...(long && { b: long }),
      ...(odd && { [odd[0]]: odd[1] }),
    }))
}

/** A condition with its placeholders, one in twenty of them broken; none where the tests ask for none. */
function expressionOf(words: fc.Arbitrary<Words>): fc.Arbitrary<Words> {
  return fc.oneof(
    { weight: 19, arbitrary: words },
    {
      weight: 1,
      arbitrary: fc.tuple(words, broken).map(([all, harm]) => ({ ...all, text: harm(all.text) })),
    },
  )
}
const conditionWords = expressionOf(condition.map((piece) => build('c', piece)))
const filterWords = expressionOf(condition.map((piece) => build('f', piece)))
const updateWords = expressionOf(update.map((piece) => build('u', piece)))
const projectionWords = expressionOf(projection.map((piece) => build('p', piece)))

/** Members of a request that bring expressions, with the placeholders of all of them together. */
function expressions(members: Readonly<Record<string, Words | undefined>>): Input {
  const input: Record<string, unknown> = {}
  const names: Record<string, string> = {}
  const values: Record<string, Wire> = {}
  for (const [member, words] of Object.entries(members)) {
    if (words === undefined) continue
    input[member] = words.text
    Object.assign(names, words.names)
    Object.assign(values, words.values)
  }
  if (Object.keys(names).length > 0) input['ExpressionAttributeNames'] = names
  if (Object.keys(values).length > 0) input['ExpressionAttributeValues'] = values
  return input
}

const capacity = sometimes(5, fc.constantFrom('INDEXES', 'TOTAL', 'NONE', 'SOME'))
const returnsOnFailure = sometimes(3, fc.constantFrom('ALL_OLD', 'NONE'))
const returned = (...values: string[]) => sometimes(5, fc.constantFrom(...values, 'NONE'))

/** Leaves out what is undefined, which the wire cannot say. */
function withoutAbsent(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, member]) => member !== undefined))
}

/** The write of one item, as it stands alone and inside a transaction. */
interface Write {
  readonly kind: 'ConditionCheck' | 'Delete' | 'Put' | 'Update'
  readonly input: Input
}

function writeOf(table: GeneratedTable): fc.Arbitrary<Write> {
  const common = { condition: sometimes(4, conditionWords), failure: returnsOnFailure }
  const TableName = table.name
  const members = (failure: unknown, words: Readonly<Record<string, Words | undefined>>) =>
    withoutAbsent({ TableName, ReturnValuesOnConditionCheckFailure: failure, ...expressions(words) })
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({ key: keyOf(table), attributes: attributesOf(table), ...common })
        .map(({ key, attributes, condition: words, failure }): Write => ({
          kind: 'Put',
          input: { ...members(failure, { ConditionExpression: words }), Item: { ...attributes, ...key } },
        })),
    },
    {
      weight: 5,
      arbitrary: fc
        .record({ key: keyOf(table), change: sometimes(9, updateWords), ...common })
        .map(({ key, change, condition: words, failure }): Write => ({
          kind: 'Update',
          input: {
            ...members(failure, { UpdateExpression: change, ConditionExpression: words }),
            Key: key,
          },
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ key: keyOf(table), ...common })
        .map(({ key, condition: words, failure }): Write => ({
          kind: 'Delete',
          input: { ...members(failure, { ConditionExpression: words }), Key: key },
        })),
    },
  )
}

const returnedBy = {
  Put: returned('ALL_OLD', 'ALL_NEW'),
  Delete: returned('ALL_OLD', 'UPDATED_OLD'),
  Update: returned('ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'),
}

export function write(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  return fc
    .record({ write: writeOf(table), units: capacity, ...returnedBy })
    .map(({ write: { kind, input }, units, ...returns }) => ({
      operation: `${kind}Item`,
      input: withoutAbsent({
        ...input,
        ReturnConsumedCapacity: units,
        ReturnValues: kind === 'ConditionCheck' ? undefined : returns[kind],
      }),
    }))
}

export function get(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  return fc
    .record({
      key: keyOf(table),
      words: sometimes(4, projectionWords),
      units: capacity,
      strong: fc.boolean(),
    })
    .map(({ key, words, units, strong }) => ({
      operation: 'GetItem',
      input: withoutAbsent({
        TableName: table.name,
        Key: key,
        ConsistentRead: strong,
        ReturnConsumedCapacity: units,
        ...expressions({ ProjectionExpression: words }),
      }),
    }))
}

/** What a key condition asks of one attribute. */
function keyTest({ name, values }: KeyAttribute, prefix: string): fc.Arbitrary<Words> {
  const one = fc.constantFrom(...values)
  const named = (text: string, given: readonly Wire[]): Words => ({
    text,
    names: { [`#${prefix}`]: name },
    values: Object.fromEntries(given.map((wire, index) => [`:${prefix}${index}`, wire])),
  })
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('=', '<', '<=', '>', '>=', '<>'), one)
        .map(([sign, wire]) => named(`#${prefix} ${sign} :${prefix}0`, [wire])),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(one, one)
        .map((pair) => named(`#${prefix} BETWEEN :${prefix}0 AND :${prefix}1`, pair)),
    },
    { weight: 1, arbitrary: one.map((wire) => named(`begins_with(#${prefix}, :${prefix}0)`, [wire])) },
    { weight: 1, arbitrary: badValue.map((wire) => named(`#${prefix} = :${prefix}0`, [wire])) },
  )
}

const equals = ({ name, values }: KeyAttribute, prefix: string): fc.Arbitrary<Words> =>
  fc.constantFrom(...values).map((wire) => ({
    text: `#${prefix} = :${prefix}`,
    names: { [`#${prefix}`]: name },
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

const select = sometimes(
  2,
  fc.constantFrom('ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'COUNT', 'SPECIFIC_ATTRIBUTES'),
)

function sourcesOf(table: GeneratedTable): readonly (GeneratedIndex | undefined)[] {
  return [undefined, ...table.indexes]
}

export function query(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  return fc.constantFrom(...sourcesOf(table)).chain((index) => {
    const keys = index ?? { partition: [table.partition], sort: table.sort ? [table.sort] : [] }
    return fc
      .record({
        key: expressionOf(keyCondition(keys)),
        filter: sometimes(3, filterWords),
        words: sometimes(2, projectionWords),
        units: capacity,
        strong: sometimes(3, fc.boolean()),
        forward: fc.boolean(),
        select,
      })
      .map(({ key, filter, words, units, strong, forward, select: chosen }) => ({
        operation: 'Query',
        input: withoutAbsent({
          TableName: table.name,
          IndexName: index?.name,
          ConsistentRead: strong,
          ScanIndexForward: forward,
          ReturnConsumedCapacity: units,
          Select: chosen,
          ...expressions({
            KeyConditionExpression: key,
            FilterExpression: filter,
            ProjectionExpression: words,
          }),
        }),
      }))
  })
}

export function scan(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  return fc
    .record({
      index: fc.constantFrom(...sourcesOf(table)),
      filter: sometimes(5, filterWords),
      words: sometimes(2, projectionWords),
      units: capacity,
      strong: sometimes(2, fc.boolean()),
      select,
    })
    .map(({ index, filter, words, units, strong, select: chosen }) => ({
      operation: 'Scan',
      input: withoutAbsent({
        TableName: table.name,
        IndexName: index?.name,
        ConsistentRead: strong,
        ReturnConsumedCapacity: units,
        Select: chosen,
        ...expressions({ FilterExpression: filter, ProjectionExpression: words }),
      }),
    }))
}

export function transactWrite(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const one = fc.constantFrom(...tables).chain((table) =>
    fc.oneof(
      { weight: 5, arbitrary: writeOf(table) },
      {
        weight: 1,
        arbitrary: fc
          .record({ key: keyOf(table), words: conditionWords, failure: returnsOnFailure })
          .map(({ key, words, failure }): Write => ({
            kind: 'ConditionCheck',
            input: withoutAbsent({
              TableName: table.name,
              Key: key,
              ReturnValuesOnConditionCheckFailure: failure,
              ...expressions({ ConditionExpression: words }),
            }),
          })),
      },
    ),
  )
  return fc
    .record({ writes: fc.array(one, { minLength: 1, maxLength: 4 }), units: capacity })
    .map(({ writes, units }) => ({
      operation: 'TransactWriteItems',
      input: withoutAbsent({
        TransactItems: writes.map(({ kind, input }) => ({ [kind]: input })),
        ReturnConsumedCapacity: units,
      }),
    }))
}

export function transactGet(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const one = fc.constantFrom(...tables).chain((table) =>
    fc.record({ key: keyOf(table), words: sometimes(3, projectionWords) }).map(({ key, words }) => ({
      Get: { TableName: table.name, Key: key, ...expressions({ ProjectionExpression: words }) },
    })),
  )
  return fc
    .record({ gets: fc.array(one, { minLength: 1, maxLength: 4 }), units: capacity })
    .map(({ gets, units }) => ({
      operation: 'TransactGetItems',
      input: withoutAbsent({ TransactItems: gets, ReturnConsumedCapacity: units }),
    }))
}

export function batchGet(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const one = (table: GeneratedTable) =>
    fc
      .record({
        keys: fc.uniqueArray(keyOf(table), { minLength: 1, maxLength: 4, selector: JSON.stringify }),
        words: sometimes(3, projectionWords),
        strong: sometimes(3, fc.boolean()),
      })
      .map(({ keys, words, strong }): [string, Input] => [
        table.name,
        withoutAbsent({
          Keys: keys,
          ConsistentRead: strong,
          ...expressions({ ProjectionExpression: words }),
        }),
      ])
  return fc
    .record({
      requests: fc.subarray([...tables], { minLength: 1 }).chain((chosen) => fc.tuple(...chosen.map(one))),
      units: capacity,
    })
    .map(({ requests, units }) => ({
      operation: 'BatchGetItem',
      input: withoutAbsent({ RequestItems: Object.fromEntries(requests), ReturnConsumedCapacity: units }),
    }))
}

export function batchWrite(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const action = (table: GeneratedTable) =>
    fc.oneof(
      fc
        .record({ key: keyOf(table), attributes: attributesOf(table) })
        .map(({ key, attributes }) => ({ PutRequest: { Item: { ...attributes, ...key } } })),
      keyOf(table).map((key) => ({ DeleteRequest: { Key: key } })),
    )
  const one = (table: GeneratedTable) =>
    fc
      .array(action(table), { minLength: 1, maxLength: 3 })
      .map((actions): [string, unknown] => [table.name, actions])
  return fc
    .record({
      requests: fc.subarray([...tables], { minLength: 1 }).chain((chosen) => fc.tuple(...chosen.map(one))),
      units: capacity,
    })
    .map(({ requests, units }) => ({
      operation: 'BatchWriteItem',
      input: withoutAbsent({ RequestItems: Object.fromEntries(requests), ReturnConsumedCapacity: units }),
    }))
}
