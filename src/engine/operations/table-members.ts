import type {
  AttributeDefinition,
  BillingMode,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  OnDemandThroughput,
  Projection,
  ProvisionedThroughput,
  SSESpecification,
  StreamSpecification,
  TableClass,
  WarmThroughput,
} from '../../protocol/tables.js'
import {
  indexPartitionKeyAttributesMax,
  indexSortKeyAttributesMax,
  keyAttributeNameSizeBytesMax,
  throughputUnitsMax,
} from '../../protocol/limits.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { Constraints } from '../requests/constraints.js'
import { structures } from '../requests/java-form.js'
import { constrainIndexName } from '../requests/names.js'

/** Members that CreateTable and UpdateTable share. */
interface TableMembers {
  readonly StreamSpecification?: StreamSpecification | undefined
  readonly SSESpecification?: SSESpecification | undefined
  readonly TableClass?: TableClass | undefined
  readonly OnDemandThroughput?: OnDemandThroughput | undefined
  readonly WarmThroughput?: WarmThroughput | undefined
}

const streamViewTypes = ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']
const projectionTypes = ['ALL', 'INCLUDE', 'KEYS_ONLY']
const globalIndexKeysMax = indexPartitionKeyAttributesMax + indexSortKeyAttributesMax

export function constrainDefinitions(
  constraints: Constraints,
  definitions: readonly AttributeDefinition[] | undefined,
): void {
  definitions?.forEach((definition, index) => {
    const path = `attributeDefinitions.${index + 1}.member`
    constraints.notNull(definition.AttributeName, `${path}.attributeName`)
    constraints.length(definition.AttributeName, `${path}.attributeName`, 1, keyAttributeNameSizeBytesMax)
    constraints.notNull(definition.AttributeType, `${path}.attributeType`)
    constraints.oneOf(definition.AttributeType, `${path}.attributeType`, ['B', 'N', 'S'])
  })
}

export function constrainBillingMode(constraints: Constraints, mode: BillingMode | undefined): void {
  constraints.oneOf(mode, 'billingMode', ['PROVISIONED', 'PAY_PER_REQUEST'])
}

export function constrainSettings(constraints: Constraints, input: TableMembers): void {
  const { StreamSpecification, SSESpecification } = input
  if (StreamSpecification) {
    const path = 'streamSpecification'
    constraints.notNull(StreamSpecification.StreamEnabled, `${path}.streamEnabled`)
    constraints.oneOf(StreamSpecification.StreamViewType, `${path}.streamViewType`, streamViewTypes)
  }
  constraints.oneOf(SSESpecification?.SSEType, 'sSESpecification.sSEType', ['AES256', 'KMS'])
  constraints.oneOf(input.TableClass, 'tableClass', ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'])
  constrainWarmThroughput(constraints, input.WarmThroughput, 'warmThroughput')
}

export function constrainThroughput(
  constraints: Constraints,
  throughput: ProvisionedThroughput | undefined,
  path: string,
): void {
  if (!throughput) return
  for (const [value, member] of [
    [throughput.WriteCapacityUnits, 'writeCapacityUnits'],
    [throughput.ReadCapacityUnits, 'readCapacityUnits'],
  ] as const) {
    constraints.notNull(value, `${path}.${member}`)
    constraints.atLeast(value, `${path}.${member}`, 1)
  }
}

export function constrainWarmThroughput(
  constraints: Constraints,
  warm: WarmThroughput | undefined,
  path: string,
): void {
  constraints.atLeast(warm?.ReadUnitsPerSecond, `${path}.readUnitsPerSecond`, 1)
  constraints.atLeast(warm?.WriteUnitsPerSecond, `${path}.writeUnitsPerSecond`, 1)
}

export function constrainGlobalIndex(
  constraints: Constraints,
  index: GlobalSecondaryIndex,
  path: string,
): void {
  constrainIndex(constraints, index, path, globalIndexKeysMax)
  constrainThroughput(constraints, index.ProvisionedThroughput, `${path}.provisionedThroughput`)
  constrainWarmThroughput(constraints, index.WarmThroughput, `${path}.warmThroughput`)
}

export function constrainIndex(
  constraints: Constraints,
  index: LocalSecondaryIndex,
  path: string,
  keysMax: number,
): void {
  constraints.notNull(index.IndexName, `${path}.indexName`)
  constrainIndexName(constraints, index.IndexName, `${path}.indexName`)
  constrainKeySchema(constraints, index.KeySchema, `${path}.keySchema`, keysMax)
  constrainProjection(constraints, index.Projection, `${path}.projection`)
}

/** The same members as those of a global index of CreateTable, and another order of their faults. */
export function constrainAddedIndex(
  constraints: Constraints,
  index: GlobalSecondaryIndex,
  path: string,
): void {
  constrainProjection(constraints, index.Projection, `${path}.projection`)
  constraints.notNull(index.IndexName, `${path}.indexName`)
  constrainIndexName(constraints, index.IndexName, `${path}.indexName`)
  constrainThroughput(constraints, index.ProvisionedThroughput, `${path}.provisionedThroughput`)
  constrainKeySchema(constraints, index.KeySchema, `${path}.keySchema`, globalIndexKeysMax)
  constrainWarmThroughput(constraints, index.WarmThroughput, `${path}.warmThroughput`)
}

function constrainProjection(
  constraints: Constraints,
  projection: Projection | undefined,
  path: string,
): void {
  if (!constraints.notNull(projection, path)) return
  constraints.oneOf(projection?.ProjectionType, `${path}.projectionType`, projectionTypes)
  constraints.length(projection?.NonKeyAttributes, `${path}.nonKeyAttributes`, 1, Infinity)
}

export function constrainKeySchema(
  constraints: Constraints,
  schema: readonly KeySchemaElement[] | undefined,
  path: string,
  keysMax: number,
): void {
  if (!constraints.notNull(schema, path)) return
  if (schema) constraints.count(schema, path, keysMax, structures.keySchemaElement)
  schema?.forEach((element, index) => {
    constraints.notNull(element.AttributeName, `${path}.${index + 1}.member.attributeName`)
    constraints.notNull(element.KeyType, `${path}.${index + 1}.member.keyType`)
    constraints.oneOf(element.KeyType, `${path}.${index + 1}.member.keyType`, ['HASH', 'RANGE'])
  })
}

/** Throws when a request has a parameter that the service knows and this engine does not. */
export function assertImplemented(input: object, parameters: readonly string[]): void {
  const members = input as { readonly [name: string]: unknown }
  const given = parameters.find((name) => members[name] !== undefined && members[name] !== null)
  if (given !== undefined) throw invalidRequest(messages.notImplemented(given))
}

/** Throws when units are beyond what the service counts. Without `index` they are those of a table. */
export function assertThroughputBounds(throughput: ProvisionedThroughput | undefined, index?: string): void {
  for (const member of ['ReadCapacityUnits', 'WriteCapacityUnits'] as const) {
    const value = throughput?.[member] ?? 0
    if (value <= throughputUnitsMax) continue
    throw invalidRequest(
      index === undefined
        ? messages.throughputOutOfBounds(value, member)
        : messages.indexThroughputOutOfBounds(value, member, index),
    )
  }
}

const onDemandMembers = ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const

/** The first member that is given, which faults of the whole name. */
export function onDemandMember(throughput: OnDemandThroughput | undefined): string | undefined {
  return onDemandMembers.find((member) => throughput?.[member] !== undefined && throughput[member] !== null)
}

/** Throws when a limit on demand is out of range. `isNew` is set where there is none yet that -1 could take away. */
export function assertOnDemandThroughput(throughput: OnDemandThroughput | undefined, isNew: boolean): void {
  for (const member of onDemandMembers) {
    const value = throughput?.[member] ?? 1
    const isRemoval = value === -1 && !isNew
    if (value < 1 && !isRemoval) throw invalidRequest(messages.onDemandOutOfRange(member))
  }
}

export function assertEncryption(specification: SSESpecification | undefined): void {
  if (!specification) return
  const { Enabled, SSEType, KMSMasterKeyId } = specification
  if (SSEType === 'AES256') throw invalidRequest(messages.encryptionTypeNotSupported(SSEType))
  if (Enabled !== true && (SSEType || KMSMasterKeyId)) throw invalidRequest(messages.keyWithoutEncryption)
}

export function assertStream(specification: StreamSpecification | undefined, isNew: boolean): void {
  if (!specification) return
  const { StreamEnabled, StreamViewType } = specification
  if (StreamEnabled && !StreamViewType) throw invalidRequest(messages.streamWithoutView)
  if (!StreamEnabled && StreamViewType) {
    throw invalidRequest(isNew ? messages.viewWithoutNewStream : messages.viewWithoutStream)
  }
}

/** Throws unless an index that takes part in a table of this billing mode has throughput where that is needed, and only there. */
export function assertIndexThroughput(
  name: string,
  throughput: ProvisionedThroughput | undefined,
  billingMode: BillingMode,
): void {
  const isOnDemand = billingMode === 'PAY_PER_REQUEST'
  if (isOnDemand && throughput) throw invalidRequest(messages.indexThroughputWithOnDemand(name))
  if (!isOnDemand && !throughput) throw invalidRequest(messages.indexThroughputMissing(name))
}
