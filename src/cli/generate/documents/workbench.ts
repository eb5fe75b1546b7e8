import type { AttributeMap } from '../../../protocol/attribute-value.js'
import type { AttributeDefinition, GlobalSecondaryIndex, KeySchemaElement } from '../../../protocol/tables.js'
import { generatedBy } from '../generated-by.js'
import type { TablePlan } from '../infrastructure/table-plan.js'
import { given } from '../infrastructure/table-plan.js'
import { scalings } from '../infrastructure/cloudformation-resources.js'
import { jsonText } from '../json-text.js'
import type { SampledEntity } from './samples.js'

/** A data model for NoSQL Workbench, with what its format has no place for. */
interface WorkbenchFile {
  readonly text: string
  readonly warnings: readonly string[]
}

type Json = Readonly<Record<string, unknown>>

/** Dates without time: the file is the same whenever it is generated. */
const dated = 'Jan 01, 2026, 12:00 PM'

/**
 * The data model of all tables: a facet for each entity, with sample items.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/workbench.Modeler.html
 */
export function workbench(plans: readonly TablePlan[], entities: readonly SampledEntity[]): WorkbenchFile {
  const metadata = {
    Author: 'monotable',
    DateCreated: dated,
    DateLastModified: dated,
    Description: generatedBy,
    AWSService: 'Amazon DynamoDB',
    Version: '3.0',
  }
  const names = plans.map(({ schemaName }) => schemaName).join('-')
  const models = plans.map((plan) =>
    tableModel(
      plan,
      entities.filter(({ model }) => model.table.name === plan.schemaName),
    ),
  )
  return {
    text: jsonText({ ModelName: names, ModelMetadata: metadata, DataModel: models }),
    warnings: plans.flatMap(leftOut),
  }
}

function tableModel(plan: TablePlan, entities: readonly SampledEntity[]): Json {
  const { input, schemaName } = plan
  const types = new Map(
    (input.AttributeDefinitions ?? []).map((attribute) => [attribute.AttributeName, attribute]),
  )
  const keys = new Set((input.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName))
  const stored = entities.flatMap(({ samples }) => samples.map((sample) => sample.stored))
  return {
    TableName: schemaName,
    KeyAttributes: keyAttributes(input.KeySchema, types),
    NonKeyAttributes: attributesOf(stored, types, keys),
    TableFacets: entities.map((entity) => facet(plan, entity, keys)),
    ...given(
      'GlobalSecondaryIndexes',
      indexesOf(plan).map((index) => indexModel(index, types)),
    ),
    DataAccess: { MySql: {} },
    BillingMode: input.BillingMode,
    ...given('ProvisionedCapacitySettings', capacity(plan)),
  }
}

/** The indexes that a model can have: its keys are one attribute each. */
const indexesOf = ({ input }: TablePlan): readonly GlobalSecondaryIndex[] =>
  (input.GlobalSecondaryIndexes ?? []).filter(isSimple)

const isSimple = ({ KeySchema }: GlobalSecondaryIndex): boolean =>
  (['HASH', 'RANGE'] as const).every(
    (type) => (KeySchema ?? []).filter((element) => element.KeyType === type).length <= 1,
  )

function leftOut({ schemaName, input }: TablePlan): readonly string[] {
  const several = (input.GlobalSecondaryIndexes ?? []).filter((index) => !isSimple(index))
  const names = [...several, ...(input.LocalSecondaryIndexes ?? [])].map(({ IndexName }) => IndexName)
  if (names.length === 0) return []
  return [
    `workbench.json leaves out ${names.join(', ')} of table ${schemaName}: a data model has neither local indexes nor keys of several attributes`,
  ]
}

type Types = ReadonlyMap<string | undefined, AttributeDefinition>

function keyAttributes(schema: readonly KeySchemaElement[] = [], types: Types): Json {
  const key = (type: KeySchemaElement['KeyType']): Json | undefined => {
    const found = schema.find(({ KeyType }) => KeyType === type)
    return found && { ...types.get(found.AttributeName) }
  }
  return { PartitionKey: key('HASH'), ...given('SortKey', key('RANGE')) }
}

/** The attributes of the samples and of the indexes, each with the type that it has first. */
function attributesOf(
  items: readonly AttributeMap[],
  types: Types,
  keys: ReadonlySet<string>,
): readonly Json[] {
  const known = new Map<string, string>()
  for (const { AttributeName = '', AttributeType = '' } of types.values())
    known.set(AttributeName, AttributeType)
  for (const item of items)
    for (const [name, value] of Object.entries(item))
      if (!known.has(name)) known.set(name, Object.keys(value)[0] ?? 'S')
  return [...known]
    .filter(([name]) => !keys.has(name))
    .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))
}

function facet({ input }: TablePlan, { model, samples }: SampledEntity, keys: ReadonlySet<string>): Json {
  const [partition, sort] = input.KeySchema ?? []
  const stored = samples.map((sample) => sample.stored)
  const names = new Set([
    ...model.fields.map(({ storedName }) => storedName),
    ...stored.flatMap((item) => Object.keys(item)),
  ])
  return {
    FacetName: model.name,
    KeyAttributeAlias: {
      PartitionKeyAlias: partition?.AttributeName,
      ...given('SortKeyAlias', sort?.AttributeName),
    },
    TableData: stored.map(jsonItem),
    NonKeyAttributes: [...names].filter((name) => !keys.has(name)),
    DataAccess: { MySql: {} },
  }
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** Bytes are base64 in JSON. */
function jsonItem(item: AttributeMap): unknown {
  return JSON.parse(
    JSON.stringify(item, (_, value: unknown) => (value instanceof Uint8Array ? base64(value) : value)),
  )
}

function indexModel(index: GlobalSecondaryIndex, types: Types): Json {
  return {
    IndexName: index.IndexName,
    KeyAttributes: keyAttributes(index.KeySchema ?? [], types),
    Projection: { ...index.Projection },
  }
}

function capacity(plan: TablePlan): Json | undefined {
  const { ProvisionedThroughput } = plan.input
  if (ProvisionedThroughput === undefined) return undefined
  const own = scalings(plan).filter(({ index }) => index === undefined)
  return {
    ProvisionedThroughput: { ...ProvisionedThroughput },
    ...Object.fromEntries(
      own.map(({ direction, bounds }) => [
        `AutoScaling${direction}`,
        {
          ScalableTargetRequest: {
            MinCapacity: bounds.min,
            MaxCapacity: bounds.max,
            ServiceRole: 'AWSServiceRoleForApplicationAutoScaling_DynamoDBTable',
          },
          ScalingPolicyConfiguration: { TargetValue: bounds.targetPercent },
        },
      ]),
    ),
  }
}
