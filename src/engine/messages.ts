/**
 * What the service says about tables, items, keys and requests, word for word: a catalogue, so that wording is in one
 * place and searchable. Spelling and spacing are the service's own, mistakes included.
 */
const invalid = 'One or more parameter values were invalid: '
const notValid = 'One or more parameter values are not valid. '

const seeLimits =
  'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** As `Friday, July 14, 2017 2:59:06 PM UTC`. */
function dateText(time: number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = date.getUTCHours()
  const clock = `${hours % 12 === 0 ? 12 : hours % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  const day = `${days[date.getUTCDay()]}, ${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`
  return `${day} ${clock} ${hours < 12 ? 'AM' : 'PM'} UTC`
}

export const messages = {
  // Constraint faults, gathered into one message.
  detected: (faults: readonly string[]): string =>
    `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected: ${faults.join('; ')}`,
  fault: (value: string | undefined, path: string, constraint: string): string =>
    `Value ${value === undefined ? 'null' : `'${value}'`} at '${path}' failed to satisfy constraint: ${constraint}`,
  newerFault: (member: string, constraint: string): string =>
    `Value at '${member}' failed to satisfy constraint: ${constraint}`,
  unnamedFault: (constraint: string): string => `Failed to satisfy constraint: ${constraint}`,
  notNull: 'Member must not be null',
  lengthMin: (length: number): string => `Member must have length greater than or equal to ${length}`,
  lengthMax: (length: number): string => `Member must have length less than or equal to ${length}`,
  valueMin: (value: number): string => `Member must have value greater than or equal to ${value}`,
  valueMax: (value: number): string => `Member must have value less than or equal to ${value}`,
  pattern: (pattern: string): string => `Member must satisfy regular expression pattern: ${pattern}`,
  enumeration: (values: readonly string[]): string =>
    `Member must satisfy enum value set: [${values.join(', ')}]`,

  // Requests.
  unknownOperation: '',
  notAString: 'Unexpected token received from parser',
  notAStructure: 'Unexpected field type',
  namesWithoutExpressions: 'ExpressionAttributeNames can only be specified when using expressions',
  valuesWithoutExpressions: (parameters: readonly string[]): string =>
    `ExpressionAttributeValues can only be specified when using expressions: ${parameters.join(' and ')} ${parameters.length > 1 ? 'are' : 'is'} null`,
  valuesWithoutExpressionsNewer: 'ExpressionAttributeValues can only be specified when using expressions',
  returnValuesOldOnly: 'ReturnValues can only be ALL_OLD or NONE',

  // Tables.
  notFound: 'Requested resource not found',
  tableNotFound: (name: string): string => `Requested resource not found: Table: ${name} not found`,
  tableNameLength: (least: number, most: number): string =>
    `TableName must be at least ${least} characters long and at most ${most} characters long`,
  tableExists: (name: string): string => `Table already exists: ${name}`,
  tableProtected:
    'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  tooManyTables: (limit: number): string =>
    `Subscriber limit exceeded: There is a limit of ${limit} tables per subscriber`,
  tooManyChanges: (limit: number): string =>
    `Subscriber limit exceeded: Only ${limit} tables can be created, updated, or deleted simultaneously`,
  tableBeing: (change: 'created' | 'deleted' | 'updated', name: string): string =>
    `Attempt to change a resource which is still in use: Table is being ${change}: ${name}`,
  indexBeingCreated: 'Attempt to change a resource which is still in use: Index is being created.',
  /** Not the service's words: it knows the parameter. */
  notImplemented: (parameter: string): string => `The parameter ${parameter} is not supported by this engine`,
  throughputWithOnDemand: `${invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
  throughputMissing: `${invalid}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
  indexThroughputWithOnDemand: (index: string): string =>
    `${invalid}ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
  indexThroughputMissing: (index: string): string =>
    `${invalid}ProvisionedThroughput must be specified for index: ${index}`,
  throughputOutOfBounds: (value: number, member: string): string =>
    `Given value ${value} for ${member} is out of bounds`,
  indexThroughputOutOfBounds: (value: number, member: string, index: string): string =>
    `Given value ${value} for ${member} is out of bounds for index ${index}`,
  throughputAboveTable: (
    member: string,
    value: number,
    table: string,
    region: string,
    limit: number,
  ): string =>
    `The requested ${member}, ${value}, is above the per-table maximum for the table ${table} in ${region}. Per-table maximum: ${limit}. ${seeLimits}`,
  throughputAboveAccount: (member: string, value: number, region: string, limit: number): string =>
    `The requested ${member}, ${value}, is above the per-account maximum in ${region}. Per-account maximum: ${limit}. ${seeLimits}`,
  onDemandOfNewWithProvisioned: (member: string): string =>
    `${invalid}${member} for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
  onDemandWithProvisioned: (member: string): string =>
    `${invalid}${member} for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED`,
  onDemandOutOfRange: (member: string): string =>
    `${invalid}Requested ${member} for OnDemandThroughput for table is outside of valid range`,
  warmThroughputDecreased: `${invalid}Requested WarmThroughput is lower than the current WarmThroughput`,
  keysWithoutDefinition: 'Invalid KeySchema: Some index key attribute have no definition',
  keysNotDefined: (keys: readonly string[], definitions: readonly string[]): string =>
    `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(', ')}], AttributeDefinitions: [${definitions.join(', ')}]`,
  sameKeyTwice: 'Both the Hash Key and the Range Key element in the KeySchema have the same name',
  firstKeyNotHash: 'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
  secondKeyNotRange: 'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
  hashAfterRange: `${invalid}All HASH key attributes must precede RANGE key attributes in the KeySchema`,
  tooManyIndexKeys: (type: string): string =>
    `${invalid}The KeySchema exceeds the maximum allowed number of ${type} key attributes`,
  duplicateKeyAttribute: 'The KeySchema contains multiple key attributes with the same name',
  duplicateDefinition: (name: string): string =>
    `${invalid}Duplicate AttributeName in AttributeDefinitions: ${name}`,
  definitionsUnused: `${invalid}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
  definitionsUnusedByIndexes: (keys: readonly string[], definitions: readonly string[]): string =>
    `${invalid}Some AttributeDefinitions are not used. AttributeDefinitions: [${definitions.join(', ')}], keys used: [${keys.join(', ')}]`,
  emptyLocalIndexes: `${invalid}List of LocalSecondaryIndexes is empty`,
  emptyGlobalIndexes: `${invalid}List of GlobalSecondaryIndexes is empty`,
  localIndexNeedsRange: `${invalid}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
  localIndexWithoutRange: (index: string): string =>
    `${invalid}Index KeySchema does not have a range key for index: ${index}`,
  localIndexOtherHash: (index: string, hash: string, tableHash: string): string =>
    `${invalid}Index KeySchema does not have the same leading hash key as table KeySchema for index: ${index}. index hash key: ${hash}, table hash key: ${tableHash}`,
  unknownProjection: `${invalid}Unknown ProjectionType: null`,
  projectionWithoutInclude: (type: string): string =>
    `${invalid}ProjectionType is ${type}, but NonKeyAttributes is specified`,
  includeWithoutAttributes: `${invalid}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
  includeWithDuplicate: (attribute: string): string =>
    `${invalid}Duplicate attribute in NonKeyAttributes: ${attribute}`,
  tooManyProjected: (limit: number): string =>
    `${invalid}Too many NonKeyAttributes are specified across all indexes. Limit: ${limit}`,
  duplicateIndex: (index: string): string => `${invalid}Duplicate index name: ${index}`,
  tooManyLocalIndexes: (limit: number): string =>
    `${invalid}Number of LocalSecondaryIndexes exceeds per-table limit of ${limit}`,
  tooManyGlobalIndexes: (limit: number): string =>
    `${invalid}GlobalSecondaryIndex count exceeds the per-table limit of ${limit}`,

  // Changes of tables.
  nothingToUpdate:
    'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
  throughputMissingForSwitch: `${invalid}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`,
  throughputUnchanged: (subject: string, kind: 'index' | 'table', reads: number, writes: number): string =>
    `The provisioned throughput for the ${subject} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the ${kind}: ${reads}. Requested ReadCapacityUnits: ${reads}. Current WriteCapacityUnits provisioned for the ${kind}: ${writes}. Requested WriteCapacityUnits: ${writes}. ${seeLimits}`,
  tooManyDecreases: (decreases: number, last: number, next: number): string =>
    `Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: ${decreases}. Last decrease at ${dateText(last)}. Next decrease can be made at ${dateText(next)}`,
  tooManySwitches: (limit: number, last: number, next: number): string =>
    `Subscriber limit exceeded: Update to PayPerRequest mode are limited to ${limit} times in 1 day(s). Last update at ${dateText(last)}. Next update can be made at ${dateText(next)}`,
  indexUpdateMissing: `${invalid}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null`,
  indexUpdatedTwice: (index: string): string =>
    `${invalid}Only one global secondary index update per index is allowed simultaneously. Index: ${index}`,
  tooManyIndexChanges:
    'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
  indexUpdateBlocked:
    'This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate',
  indexExists: 'Attempting to create an index which already exists',
  indexBackfilling: (index: string): string =>
    `Cannot read from backfilling global secondary index: ${index}`,
  streamEnabled: (table: string): string => `Table already has an enabled stream: TableName: ${table}`,
  streamDisabled: (table: string): string => `Table has no stream to disable: TableName: ${table}`,
  notEncrypted: `${invalid}Table is already encrypted by default`,
  encryptedAlready: `${invalid}Table is already encrypted by given KMSMasterKeyId`,
  keyWithoutEncryption: `${invalid}SSEType and KMSMasterKeyId cannot be specified when SSE is disabled`,
  encryptionTypeNotSupported: (type: string): string => `${invalid}SSEType ${type} is not supported`,
  streamWithoutView: `${invalid}StreamViewType must be specified when StreamEnabled is true`,
  viewWithoutNewStream: `${invalid}Table is being created with a stream disabled, UpdateViewType should not be specified`,
  viewWithoutStream: `${invalid}StreamViewType cannot be specified when StreamEnabled is false`,
  timeToLiveEnabled: 'TimeToLive is already enabled',
  timeToLiveDisabled: 'TimeToLive is already disabled',
  timeToLiveOther: (attribute: string): string =>
    `TimeToLive is active on a different AttributeName: current AttributeName is ${attribute}`,
  timeToLiveChanging: 'Time to live has been modified multiple times within a fixed interval',

  // Tags.
  arnMissing: 'Invalid TableArn',
  arnInvalid: (arn: string): string => `Invalid TableArn: Invalid ResourceArn provided as input ${arn}`,
  arnNotFound: (arn: string): string => `Requested resource not found: ResourcArn: ${arn} not found`,
  tagsMissing: 'Atleast one Tag needs to be provided as Input.',
  tagKeysMissing: 'Atleast one Tag Key needs to be provided as Input.',
  tagReserved: (key: string): string =>
    `${invalid}Tag keys must not start with the reserved prefix aws:. Key: ${key}`,
  tagRepeated: (key: string): string => `${invalid}Duplicate tag key: ${key}`,
  tooManyTags: (limit: number): string =>
    `Subscriber limit exceeded: There is a limit of ${limit} tags per resource`,

  // Keys and items.
  keyMissing: (attribute: string): string => `${invalid}Missing the key ${attribute} in the item`,
  keyTypeMismatch: (attribute: string, expected: string, actual: string): string =>
    `${invalid}Type mismatch for key ${attribute} expected: ${expected} actual: ${actual}`,
  keyEmpty: (attribute: string, kind: 'binary' | 'string'): string =>
    `${notValid}The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${attribute}`,
  keyMismatch: 'The provided key element does not match the schema',
  partitionKeyTooLong: (limit: number): string =>
    `${invalid}Size of hashkey has exceeded the maximum size limit of${limit} bytes`,
  sortKeyTooLong: (limit: number): string =>
    `${invalid}Aggregated size of all range keys has exceeded the size limit of ${limit} bytes`,
  indexKeyTypeMismatch: (attribute: string, expected: string, actual: string, index: string): string =>
    `${invalid}Type mismatch for Index Key ${attribute} Expected: ${expected} Actual: ${actual} IndexName: ${index}`,
  indexKeyEmpty: (attribute: string, kind: 'binary' | 'string', index: string): string =>
    `${notValid}A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index}, IndexKey: ${attribute}`,
  indexKeyTooLong: (
    type: string,
    attributes: readonly string[],
    index: string,
    limit: number,
    actual: number,
  ): string =>
    `Aggregate size for ${type} key attributes ${attributes.join(', ')} of index ${index} has exceeded limit ${limit} bytes, with actual size ${actual} bytes`,
  keyNotScalar: (attribute: string): string =>
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${attribute}`,
  indexKeyNotScalar: (attribute: string): string =>
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: ${attribute}`,
  keyUpdated: (attribute: string): string =>
    `${invalid}Cannot update attribute ${attribute}. This attribute is part of the key`,
  updatedIndexKeyType:
    'The update expression attempted to update the secondary index key to unsupported type',
  updatedIndexKeyEmpty: (kind: 'binary' | 'string'): string =>
    `${notValid}The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value.`,
  collectionTooLarge: 'Collection size exceeded.',
  conditionFailed: 'The conditional request failed',
  duplicateItem: 'Duplicate primary key exists in table',

  // Query and Scan.
  indexMissing: (index: string): string => `The table does not have the specified index: ${index}`,
  consistentGlobalIndex: 'Consistent reads are not supported on global secondary indexes',
  keyConditionMissing:
    'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
  specificWithoutProjection:
    'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
  projectionWithSelect: (parameter: string, select: string): string =>
    `Cannot specify the ${parameter} when choosing to get ${select === 'COUNT' ? 'only the Count' : select}`,
  allProjectedWithoutIndex: 'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
  allAttributesNotProjected: (index: string): string =>
    `${invalid}Select type ALL_ATTRIBUTES is not supported for global secondary index ${index} because its projection type is not ALL`,
  attributesNotProjected: (index: string, attributes: readonly string[]): string =>
    `${invalid}Global secondary index ${index} does not project [${attributes.join(', ')}]`,
  filterNotProjected: (index: string, attributes: readonly string[]): string =>
    `${invalid}Secondary index ${index} does not project one or more filter attributes: [${attributes.join(', ')}]`,
  filterOnKey: (attribute: string): string =>
    `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${attribute}`,
  startKeyInvalid: 'The provided starting key is invalid',
  startKeyInvalidBecause: (reason: string): string => `The provided starting key is invalid: ${reason}`,
  startKeyOutsideQuery: 'The provided starting key is outside query boundaries based on provided conditions',
  startKeyNotRestartable: 'The query can return at most one row and cannot be restarted',
  startKeyOutsideRange: 'The provided starting key does not match the range key predicate',
  startKeyOtherSegment: (totalSegments: number, segment: number): string =>
    `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${totalSegments} Segment: ${segment}`,
  segmentWithoutTotal:
    'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
  totalWithoutSegment:
    'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
  segmentTooHigh: 'The Segment parameter is zero-based and must be less than parameter TotalSegments',

  // Batches.
  requestItemsRequired: (operation: string): string =>
    `The requestItems parameter is required for ${operation}`,
  tooManyBatched: (operation: string): string => `Too many items requested for the ${operation} call`,
  duplicateKeys: 'Provided list of item keys contains duplicates',
  notOneRequest:
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  mapKeys: (constraints: readonly string[]): string =>
    `Map keys must satisfy constraint: [${constraints.join(', ')}]`,
  mapValues: (constraints: readonly string[]): string =>
    `Map value must satisfy constraint: [${constraints.join(', ')}]`,

  // Transactions.
  transactionConflict: 'Transaction is ongoing for the item',
  transactionInProgress: 'The transaction with the given request token is already in progress.',
  actionsInOneMember: 'TransactItems can only contain one of Check, Put, Update or Delete',
  actionMissing: 'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
  duplicateAction: 'Transaction request cannot include multiple operations on one item',
  transactionTooLarge: (limit: number): string =>
    `Transaction payload size cannot exceed ${limit / 1024 ** 2}MB`,
  transactionCancelled: (codes: readonly string[]): string =>
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
  tokenReused:
    'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.',
}
