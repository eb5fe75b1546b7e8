import fc from 'fast-check'
import { conventional } from './expressions.js'
import type { GeneratedRequest, Input } from './requests.js'
import { keyOf, keyValue, sometimes, units, withoutAbsent } from './requests.js'
import type { GeneratedTable } from './tables.js'
import type { Wire } from './values.js'
import { bytes, number, ordered, smallNumber, text, value } from './values.js'
import { itemOf } from './writes.js'

const names = Object.keys(conventional) as (keyof typeof conventional)[]
const asked = (ComparisonOperator: string, ...AttributeValueList: Wire[]): Input =>
  AttributeValueList.length === 0 ? { ComparisonOperator } : { ComparisonOperator, AttributeValueList }

/** A condition on one attribute, as ScanFilter, QueryFilter and Expected have it. */
const comparison: fc.Arbitrary<Input> = fc.oneof(
  fc.tuple(fc.constantFrom('EQ', 'NE'), value).map(([operator, wire]) => asked(operator, wire)),
  fc
    .tuple(fc.constantFrom('LT', 'LE', 'GT', 'GE', 'CONTAINS', 'NOT_CONTAINS'), ordered)
    .map(([operator, wire]) => asked(operator, wire)),
  fc.constantFrom('NULL', 'NOT_NULL').map((operator) => asked(operator)),
  fc.oneof(text, bytes).map((wire) => asked('BEGINS_WITH', wire)),
  fc.array(number, { minLength: 1, maxLength: 3 }).map((all) => asked('IN', ...all)),
  fc.constant(asked('BETWEEN', { N: '-1' }, { N: '2' })),
)
const conditions = fc.dictionary(fc.constantFrom(...names), comparison, { minKeys: 1, maxKeys: 2 })
const joint = sometimes(3, fc.constantFrom('AND', 'OR'))
const expectation: fc.Arbitrary<Input> = fc.oneof(
  { weight: 2, arbitrary: comparison },
  { weight: 1, arbitrary: fc.constant({ Exists: false }) },
  { weight: 1, arbitrary: value.map((Value) => ({ Value })) },
)
const expected = fc
  .dictionary(fc.constantFrom(...names), expectation, { minKeys: 1, maxKeys: 2 })
  .chain((Expected) =>
    Object.keys(Expected).length === 1
      ? fc.constant<Input>({ Expected })
      : joint.map((ConditionalOperator) => withoutAbsent({ Expected, ConditionalOperator })),
  )
const attributesToGet = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })

const change: fc.Arbitrary<readonly [string, Input]> = fc.oneof(
  fc
    .constantFrom(...names)
    .chain((name) => conventional[name].map((Value): [string, Input] => [name, { Action: 'PUT', Value }])),
  fc.constantFrom(...names).map((name): [string, Input] => [name, { Action: 'DELETE' }]),
  smallNumber.map((Value): [string, Input] => ['c', { Action: 'ADD', Value }]),
  fc
    .tuple(fc.constantFrom<'ns' | 'ss'>('ss', 'ns'), fc.constantFrom('ADD', 'DELETE'))
    .chain(([name, Action]) => conventional[name].map((Value): [string, Input] => [name, { Action, Value }])),
)

function write(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  const common = {
    TableName: fc.constant(table.name),
    ReturnValues: sometimes(4, fc.constantFrom('ALL_OLD', 'NONE')),
    ReturnConsumedCapacity: units,
  }
  const put = fc.record({ Item: itemOf(table), ...common })
  const keyed = fc.record({ Key: keyOf(table), ...common })
  const changes = fc
    .uniqueArray(change, { minLength: 1, maxLength: 3, selector: ([name]) => name })
    .map((AttributeUpdates) => ({ AttributeUpdates: Object.fromEntries(AttributeUpdates) }))
  const on = (operation: string, ...members: fc.Arbitrary<Input>[]) =>
    fc
      .tuple(...members)
      .map((all) => ({ operation, input: withoutAbsent(Object.assign({}, ...all) as Input) }))
  return fc.oneof(
    on('PutItem', put, expected),
    on('DeleteItem', keyed, expected),
    on('UpdateItem', keyed, changes),
    on('UpdateItem', keyed, changes, expected),
  )
}

function read(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  const { name: TableName, partition } = table
  const partitionKey = keyValue(partition).map((wire) => ({ [partition.name]: asked('EQ', wire) }))
  const sort = table.sort
  const sortKey =
    sort === undefined
      ? fc.constant({})
      : fc.oneof(
          fc.constant({}),
          fc
            .tuple(fc.constantFrom('EQ', 'LE', 'LT', 'GE', 'GT'), keyValue(sort))
            .map(([operator, wire]) => ({ [sort.name]: asked(operator, wire) })),
        )
  const members = { AttributesToGet: sometimes(4, attributesToGet), ReturnConsumedCapacity: units }
  return fc.oneof(
    fc
      .record({ Key: keyOf(table), ...members })
      .map((input) => ({ operation: 'GetItem', input: withoutAbsent({ TableName, ...input }) })),
    fc.record({ QueryFilter: sometimes(5, conditions), ...members }).chain((input) =>
      fc.tuple(partitionKey, sortKey).map(([first, second]) => ({
        operation: 'Query',
        input: withoutAbsent({ TableName, KeyConditions: { ...first, ...second }, ...input }),
      })),
    ),
    fc
      .record({ ScanFilter: conditions, ConditionalOperator: joint, ...members })
      .map(({ ConditionalOperator, ...input }) => ({
        operation: 'Scan',
        input: withoutAbsent({
          TableName,
          ...input,
          ...(Object.keys(input.ScanFilter).length > 1 && { ConditionalOperator }),
        }),
      })),
    fc.record({ Key: keyOf(table), AttributesToGet: attributesToGet }).map(({ Key, AttributesToGet }) => ({
      operation: 'BatchGetItem',
      input: { RequestItems: { [TableName]: { Keys: [Key], AttributesToGet } } },
    })),
  )
}

/** Requests in the parameters that expressions have replaced. */
export function legacy(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  return fc.oneof(write(table), read(table))
}
