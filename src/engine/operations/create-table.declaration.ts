import { indexOfRepeated } from '../../core/repeated.js'
import {
  globalIndexesPerTableMax,
  indexPartitionKeyAttributesMax,
  indexSortKeyAttributesMax,
  localIndexesPerTableMax,
  projectedNonKeyAttributesMax,
} from '../../protocol/limits.js'
import type {
  CreateTableInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  Projection,
} from '../../protocol/tables.js'
import { inFilledJavaHashOrder } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { assertIndexThroughput, assertThroughputBounds, onDemandMember } from './table-members.js'

/** Throws unless the members of the declaration, each sound by itself, go together. */
export function assertTableDeclaration(input: CreateTableInput): void {
  assertBilling(input)
  const definitions = namesOf(input.AttributeDefinitions)
  const tableKeys = namesOf(input.KeySchema)
  if (tableKeys.length > definitions.length) throw invalidRequest(messages.keysWithoutDefinition)
  assertDefined(tableKeys, definitions)
  assertPair(input.KeySchema ?? [])
  const repeated = definitions[indexOfRepeated(definitions)]
  if (repeated !== undefined) throw invalidRequest(messages.duplicateDefinition(repeated))
  const hasIndexes = Boolean(input.LocalSecondaryIndexes ?? input.GlobalSecondaryIndexes)
  if (!hasIndexes && tableKeys.length !== definitions.length) throw invalidRequest(messages.definitionsUnused)
  const names = new Set<string>()
  assertLocalIndexes(input, definitions, names)
  assertGlobalIndexes(input, definitions, names)
  assertProjectionsFit(input)
  assertDefinitionsUsed(input, definitions)
}

function assertBilling(input: CreateTableInput): void {
  const isOnDemand = input.BillingMode === 'PAY_PER_REQUEST'
  if (isOnDemand && input.ProvisionedThroughput) throw invalidRequest(messages.throughputWithOnDemand)
  if (!isOnDemand && !input.ProvisionedThroughput) throw invalidRequest(messages.throughputMissing)
  const member = isOnDemand ? undefined : onDemandMember(input.OnDemandThroughput)
  if (member !== undefined) throw invalidRequest(messages.onDemandOfNewWithProvisioned(member))
  assertThroughputBounds(input.ProvisionedThroughput)
}

function assertLocalIndexes(
  input: CreateTableInput,
  definitions: readonly string[],
  names: Set<string>,
): void {
  const indexes = input.LocalSecondaryIndexes
  if (!indexes) return
  if (indexes.length === 0) throw invalidRequest(messages.emptyLocalIndexes)
  if (input.KeySchema?.length !== 2) throw invalidRequest(messages.localIndexNeedsRange)
  const tableHash = namesOf(input.KeySchema)[0] as string
  for (const index of indexes) {
    const keys = namesOf(index.KeySchema)
    const name = index.IndexName as string
    assertDefined(keys, definitions)
    assertPair(index.KeySchema ?? [])
    if (keys.length !== 2) throw invalidRequest(messages.localIndexWithoutRange(name))
    if (keys[0] !== tableHash) {
      throw invalidRequest(messages.localIndexOtherHash(name, keys[0] as string, tableHash))
    }
    assertProjection(index)
    assertNewName(name, names)
  }
  if (indexes.length > localIndexesPerTableMax) {
    throw invalidRequest(messages.tooManyLocalIndexes(localIndexesPerTableMax))
  }
}

function assertGlobalIndexes(
  input: CreateTableInput,
  definitions: readonly string[],
  names: Set<string>,
): void {
  const indexes = input.GlobalSecondaryIndexes
  if (!indexes) return
  if (indexes.length === 0) throw invalidRequest(messages.emptyGlobalIndexes)
  for (const index of indexes) {
    assertGlobalIndex(index, definitions)
    const name = index.IndexName as string
    assertThroughputBounds(index.ProvisionedThroughput, name)
    assertIndexThroughput(name, index.ProvisionedThroughput, input.BillingMode ?? 'PROVISIONED')
    assertNewName(name, names)
  }
  if (indexes.length > globalIndexesPerTableMax) {
    throw invalidRequest(messages.tooManyGlobalIndexes(globalIndexesPerTableMax))
  }
}

/** Throws unless key and projection of a global index are what they may be, and its key attributes are defined. */
export function assertGlobalIndex(index: GlobalSecondaryIndex, definitions: readonly string[]): void {
  assertDefined(namesOf(index.KeySchema), definitions)
  assertGlobalKey(index)
  assertProjection(index)
}

/** The key of a table or local index: a hash element, and a range element perhaps. */
function assertPair(schema: readonly KeySchemaElement[]): void {
  const [first, second] = schema
  if (second !== undefined && first?.AttributeName === second.AttributeName) {
    throw invalidRequest(messages.sameKeyTwice)
  }
  if (first?.KeyType !== 'HASH') throw invalidRequest(messages.firstKeyNotHash)
  if (second !== undefined && second.KeyType !== 'RANGE') throw invalidRequest(messages.secondKeyNotRange)
}

/** The key of a global index: up to four hash elements, then up to four range elements. */
function assertGlobalKey(index: GlobalSecondaryIndex): void {
  const schema = index.KeySchema ?? []
  if (schema.length <= 2 && schema[1]?.KeyType !== 'HASH') return assertPair(schema)
  if (schema[0]?.KeyType !== 'HASH') throw invalidRequest(messages.firstKeyNotHash)
  const hashes = schema.filter((element) => element.KeyType === 'HASH').length
  if (schema.slice(0, hashes).some((element) => element.KeyType !== 'HASH')) {
    throw invalidRequest(messages.hashAfterRange)
  }
  const hashesMax = indexPartitionKeyAttributesMax
  if (hashes > hashesMax) throw invalidRequest(messages.tooManyIndexKeys('HASH'))
  const rangesMax = indexSortKeyAttributesMax
  if (schema.length - hashes > rangesMax) {
    throw invalidRequest(messages.tooManyIndexKeys('RANGE'))
  }
  const keys = namesOf(schema)
  if (new Set(keys).size < keys.length) throw invalidRequest(messages.duplicateKeyAttribute)
}

function assertProjection({ Projection }: LocalSecondaryIndex): void {
  const type = Projection?.ProjectionType
  const attributes = Projection?.NonKeyAttributes
  if (!type) throw invalidRequest(messages.unknownProjection)
  if (type !== 'INCLUDE') {
    if (attributes) throw invalidRequest(messages.projectionWithoutInclude(type))
    return
  }
  if (!attributes) throw invalidRequest(messages.includeWithoutAttributes)
  assertProjectedCount([Projection])
  const repeated = attributes[indexOfRepeated(attributes)]
  if (repeated !== undefined) throw invalidRequest(messages.includeWithDuplicate(repeated))
}

function assertProjectionsFit(input: CreateTableInput): void {
  const indexes = [...(input.LocalSecondaryIndexes ?? []), ...(input.GlobalSecondaryIndexes ?? [])]
  assertProjectedCount(indexes.map((each) => each.Projection))
}

/** Throws when indexes project more attributes by name than all indexes of a table may together. */
export function assertProjectedCount(projections: readonly (Projection | undefined)[]): void {
  const projected = projections.reduce((sum, each) => sum + (each?.NonKeyAttributes?.length ?? 0), 0)
  if (projected > projectedNonKeyAttributesMax) {
    throw invalidRequest(messages.tooManyProjected(projectedNonKeyAttributesMax))
  }
}

function assertDefinitionsUsed(input: CreateTableInput, definitions: readonly string[]): void {
  const schemas = [input, ...(input.LocalSecondaryIndexes ?? []), ...(input.GlobalSecondaryIndexes ?? [])]
  const used = schemas.flatMap((each) => namesOf(each.KeySchema))
  if (definitions.every((name) => used.includes(name))) return
  const listed = inFilledJavaHashOrder(definitions, true)
  throw invalidRequest(messages.definitionsUnusedByIndexes(inFilledJavaHashOrder(used, false), listed))
}

function assertDefined(keys: readonly string[], definitions: readonly string[]): void {
  if (keys.every((key) => definitions.includes(key))) return
  if (definitions.length < new Set(keys).size) throw invalidRequest(messages.keysWithoutDefinition)
  const listed = inFilledJavaHashOrder(definitions, true)
  throw invalidRequest(messages.keysNotDefined(inFilledJavaHashOrder(keys, true), listed))
}

function assertNewName(name: string, names: Set<string>): void {
  if (names.has(name)) throw invalidRequest(messages.duplicateIndex(name))
  names.add(name)
}

export function namesOf(elements: readonly { AttributeName: string | undefined }[] | undefined): string[] {
  return (elements ?? []).map((element) => element.AttributeName as string)
}
