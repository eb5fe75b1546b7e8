import type { EntityModel, PatternModel } from '../../../schema/index.js'
import { jsonText } from '../json-text.js'
import type { TablePlan } from '../infrastructure/table-plan.js'
import { identifierOf } from '../infrastructure/table-plan.js'

type KeyAttribute = PatternModel['partition'][number]

interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: string
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[] | string>>>>
}

const reads = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query']
const writes = [
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
]

/**
 * The least that the repositories need: reads and writes of each entity within partitions of its own, and queries of the
 * indexes that it has access patterns for. No scans, and nothing about tables themselves. Where one attribute is part of
 * the partition key of every entity, a second policy holds a principal to the partitions of its own tag of that name; it
 * leaves out the indexes whose partitions hold items of several tenants, and those with keys of several attributes, of
 * which IAM compares one.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function iamPolicies(
  plans: readonly TablePlan[],
  models: readonly EntityModel[],
): ReadonlyMap<string, string> {
  const files = new Map([
    ['iam-policy.json', policyText(plans.flatMap((plan) => statementsOf(plan, models, undefined)))],
  ])
  const tenant = tenantOf(models)
  if (tenant !== undefined)
    files.set(
      'iam-policy.tenant.json',
      policyText(plans.flatMap((plan) => statementsOf(plan, models, tenant))),
    )
  return files
}

const policyText = (Statement: readonly Statement[]): string => jsonText({ Version: '2012-10-17', Statement })

/** The attribute that every partition of a table is for one value of. */
function tenantOf(models: readonly EntityModel[]): string | undefined {
  const keys = models.flatMap((model) => [
    model.primary.partitionHoles,
    ...model.uniques.map(({ partition }) => partition.flatMap(({ holes }) => holes)),
  ])
  return keys[0]?.find((name) => keys.every((holes) => holes.includes(name)))
}

function statementsOf(
  { schemaName, input, deployment }: TablePlan,
  models: readonly EntityModel[],
  tenant: string | undefined,
): readonly Statement[] {
  const table = `arn:aws:dynamodb:*:*:table/${input.TableName}`
  const own = models.filter((model) => model.table.name === schemaName)
  const statements = own.flatMap((model) => {
    const name = identifierOf(model.name)
    const keys = [model.primary.partition, ...model.uniques.map(({ partition }) => partition)]
    return [
      ...statement(`${name}Read`, reads, table, [model.primary.partition], tenant),
      ...statement(`${name}Write`, writes, table, keys, tenant),
      ...model.patterns.flatMap((pattern) =>
        statement(
          `${name}${identifierOf(pattern.name)}`,
          ['dynamodb:Query'],
          `${table}/index/${pattern.index}`,
          [pattern.partition],
          tenant,
        ),
      ),
    ]
  })
  const { encryption, replicas = [] } = deployment
  if (typeof encryption !== 'object') return statements
  const keys = [
    encryption.kmsKeyArn,
    ...replicas.flatMap((each) => (typeof each === 'string' ? [] : (each.kmsKeyArn ?? []))),
  ]
  return [
    ...statements,
    ...keys.map((key, place): Statement => ({
      Sid: `${identifierOf(schemaName)}Key${place === 0 ? '' : place}`,
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: key,
      Condition: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } },
    })),
  ]
}

/** None where a tenant's partitions cannot be told from others by one leading key. */
function statement(
  Sid: string,
  Action: readonly string[],
  Resource: string,
  keys: readonly (readonly KeyAttribute[])[],
  tenant: string | undefined,
): readonly Statement[] {
  const leading = keys.map((partition) => leadingKey(partition, tenant))
  const isKnown = !leading.includes(undefined)
  if (!isKnown && tenant !== undefined) return []
  const texts = [...new Set(leading.filter((text) => text !== undefined))]
  // A condition that everything fulfils says nothing.
  const isOpen = !isKnown || texts.includes('*')
  const condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': texts } }
  return [{ Sid, Effect: 'Allow', Action, Resource, ...(isOpen ? {} : { Condition: condition }) }]
}

/** The partition key as IAM compares it: each value stands for any text, that of the tenant for the principal's tag. */
function leadingKey(partition: readonly KeyAttribute[], tenant: string | undefined): string | undefined {
  const [key, ...others] = partition
  if (key === undefined || others.length > 0 || key.type !== 'S') return undefined
  if (tenant !== undefined && !key.holes.includes(tenant)) return undefined
  const hole = (name: string): string => (name === tenant ? `\${aws:PrincipalTag/${name}}` : '*')
  if (key.kind !== 'template') return hole(key.field.name)
  const parts = key.template.segments.map((segment) =>
    segment.kind === 'literal'
      ? segment.text.replace(/[*?$]/g, (character) => `\${${character}}`)
      : hole(segment.name),
  )
  return parts.join('')
}
