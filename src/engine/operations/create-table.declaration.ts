import { limits } from '../../protocol/limits.js'
import type {
  CreateTableInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
} from '../../protocol/tables.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'

/** Throws unless the members of the declaration, each sound by itself, go together. */
export function assertTableDeclaration(input: CreateTableInput): void {
  assertBilling(input)
  const definitions = namesOf(input.AttributeDefinitions)
  const tableKeys = namesOf(input.KeySchema)
  if (tableKeys.length > definitions.length) throw invalidRequest(messages.keysWithoutDefinition)
  assertDefined(tableKeys, definitions)
  assertPair(input.KeySchema ?? [])
  const repeated = definitions.find((name, index) => definitions.indexOf(name) !== index)
  if (repeated !== undefined) throw invalidRequest(messages.duplicateDefinition(repeated))
  const hasIndexes = Boolean(input.LocalSecondaryIndexes ?? input.GlobalSecondaryIndexes)
  if (!hasIndexes && tableKeys.length !== definitions.length) throw invalidRequest(messages.definitionsUnused)
  const names = new Set<string>()
  assertLocalIndexes(input, definitions, names)
  assertGlobalIndexes(input, definitions, names)
  assertProjectionsFit(input)
  assertDefinitionsUsed(input, definitions)
  assertStream(input)
}

function assertBilling(input: CreateTableInput): void {
  const isOnDemand = input.BillingMode === 'PAY_PER_REQUEST'
  if (isOnDemand && input.ProvisionedThroughput) throw invalidRequest(messages.throughputWithOnDemand)
  if (!isOnDemand && !input.ProvisionedThroughput) throw invalidRequest(messages.throughputMissing)
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
  if (indexes.length > limits.localIndexesPerTableMax) {
    throw invalidRequest(messages.tooManyLocalIndexes(limits.localIndexesPerTableMax))
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
    assertDefined(namesOf(index.KeySchema), definitions)
    assertGlobalKey(index)
    assertProjection(index)
    assertIndexThroughput(index, input)
    assertNewName(index.IndexName as string, names)
  }
  if (indexes.length > limits.globalIndexesPerTableMax) {
    throw invalidRequest(messages.tooManyGlobalIndexes(limits.globalIndexesPerTableMax))
  }
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
  const name = index.IndexName as string
  if (schema.length <= 2 && schema[1]?.KeyType !== 'HASH') return assertPair(schema)
  if (schema[0]?.KeyType !== 'HASH') throw invalidRequest(messages.firstKeyNotHash)
  const hashes = schema.filter((element) => element.KeyType === 'HASH').length
  if (schema.slice(0, hashes).some((element) => element.KeyType !== 'HASH')) {
    throw invalidRequest(messages.hashAfterRange)
  }
  const hashesMax = limits.indexPartitionKeyAttributesMax
  if (hashes > hashesMax) throw invalidRequest(messages.tooManyIndexKeys('HASH', name, hashesMax))
  const rangesMax = limits.indexSortKeyAttributesMax
  if (schema.length - hashes > rangesMax) {
    throw invalidRequest(messages.tooManyIndexKeys('RANGE', name, rangesMax))
  }
  const keys = namesOf(schema)
  const repeated = keys.find((key, at) => keys.indexOf(key) !== at)
  if (repeated !== undefined) throw invalidRequest(messages.duplicateKeyAttribute(repeated, name))
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
  const repeated = attributes.find((name, index) => attributes.indexOf(name) !== index)
  if (repeated !== undefined) throw invalidRequest(messages.includeWithDuplicate(repeated))
}

function assertIndexThroughput(index: GlobalSecondaryIndex, { BillingMode }: CreateTableInput): void {
  const name = index.IndexName as string
  const isOnDemand = BillingMode === 'PAY_PER_REQUEST'
  if (isOnDemand && index.ProvisionedThroughput) {
    throw invalidRequest(messages.indexThroughputWithOnDemand(name))
  }
  if (!isOnDemand && !index.ProvisionedThroughput) throw invalidRequest(messages.indexThroughputMissing(name))
}

function assertProjectionsFit(input: CreateTableInput): void {
  const indexes = [...(input.LocalSecondaryIndexes ?? []), ...(input.GlobalSecondaryIndexes ?? [])]
  const projected = indexes.reduce((sum, each) => sum + (each.Projection?.NonKeyAttributes?.length ?? 0), 0)
  if (projected > limits.projectedNonKeyAttributesMax) {
    throw invalidRequest(messages.tooManyProjected(limits.projectedNonKeyAttributesMax))
  }
}

function assertDefinitionsUsed(input: CreateTableInput, definitions: readonly string[]): void {
  const schemas = [input, ...(input.LocalSecondaryIndexes ?? []), ...(input.GlobalSecondaryIndexes ?? [])]
  const used = new Set(schemas.flatMap((each) => namesOf(each.KeySchema)))
  if (definitions.some((name) => !used.has(name))) {
    throw invalidRequest(messages.definitionsUnusedByIndexes([...used], definitions))
  }
}

function assertStream({ StreamSpecification }: CreateTableInput): void {
  if (!StreamSpecification) return
  const { StreamEnabled, StreamViewType } = StreamSpecification
  if (StreamEnabled && !StreamViewType) throw invalidRequest(messages.streamWithoutView)
  if (!StreamEnabled && StreamViewType) throw invalidRequest(messages.viewWithoutStream)
}

function assertDefined(keys: readonly string[], definitions: readonly string[]): void {
  if (keys.some((key) => !definitions.includes(key))) {
    throw invalidRequest(messages.keysNotDefined(keys, definitions))
  }
}

function assertNewName(name: string, names: Set<string>): void {
  if (names.has(name)) throw invalidRequest(messages.duplicateIndex(name))
  names.add(name)
}

function namesOf(elements: readonly { AttributeName: string | undefined }[] | undefined): string[] {
  return (elements ?? []).map((element) => element.AttributeName as string)
}
