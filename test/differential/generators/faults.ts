import fc from 'fast-check'
import type { Input } from './requests.js'
import { without } from './requests.js'
import type { GeneratedTable } from './tables.js'
import type { Wire } from './values.js'
import { B, N, S, badValue } from './values.js'

/** A way to spoil an object of a request; undefined where it has nothing to spoil in that way. */
export type Fault = (input: Input, table: GeneratedTable | undefined) => fc.Arbitrary<Input> | undefined

/** What a careless author does to an expression: loses a piece, doubles one, uses a word that is reserved. */
const broken: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
  (text: string) => text.slice(0, -1),
  (text) => text.slice(1),
  (text) => `${text} AND`,
  (text) => `(${text}`,
  (text) => `${text})`,
  (text) => `((${text}))`,
  (text) => text.replace(' = ', ' == '),
  (text) => text.replace('a', 'status'),
  (text) => text.replace('attribute_exists', 'attribute_there'),
  (text) => text.replace(/:\w+/, ':missing'),
  (text) => text.replace(/#\w+/, '#missing'),
  (text) => text.replace(', ', ' '),
  () => '',
  (text) => `${text} ${text}`,
  (text) => `${text}, ${text}`,
  (text) => text.replace(/\bt\b/, 'a.b.c.d[7]'),
  (text) => `${text} OR a = a`,
)
const wrongKeyValue: fc.Arbitrary<Wire> = fc.oneof(
  fc.constantFrom<Wire>(S(''), B(''), N(1), S('x'), B('x'), { BOOL: true }, { SS: ['a'] }, { NULL: true }),
  fc.constantFrom<Wire>(S('k'.repeat(1025)), S('k'.repeat(2049))),
  badValue,
)

const expressions = [
  'ConditionExpression',
  'UpdateExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
]
const has = (input: Input, name: string): boolean => input[name] !== undefined
const present = (input: Input, names: readonly string[]) => names.filter((name) => has(input, name))
const entriesOf = (input: Input, name: string) => Object.keys((input[name] as Input | undefined) ?? {})
const oneOf = <T>(all: readonly T[]): fc.Arbitrary<T> | undefined =>
  all.length === 0 ? undefined : fc.constantFrom(...all)

/** Gives one entry of a map that is a member of the request another value, or none. */
function changed(
  input: Input,
  member: string,
  entries: readonly string[],
  wire: fc.Arbitrary<Wire | undefined>,
): fc.Arbitrary<Input> | undefined {
  return oneOf(entries)?.chain((entry) =>
    wire.map((other) => {
      const rest = without(input[member] as Input, entry)
      return { ...input, [member]: other === undefined ? rest : { ...rest, [entry]: other } }
    }),
  )
}

const brokenExpression: Fault = (input) =>
  oneOf(present(input, expressions))?.chain((name) =>
    broken.map((harm) => ({ ...input, [name]: harm(String(input[name])) })),
  )

const wrongKey: Fault = (input, table) => {
  const [holder] = present(input, ['Key', 'Item', 'ExclusiveStartKey'])
  if (holder === undefined || table === undefined) return undefined
  const names = [table.partition.name, ...(table.sort ? [table.sort.name] : [])]
  return changed(
    input,
    holder,
    holder === 'Item' ? names : [...names, 'other'],
    fc.option(wrongKeyValue, { nil: undefined, freq: 3 }),
  )
}

const wrongAttribute: Fault = (input) =>
  has(input, 'Item') ? changed(input, 'Item', ['a', 'x', 'm'], badValue) : undefined

const wrongIndexKey: Fault = (input, table) =>
  has(input, 'Item') && table !== undefined && table.indexes.length > 0
    ? changed(input, 'Item', ['g', 'n', 'l'], wrongKeyValue)
    : undefined

const wrongValue: Fault = (input) =>
  changed(
    input,
    'ExpressionAttributeValues',
    entriesOf(input, 'ExpressionAttributeValues'),
    fc.oneof(wrongKeyValue, badValue, fc.constant({ M: {} }), fc.constant({ L: [] })),
  )

const wrongPlaceholders: Fault = (input) => {
  const names = input['ExpressionAttributeNames'] as Input | undefined
  const values = input['ExpressionAttributeValues'] as Input | undefined
  return present(input, expressions).length === 0
    ? undefined
    : fc.constantFrom<Input>(
        { ...input, ExpressionAttributeNames: { ...names, '#z': 'zz' } },
        { ...input, ExpressionAttributeNames: { ...names, z: 'zz' } },
        { ...input, ExpressionAttributeNames: {} },
        { ...input, ExpressionAttributeValues: { ...values, ':z': S('z') } },
        { ...input, ExpressionAttributeValues: {} },
      )
}

const alternatives: Readonly<Record<string, readonly unknown[]>> = {
  ReturnConsumedCapacity: ['SOME'],
  ReturnValues: ['SOME', 'UPDATED_NEW'],
  ReturnValuesOnConditionCheckFailure: ['SOME'],
  ReturnItemCollectionMetrics: ['SOME'],
  Select: ['SOME', 'SPECIFIC_ATTRIBUTES', 'ALL_ATTRIBUTES'],
  Limit: [0],
  Segment: [9, -1],
  TotalSegments: [0, 1_000_001],
  ConditionalOperator: ['NOT'],
  ClientRequestToken: ['x'.repeat(37)],
  IndexName: ['missing', 'x', 'has a blank', ''],
  TableName: ['missing', 'x', 'has a blank', ''],
  KeySchema: [[]],
  BillingMode: ['SOMETIMES'],
}
/** A member with a value that it may not have. */
const wrongMember: Fault = (input) =>
  oneOf(present(input, Object.keys(alternatives)))?.chain((name) =>
    fc.constantFrom(...(alternatives[name] ?? [])).map((wrong) => ({ ...input, [name]: wrong })),
  )

const missingMember: Fault = (input) =>
  oneOf(Object.keys(input).filter((name) => !/^Return|^Limit|^Scan|^Consistent|^Client/.test(name)))?.map(
    (name) => without(input, name),
  )

/** Members that do not go with what is there. */
const mixed: Fault = (input) => {
  const more: Input[] = []
  if (has(input, 'Key') || has(input, 'Item')) more.push({ Expected: { a: { Exists: false } } })
  if (has(input, 'Key') || has(input, 'FilterExpression')) more.push({ AttributesToGet: ['a'] })
  if (has(input, 'KeyConditionExpression') || has(input, 'KeyConditions'))
    more.push(
      { Select: 'COUNT', ProjectionExpression: 'a' },
      { Select: 'SPECIFIC_ATTRIBUTES' },
      { ConditionalOperator: 'OR' },
      { IndexName: 'byG' },
      { QueryFilter: { a: { ComparisonOperator: 'NULL' } } },
    )
  if (has(input, 'IndexName')) more.push({ ConsistentRead: true }, { Select: 'ALL_ATTRIBUTES' })
  return oneOf(more)?.map((members) => ({ ...input, ...members }))
}

/** A list with its first element twice, or with none. */
const wrongList: Fault = (input) =>
  oneOf(present(input, ['TransactItems', 'Keys', 'AttributesToGet']))?.chain((name) => {
    const all = input[name] as readonly unknown[]
    return fc.constantFrom<Input>({ ...input, [name]: [...all, all[0]] }, { ...input, [name]: [] })
  })

export const faults: readonly { readonly weight: number; readonly fault: Fault }[] = [
  { weight: 6, fault: brokenExpression },
  { weight: 4, fault: wrongKey },
  { weight: 3, fault: wrongAttribute },
  { weight: 2, fault: wrongIndexKey },
  { weight: 4, fault: wrongValue },
  { weight: 2, fault: wrongPlaceholders },
  { weight: 2, fault: wrongMember },
  { weight: 1, fault: missingMember },
  { weight: 2, fault: mixed },
  { weight: 1, fault: wrongList },
]
