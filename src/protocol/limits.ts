/**
 * The limits of the service, each with its name, and the limits that monotable sets for itself: values of their own, so
 * that a bundle holds those that it looks at.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */

/** 400 KB. */
export const itemSizeBytesMax = 409_600
export const partitionKeySizeBytesMax = 2048
export const sortKeySizeBytesMax = 1024
export const nestingDepthMax = 32
/** 64 KB, less one. */
export const attributeNameSizeBytesMax = 65_535
export const keyAttributeNameSizeBytesMax = 255

export const numberDigitsMax = 38
/** Largest power of ten of a number's leading digit: 9.99…E+125. */
export const numberMagnitudeMax = 125
/** Smallest power of ten of a number's leading digit: 1E-130. */
export const numberMagnitudeMin = -130

/** 4 KB. */
export const expressionSizeBytesMax = 4096
export const expressionOperatorsMax = 300
/** Index of an element in a path: the largest number of 32 bits, as the service has it. */
export const listIndexMax = 2_147_483_647
/** Attributes of AttributesToGet. */
export const attributesToGetMax = 255
/** Attributes of AttributeUpdates: our own, as nothing is documented and an item may have a hundred thousand. */
export const attributeUpdatesMax = 10_000
/**
 * Attributes of Expected, QueryFilter, ScanFilter or KeyConditions, and values of each: the limits of expressions, which
 * came in their place, as nothing is documented.
 */
export const legacyConditionsMax = 300
export const legacyConditionValuesMax = 100
export const inOperandsMax = 100
export const statementLengthMax = 8192
/** Levels of parentheses and brackets in a PartiQL statement. Not the service's: it fails past some hundreds. */
export const statementNestingDepthMax = 250
export const batchStatementsMax = 25
/** Values of IN on a partition key. */
export const statementPartitionsMax = 50
export const nextTokenLengthMax = 32_768
/**
 * Names or values of one request: our own, more than the 4 KB of all its expressions can use. The service, which refuses
 * what is not used, names all of it.
 */
export const placeholdersMax = 5000
export const placeholderLengthMax = 255
/** 2 MB. */
export const expressionValuesSizeBytesMax = 2_097_152

/** 1 MB. */
export const pageSizeBytesMax = 1_048_576
/** 10 GB. Of a table with local indexes: items of one partition key, with their entries in those indexes. */
export const itemCollectionSizeBytesMax = 10_737_418_240
/**
 * 256 KB. Of items that are looked at and copied at once: our own. A larger page is read at one moment and worked through
 * with turns for others in between; each operand of its filter counts as a tenth of the item again.
 */
export const readInOneTurnBytesMax = 262_144
/** Operands of a condition times the bytes of one item: past it even one item takes several turns. */
export const evaluationInOneTurnMax = 2_097_152
export const batchGetItemsMax = 100
/** 16 MB, decimal: the service's documentation has 52 items of 300 KB in one answer. */
export const batchGetSizeBytesMax = 16_000_000
export const batchWriteItemsMax = 25
export const transactionActionsMax = 100
/** 4 MB. */
export const transactionSizeBytesMax = 4_194_304
export const clientRequestTokenLengthMax = 36
/** Ten minutes: how long a transaction's token keeps it from being carried out again. */
export const idempotencyWindowMilliseconds = 600_000
/** A day: how long a stream keeps a record, and how long a stream that was disabled can be read. */
export const streamRetentionMilliseconds = 86_400_000
/** A quarter of an hour. */
export const shardIteratorMilliseconds = 900_000
export const shardIteratorLengthMax = 2048
export const streamRecordsMax = 1000
export const listStreamsMax = 100
export const describeStreamShardsMax = 100
/**
 * Shards of a stream that are open at a time: our own. The service has one for each partition, and a new table on demand has
 * four; several, so that a reader which takes a stream for one sequence fails here and not there first.
 */
export const openShards = 4
/** Four hours, after which a shard ends and another goes on, as observed on the service. */
export const shardMilliseconds = 14_400_000
/** Characters of expressions whose syntax an engine remembers, of each kind. */
export const expressionCacheLengthMax = 131_072
/** Characters of an answer that are written at once: our own. After them, others have a turn. */
export const textInOneTurnLengthMax = 1_048_576
/** Characters of JSON that are kept of items which were read in that form. */
export const itemTextsLengthMax = 33_554_432
/** Items, and their bytes, that a new index or time to live takes in at once: our own. After them, others have a turn. */
export const filledInOneTurnItemsMax = 4000
export const filledInOneTurnBytesMax = 2_097_152
/** What one call deletes of the items that are due, so that it keeps nobody waiting; the next call goes on. */
export const expiredItemsPerCallMax = 5000
/** Five years of 365 days: an item that expired longer ago is not deleted. */
export const expiryAgeMilliseconds = 157_680_000_000
/** 48 hours: how long after its expiry an item is deleted, unless told otherwise. The service promises a few days. */
export const timeToLiveLagMilliseconds = 172_800_000
export const scanSegmentsMax = 1_000_000
export const listTablesMax = 100
export const tagsPerResourceMax = 50
export const tagKeyLengthMax = 128
export const tagValueLengthMax = 256
export const listTagsMax = 10

/** Of an account in a region, unless it asked for more. */
export const tablesMax = 2500
/** Of a name as the service words it; it takes what exists, however short, and so does the engine. */
export const tableNameLengthMin = 3
export const tableNameLengthMax = 255
export const indexNameLengthMin = 3
export const globalIndexesPerTableMax = 20
export const localIndexesPerTableMax = 5
export const indexPartitionKeyAttributesMax = 4
export const indexSortKeyAttributesMax = 4
export const projectedNonKeyAttributesMax = 100
/** Tables of an account that are created, updated or deleted at the same time. */
export const tableOperationsMax = 500

/** A trillion: more units than that are no number of units at all. */
export const throughputUnitsMax = 1_000_000_000_000
export const tableThroughputUnitsMax = 40_000
export const accountThroughputUnitsMax = 80_000
/** Of one day, in UTC. After that, one in each interval. */
export const throughputDecreasesPerDayMax = 4
/** One hour. */
export const throughputDecreaseIntervalMilliseconds = 3_600_000
export const onDemandSwitchesMax = 4
/** One day, in which a table can become on demand so many times. */
export const onDemandSwitchesMilliseconds = 86_400_000
/** What a table or index on demand can take at once when it is new. */
export const onDemandWarmReadUnits = 12_000
export const onDemandWarmWriteUnits = 4000

/** 16 MB. Of a request over HTTP, as it is sent and, where it is compressed, as it was before. */
export const requestSizeBytesMax = 16_777_216
/** Characters of a request that is parsed at once. A longer one is parsed in parts, with turns for others in between. */
export const requestInOneStepLengthMax = 65_536
/** Levels of lists and objects in the JSON of a request: our own, far more than the deepest item has. */
export const requestNestingDepthMax = 1000
/** Braces, brackets and commas of a request: our own. The densest item has 819,200, as an element may take one byte. */
export const requestValuesMax = 850_000
/** Members of one object in a request: our own. In 400 KB there is room for 143,000 different names. */
export const requestMembersMax = 150_000
/** Elements of a list, or names, that a message tells: our own. */
export const echoedElementsMax = 1000
/** 512 MB. All bodies together that a server is receiving. */
export const requestsInTransitSizeBytesMax = 536_870_912
/**
 * 512 MB. What all large requests together take while a server works on them, their answers included until they are sent;
 * other large ones wait.
 */
export const requestsInWorkSizeBytesMax = 536_870_912
/** Characters from which an answer counts as large: our own. */
export const largeAnswerLengthMin = 65_536
/** Half a minute: how long a client may take nothing of a large answer until it is let go. */
export const answerStalledMilliseconds = 30_000
/** 64 MB. Of a request that is too large already, read so that its sender gets to read the refusal. */
export const refusedSizeBytesMax = 67_108_864
/** 16 KB. All headers of a request over HTTP together. */
export const requestHeadersSizeBytesMax = 16_384
/** Ten seconds: from the first byte of a request, or of a connection, to the end of its headers. */
export const requestHeadersMilliseconds = 10_000
/** One minute: from the first byte of a request to its last. */
export const requestMilliseconds = 60_000
/** How long a connection is kept without a request on it. Longer than clients keep theirs, so that they never meet a closed one. */
export const connectionIdleMilliseconds = 65_000
export const connectionsMax = 10_000
/** Five seconds: how long requests that are being answered keep a server from closing. */
export const serverCloseMilliseconds = 5000
/** Fifteen minutes: how far the date of a signature may be from now, either way. */
export const signatureAgeMilliseconds = 900_000
/** Accounts and regions that one server keeps tables for. */
export const worldsMax = 100
/** Scopes of signatures whose world a server remembers: our own. Each day brings a new one for every key and region. */
export const scopesRememberedMax = 1000
/** Requests that wait at a server for the answer to the one before them on their connection: our own. */
export const requestsWaitingMax = 10_000
/** 4 MB. A line of a seed file or snapshot: an item of the largest size, with room for its JSON. */
export const seedLineSizeBytesMax = 4_194_304

export const readUnitBytes = 4096
export const writeUnitBytes = 1024
