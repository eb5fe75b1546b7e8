import { canonical } from '../canonical.js'
import type { Comparison } from '../comparison.js'
import type { Answer, Output } from '../contestant.js'
import { indexSize, indexedItems } from './arithmetic.js'
import type { KnownDifference } from './known-difference.js'
import { answered, observed, outputsOf, refusalOf, wording } from './known-difference.js'

type Change = (description: Output) => Output

/** A description of a table with its indexes changed alike. */
function described(output: Output, table: Change, index: Change): Output {
  const entries = Object.entries(output).map(([name, member]): [string, unknown] => {
    if (!/^Table(Description)?$/.test(name)) return [name, member]
    const description = Object.entries(table(member as Output)).map(([part, value]): [string, unknown] => [
      part,
      part.endsWith('SecondaryIndexes') ? (value as readonly Output[]).map(index) : value,
    ])
    return [name, Object.fromEntries(description)]
  })
  return Object.fromEntries(entries)
}

/** A member that the engine has and DynamoDB Local has not, or has otherwise. */
function member(name: string, because: string, table: Change, index: Change = table): KnownDifference {
  return {
    name,
    because,
    explain: (compared) => {
      const outputs = outputsOf(compared)
      if (outputs === undefined || !compared.request.operation.endsWith('Table')) return undefined
      const [local, engine] = outputs.map((output) => described(output, table, index)) as [Output, Output]
      return JSON.stringify([local, engine]) === JSON.stringify(outputs)
        ? undefined
        : { ...compared, local: { output: local }, engine: { output: engine } }
    },
  }
}

const same: Change = (description) => description

const without =
  (name: string): Change =>
  (description) =>
    Object.fromEntries(Object.entries(description).filter(([other]) => other !== name))

const withoutParts: Change = (description) =>
  ['StreamSpecification', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].reduce(
    (rest, name) => without(name)(rest),
    description,
  )

/** What the answer to a change of indexes has to say of one of them: nothing is in a new one yet. */
function counted(compared: Comparison, index: Output): Output {
  const { request, stored, tables } = compared
  const table = tables.find(({ name }) => name === request.input['TableName'])
  const name = String(index['IndexName'])
  const isNew = index['IndexStatus'] === 'CREATING' || table === undefined
  return {
    ...index,
    IndexSizeBytes: isNew ? 0 : indexSize(table, name, stored),
    ItemCount: isNew ? 0 : indexedItems(table, name, stored).length,
  }
}

const descriptions: readonly KnownDifference[] = [
  {
    name: 'sizes of an index that comes or goes, which DynamoDB Local does not tell',
    because:
      'command line reference of update-table, example of a new index: IndexSizeBytes 0, ItemCount 0; others as always',
    explain: (compared) => {
      const outputs = outputsOf(compared)
      if (outputs === undefined || compared.request.operation !== 'UpdateTable') return undefined
      const [local, engine] = outputs
      const right = described(engine, same, (index) => counted(compared, index))
      const told = described(local, same, (index) =>
        index['ItemCount'] === undefined ? counted(compared, index) : index,
      )
      if (JSON.stringify(right) !== JSON.stringify(engine)) return undefined
      const answers = [told, engine].map((output) => canonical(compared.request, { output })) as [
        Answer,
        Answer,
      ]
      return JSON.stringify(told) === JSON.stringify(local)
        ? undefined
        : { ...compared, local: answers[0], engine: answers[1] }
    },
  },
  member(
    'limits of an index on demand that nobody has set',
    'API reference of OnDemandThroughput: -1 takes a limit away, and so is as good as none',
    same,
    (index) =>
      JSON.stringify(index['OnDemandThroughput']) === '{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":-1}'
        ? without('OnDemandThroughput')(index)
        : index,
  ),
  member(
    'tables and indexes that come and go, which DynamoDB Local does at once',
    'API reference: CREATING in the answer to CreateTable, DELETING in that to DeleteTable',
    (description) =>
      /^(CREATING|DELETING|UPDATING)$/.test(String(description['TableStatus']))
        ? { ...description, TableStatus: 'ACTIVE' }
        : description,
    (description) =>
      /^(CREATING|DELETING|UPDATING)$/.test(String(description['IndexStatus']))
        ? { ...description, IndexStatus: 'ACTIVE' }
        : description,
  ),
  {
    name: 'stream and indexes of a table that is being deleted, which DynamoDB Local describes as if nothing happened',
    because: observed,
    explain: (compared) =>
      compared.request.operation === 'DeleteTable'
        ? member('', '', withoutParts).explain(compared)
        : undefined,
  },
  {
    name: 'sizes of indexes, which DynamoDB Local takes for that of the table',
    because: 'API reference of IndexSizeBytes: "The total size of the specified index, in bytes"',
    explain: (compared) => {
      const outputs = outputsOf(compared)
      const name = compared.request.input['TableName']
      const table = compared.tables.find((one) => one.name === name)
      if (outputs === undefined || table === undefined) return undefined
      const sized: Change = (index) => ({ ...index, IndexSizeBytes: 0 })
      const right = described(outputs[1], same, (index) => ({
        ...index,
        IndexSizeBytes: indexSize(table, String(index['IndexName']), compared.stored),
      }))
      if (JSON.stringify(right) !== JSON.stringify(outputs[1])) return undefined
      return member('', '', same, sized).explain(compared)
    },
  },
  member('warm throughput', 'API reference of TableDescription', without('WarmThroughput')),
  member(
    'decreases of the throughput of an index',
    'API reference of ProvisionedThroughputDescription: counted for indexes as for tables',
    same,
    (description) => {
      const throughput = description['ProvisionedThroughput'] as Output | undefined
      return throughput === undefined
        ? description
        : { ...description, ProvisionedThroughput: without('NumberOfDecreasesToday')(throughput) }
    },
  ),
  {
    name: 'throughput of the indexes of a table on demand, which is nothing',
    because: 'observed on the service, as that of their table',
    explain: (compared) => {
      const [, engine] = outputsOf(compared) ?? []
      const description = (engine?.['TableDescription'] ?? engine?.['Table']) as Output | undefined
      const indexes = (description?.['GlobalSecondaryIndexes'] ?? []) as readonly Output[]
      const isNothing = indexes.every(
        (index) =>
          JSON.stringify(index['ProvisionedThroughput']) === '{"ReadCapacityUnits":0,"WriteCapacityUnits":0}',
      )
      return isNothing && JSON.stringify(description?.['BillingModeSummary'])?.includes('PAY_PER_REQUEST')
        ? member('', '', (table) => table, without('ProvisionedThroughput')).explain(compared)
        : undefined
    },
  },
]

const pair = (name: string, local: string, engine: string): KnownDifference =>
  wording(
    name,
    new RegExp(`^${local}`),
    new RegExp(`^(One or more parameter values were invalid: )?${engine}`),
  )

export const tableDifferences: readonly KnownDifference[] = [
  ...descriptions,
  pair(
    'throughput that is missing',
    'No provisioned throughput specified for the ',
    '(ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED|ProvisionedThroughput must be specified for index: )',
  ),
  pair(
    'a key schema that does not begin with a partition key',
    'No Hash Key specified in schema\\.',
    'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
  ),
  pair(
    'a key schema of two partition keys',
    'Too many hash keys specified\\.',
    '(Invalid KeySchema: The second KeySchemaElement is not a RANGE key type|(Invalid KeySchema: )?Some index key attributes? (are not defined|have no definition))',
  ),
  pair(
    'a name that is defined twice',
    'Cannot have two attributes with the same name',
    'Duplicate AttributeName in AttributeDefinitions: ',
  ),
  pair(
    'no indexes in a list of them',
    '[GL]SI list is empty/invalid',
    'List of \\w+SecondaryIndexes is empty',
  ),
  pair(
    'two indexes of one name',
    'Two global secondary indices have the same name',
    'Duplicate index name: ',
  ),
  pair(
    'two changes of one index',
    'Only one global secondary index update per index is allowed simultaneously\\.$',
    'Only one global secondary index update per index is allowed simultaneously\\. Index: ',
  ),
  pair(
    'a new index without definitions',
    'No Attribute Schema Defined$',
    'Invalid KeySchema: Some index key attribute have no definition$',
  ),
  pair(
    'a key attribute that is not defined',
    '(Attribute \\S+ is not defined in AttributeDefinitions|Hash Key not specified in Attribute Definitions)',
    'Some index key attributes are not defined',
  ),
  pair(
    'attributes that are defined and not used',
    'The number of attributes in key schema must match the number of attributes defined',
    '(Some AttributeDefinitions are not used|Number of attributes in KeySchema does not exactly match)',
  ),
  pair(
    'projected attributes without INCLUDE',
    'No attributes should be specified to be projected unless projection type is INCLUDE',
    'ProjectionType is \\w+, but NonKeyAttributes is specified',
  ),
  pair(
    'a key schema with one attribute twice',
    'Two keys can not have the same name',
    '(Invalid KeySchema: Some index key attribute have no definition|Both the Hash Key and the Range Key element in the KeySchema have the same name)',
  ),
  answered(
    'a fault of a table that is there already, at which DynamoDB Local does not look',
    observed,
    ({ request, local, engine }) =>
      request.operation === 'CreateTable' &&
      refusalOf(local) === 'ResourceInUseException: Cannot create preexisting table' &&
      (refusalOf(engine) ?? '').startsWith('ValidationException: '),
  ),
  answered(
    'an empty list of local indexes',
    observed,
    ({ request, local, engine }) =>
      request.operation === 'CreateTable' &&
      !(refusalOf(local) ?? '').startsWith('ResourceInUse') &&
      refusalOf(engine)?.endsWith('List of LocalSecondaryIndexes is empty') === true,
  ),
  pair(
    'a change of indexes that is none',
    'Update global secondary index action is null',
    'One of GlobalSecondaryIndexUpdate\\.Update, GlobalSecondaryIndexUpdate\\.Create, GlobalSecondaryIndexUpdate\\.Delete must not be null',
  ),
  pair('an update of nothing', 'Nothing to update', 'At least one of ProvisionedThroughput, BillingMode, '),
  pair(
    'a stream that is not there',
    'Table has no stream to disable',
    'Table has no stream to disable: TableName: ',
  ),
  pair('a stream without a view type', 'Invalid StreamViewType: ', 'StreamViewType must be specified when'),
  answered(
    'throughput of a table on demand, which DynamoDB Local takes',
    'API reference of CreateTable, ProvisionedThroughput with PAY_PER_REQUEST: "you cannot specify this property"',
    ({ local, engine }) =>
      'output' in local &&
      refusalOf(engine)?.endsWith(
        'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
      ) === true,
  ),
]
