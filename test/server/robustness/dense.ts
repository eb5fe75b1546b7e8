/** As much as a body may have, but for what surrounds it. */
const fullLength = 16_700_000
const valuesMax = 840_000

/** So many parts for a list or object that they fill a body, or as many as are asked for. */
function filled(part: (index: number) => string, count = Infinity): string {
  const values = part(0).split(/[{[,]/).length
  const parts: string[] = []
  for (let length = 0, index = 0; index < count && (index + 1) * values < valuesMax; index += 1) {
    const text = part(index)
    length += text.length + 1
    if (length > fullLength) break
    parts.push(text)
  }
  return parts.join(',')
}

const key = '"pk":{"S":"dense"}'
const item = (attribute: string) => `{"TableName":"t","Item":{${key},${attribute}}}`
const update = (members: string) => `{"TableName":"t","Key":{${key}},${members}}`
const table = (members: string) => `{"TableName":"dense","BillingMode":"PAY_PER_REQUEST",${members}}`
const pkSchema = '{"AttributeName":"pk","KeyType":"HASH"}'
const pkDefinition = '{"AttributeName":"pk","AttributeType":"S"}'
const base64 = (index: number) => Buffer.from(String(index).padStart(9, '0')).toString('base64')

/** What each request holds in large numbers; made when it is asked for, as all together would be half a gigabyte. */
const makers: Readonly<Record<string, readonly [operation: string, make: () => string]>> = {
  'attribute names': ['PutItem', () => item(filled((i) => `"n${i}":{"NULL":true}`))],
  'attribute names of an item': [
    'PutItem',
    () => item(filled((i) => `"${i.toString(36)}":{"NULL":true}`, 100_000)),
  ],
  'names of a map of an item': [
    'PutItem',
    () => item(`"m":{"M":{${filled((i) => `"${i.toString(36)}":{"S":""}`, 80_000)}}}`),
  ],
  'elements of an item': ['PutItem', () => item(`"l":{"L":[${filled(() => '{"S":""}', 400_000)}]}`)],
  'strings of a set of an item': [
    'PutItem',
    () => item(`"s":{"SS":[${filled((i) => `"${((i * 7919) % 100_000).toString(36)}"`, 100_000)}]}`),
  ],
  'numbers of a set of an item': [
    'PutItem',
    () => item(`"s":{"NS":[${filled((i) => `"${(i * 7919) % 90_001}"`, 90_000)}]}`),
  ],
  'items of a batch': [
    'BatchWriteItem',
    () =>
      `{"RequestItems":{"t":[${filled((i) => `{"PutRequest":{"Item":{"pk":{"S":"${i}"},"v":{"S":"${'é'.repeat(190_000)}"}}}}`, 25)}]}}`,
  ],
  'elements of the items of a batch': [
    'BatchWriteItem',
    () =>
      `{"RequestItems":{"t":[${filled((i) => `{"PutRequest":{"Item":{"pk":{"S":"${i}"},"v":{"L":[${'{"S":"a"},'.repeat(16_000)}{"N":"1"}]}}}}`, 25)}]}}`,
  ],
  'items of a transaction': [
    'TransactWriteItems',
    () =>
      `{"TransactItems":[${filled((i) => `{"Put":{"TableName":"t","Item":{"pk":{"S":"${i}"},"v":{"L":[${'{"S":"a"},'.repeat(4000)}{"N":"1"}]}}}}`, 100)}]}`,
  ],
  'one attribute name': ['PutItem', () => item(filled(() => '"n":{"NULL":true}'))],
  'names of a map': ['PutItem', () => item(`"m":{"M":{${filled((i) => `"n${i}":{"S":""}`)}}}`)],
  'elements of a list': ['PutItem', () => item(`"l":{"L":[${filled(() => '{"NULL":true}')}]}`)],
  'numbers of a list': ['PutItem', () => item(`"l":{"L":[${filled(() => '{"N":"1"}')}]}`)],
  'empty lists': ['PutItem', () => item(`"l":{"L":[${filled(() => '{"L":[]}')}]}`)],
  'different strings of a set': ['PutItem', () => item(`"s":{"SS":[${filled((i) => `"${i}"`)}]}`)],
  'equal strings of a set': ['PutItem', () => item(`"s":{"SS":[${filled(() => '"s"')}]}`)],
  'different numbers of a set': ['PutItem', () => item(`"s":{"NS":[${filled((i) => `"${i}"`)}]}`)],
  'spellings of a number in a set': [
    'PutItem',
    () => item(`"s":{"NS":[${filled((i) => `"1e-${i % 99}"`)}]}`),
  ],
  'different bytes of a set': ['PutItem', () => item(`"s":{"BS":[${filled((i) => `"${base64(i)}"`)}]}`)],
  'small sets': ['PutItem', () => item(`"l":{"L":[${filled(() => '{"SS":["a","b"]}')}]}`)],
  'digits of a number': ['PutItem', () => item(`"n":{"N":"${'1'.repeat(fullLength)}"}`)],
  'zeros before a number': ['PutItem', () => item(`"n":{"N":"${'0'.repeat(fullLength)}1"}`)],
  'zeros after a point': ['PutItem', () => item(`"n":{"N":"0.${'0'.repeat(fullLength)}1"}`)],
  'zeros after a number': ['PutItem', () => item(`"n":{"N":"1${'0'.repeat(fullLength)}"}`)],
  'digits of an exponent': ['PutItem', () => item(`"n":{"N":"1e${'1'.repeat(fullLength)}"}`)],
  'zeros of an exponent': ['PutItem', () => item(`"n":{"N":"1e${'0'.repeat(fullLength)}1"}`)],
  'spaces around a number': ['PutItem', () => item(`"n":{"N":"${' '.repeat(fullLength)}1"}`)],
  'digits of a limit': ['ListTables', () => `{"Limit":${'1'.repeat(fullLength)}}`],
  'letters of a key': [
    'GetItem',
    () => `{"TableName":"t","Key":{"pk":{"S":"${'é'.repeat(fullLength / 2)}"}}}`,
  ],
  escapes: ['PutItem', () => item(`"s":{"S":"${'\\u0041'.repeat(fullLength / 6)}"}`)],
  'letters of base64': ['PutItem', () => item(`"b":{"B":"${'AAAA'.repeat(fullLength / 4)}"}`)],
  'letters of a table name': ['DescribeTable', () => `{"TableName":"${'t'.repeat(fullLength)}"}`],
  'unknown members': ['ListTables', () => `{${filled((i) => `"m${i}":[]`)}}`],
  'names of expressions': [
    'UpdateItem',
    () =>
      update(`"UpdateExpression":"SET #a = #a","ExpressionAttributeNames":{${filled((i) => `"#${i}":"a"`)}}`),
  ],
  'values of expressions': [
    'UpdateItem',
    () =>
      update(
        `"UpdateExpression":"SET a = :a","ExpressionAttributeValues":{${filled((i) => `":${i}":{"S":""}`)}}`,
      ),
  ],
  'letters of an expression': ['UpdateItem', () => update(`"UpdateExpression":"${'('.repeat(fullLength)}"`)],
  'letters of a placeholder': [
    'UpdateItem',
    () =>
      update(
        `"UpdateExpression":"SET #a = #a","ExpressionAttributeNames":{"#a":"${'a'.repeat(fullLength)}"}`,
      ),
  ],
  'attributes to get': [
    'GetItem',
    () => `{"TableName":"t","Key":{${key}},"AttributesToGet":[${filled((i) => `"a${i}"`)}]}`,
  ],
  'attributes to update': [
    'UpdateItem',
    () => update(`"AttributeUpdates":{${filled((i) => `"a${i}":{"Action":"DELETE"}`)}}`),
  ],
  'expected attributes': [
    'DeleteItem',
    () => update(`"Expected":{${filled((i) => `"a${i}":{"Exists":false}`)}}`),
  ],
  'values of a condition': [
    'Scan',
    () =>
      `{"TableName":"t","ScanFilter":{"a":{"ComparisonOperator":"IN","AttributeValueList":[${filled((i) => `{"N":"${i}"}`)}]}}}`,
  ],
  'attribute definitions': [
    'CreateTable',
    () =>
      table(
        `"KeySchema":[${pkSchema}],"AttributeDefinitions":[${filled((i) => `{"AttributeName":"a${i}","AttributeType":"S"}`)}]`,
      ),
  ],
  'key attributes': [
    'CreateTable',
    () =>
      table(
        `"AttributeDefinitions":[${pkDefinition}],"KeySchema":[${filled((i) => `{"AttributeName":"a${i}","KeyType":"HASH"}`)}]`,
      ),
  ],
  'projected attributes': [
    'CreateTable',
    () =>
      table(
        `"AttributeDefinitions":[${pkDefinition}],"KeySchema":[${pkSchema}],"GlobalSecondaryIndexes":[{"IndexName":"index","KeySchema":[${pkSchema}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":[${filled((i) => `"a${i}"`)}]}}]`,
      ),
  ],
  indexes: [
    'CreateTable',
    () =>
      table(
        `"AttributeDefinitions":[${pkDefinition}],"KeySchema":[${pkSchema}],"GlobalSecondaryIndexes":[${filled((i) => `{"IndexName":"i${i}","KeySchema":[${pkSchema}],"Projection":{"ProjectionType":"ALL"}}`)}]`,
      ),
  ],
  tags: [
    'CreateTable',
    () =>
      table(
        `"AttributeDefinitions":[${pkDefinition}],"KeySchema":[${pkSchema}],"Tags":[${filled((i) => `{"Key":"k${i}","Value":""}`)}]`,
      ),
  ],
  'updates of indexes': [
    'UpdateTable',
    () =>
      `{"TableName":"t","GlobalSecondaryIndexUpdates":[${filled((i) => `{"Delete":{"IndexName":"i${i}"}}`)}]}`,
  ],
  'keys of a batch': [
    'BatchGetItem',
    () => `{"RequestItems":{"t":{"Keys":[${filled((i) => `{"pk":{"S":"${i}"}}`)}]}}}`,
  ],
  'equal keys of a batch': [
    'BatchGetItem',
    () => `{"RequestItems":{"t":{"Keys":[${filled(() => `{${key}}`)}]}}}`,
  ],
  'writes of a batch': [
    'BatchWriteItem',
    () => `{"RequestItems":{"t":[${filled((i) => `{"DeleteRequest":{"Key":{"pk":{"S":"${i}"}}}}`)}]}}`,
  ],
  'tables of a batch': [
    'BatchGetItem',
    () => `{"RequestItems":{${filled((i) => `"t${i}":{"Keys":[{${key}}]}`)}}}`,
  ],
  'actions of a transaction': [
    'TransactWriteItems',
    () => `{"TransactItems":[${filled((i) => `{"Delete":{"TableName":"t","Key":{"pk":{"S":"${i}"}}}}`)}]}`,
  ],
  'reads of a transaction': [
    'TransactGetItems',
    () => `{"TransactItems":[${filled(() => `{"Get":{"TableName":"t","Key":{${key}}}}`)}]}`,
  ],
  'letters of a statement': ['ExecuteStatement', () => `{"Statement":"${'('.repeat(fullLength)}"}`],
  'parameters of a statement': [
    'ExecuteStatement',
    () => `{"Statement":"SELECT * FROM t WHERE pk = ?","Parameters":[${filled(() => '{"S":"a"}')}]}`,
  ],
  statements: ['BatchExecuteStatement', () => `{"Statements":[${filled(() => '{"Statement":"x"}')}]}`],
}

/** What there are dense requests of. */
export const denseKinds: readonly string[] = Object.keys(makers)

/** A request that is large, well-formed and mostly of one thing. */
export function denseRequest(kind: string): { readonly operation: string; readonly body: string } {
  const [operation, make] = makers[kind] ?? []
  if (operation === undefined || make === undefined) throw new Error(`nothing is known of ${kind}`)
  return { operation, body: make() }
}
