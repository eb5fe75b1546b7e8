/**
 * The limits of the service, each with its name, and the limits that monotable sets for itself.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const limits = {
  /** 400 KB. */
  itemSizeBytesMax: 409_600,
  partitionKeySizeBytesMax: 2048,
  sortKeySizeBytesMax: 1024,
  nestingDepthMax: 32,
  /** 64 KB, less one. */
  attributeNameSizeBytesMax: 65_535,
  keyAttributeNameSizeBytesMax: 255,

  numberDigitsMax: 38,
  /** Largest power of ten of a number's leading digit: 9.99…E+125. */
  numberMagnitudeMax: 125,
  /** Smallest power of ten of a number's leading digit: 1E-130. */
  numberMagnitudeMin: -130,

  /** 4 KB. */
  expressionSizeBytesMax: 4096,
  expressionOperatorsMax: 300,
  expressionNestingDepthMax: 150,
  /** Index of an element in a path: the largest number of 32 bits, as the service has it. */
  listIndexMax: 2_147_483_647,
  /** Attributes of AttributesToGet. */
  attributesToGetMax: 255,
  /** Attributes of AttributeUpdates: our own, as nothing is documented and an item may have a hundred thousand. */
  attributeUpdatesMax: 10_000,
  /**
   * Attributes of Expected, QueryFilter, ScanFilter or KeyConditions, and values of each: the limits of expressions, which
   * came in their place, as nothing is documented.
   */
  legacyConditionsMax: 300,
  legacyConditionValuesMax: 100,
  inOperandsMax: 100,
  statementLengthMax: 8192,
  /** Levels of parentheses and brackets in a PartiQL statement. Not the service's: it fails past some hundreds. */
  statementNestingDepthMax: 250,
  batchStatementsMax: 25,
  /** Values of IN on a partition key. */
  statementPartitionsMax: 50,
  nextTokenLengthMax: 32_768,
  /**
   * Names or values of one request: our own, more than the 4 KB of all its expressions can use. The service, which refuses
   * what is not used, names all of it.
   */
  placeholdersMax: 5000,
  placeholderLengthMax: 255,
  /** 2 MB. */
  expressionValuesSizeBytesMax: 2_097_152,

  /** 1 MB. */
  pageSizeBytesMax: 1_048_576,
  /** 10 GB. Of a table with local indexes: items of one partition key, with their entries in those indexes. */
  itemCollectionSizeBytesMax: 10_737_418_240,
  /**
   * 256 KB. Of items that are looked at and copied at once: our own. A larger page is read at one moment and worked through
   * with turns for others in between; each operand of its filter counts as a tenth of the item again.
   */
  readInOneTurnBytesMax: 262_144,
  /** Operands of a condition times the bytes of one item: past it even one item takes several turns. */
  evaluationInOneTurnMax: 2_097_152,
  batchGetItemsMax: 100,
  /** 16 MB, decimal: the service's documentation has 52 items of 300 KB in one answer. */
  batchGetSizeBytesMax: 16_000_000,
  batchWriteItemsMax: 25,
  transactionActionsMax: 100,
  /** 4 MB. */
  transactionSizeBytesMax: 4_194_304,
  clientRequestTokenLengthMax: 36,
  /** Ten minutes: how long a transaction's token keeps it from being carried out again. */
  idempotencyWindowMilliseconds: 600_000,
  /** A day: how long a stream keeps a record, and how long a stream that was disabled can be read. */
  streamRetentionMilliseconds: 86_400_000,
  /** A quarter of an hour. */
  shardIteratorMilliseconds: 900_000,
  shardIteratorLengthMax: 2048,
  streamRecordsMax: 1000,
  listStreamsMax: 100,
  describeStreamShardsMax: 100,
  /**
   * Shards of a stream that are open at a time: our own. The service has one for each partition, and a new table on demand has
   * four; several, so that a reader which takes a stream for one sequence fails here and not there first.
   */
  openShards: 4,
  /** Four hours, after which a shard ends and another goes on, as observed on the service. */
  shardMilliseconds: 14_400_000,
  /** Characters of expressions whose syntax an engine remembers, of each kind. */
  expressionCacheLengthMax: 131_072,
  /** Characters of an answer that are written at once: our own. After them, others have a turn. */
  textInOneTurnLengthMax: 1_048_576,
  /** Characters of JSON that are kept of items which were read in that form. */
  itemTextsLengthMax: 33_554_432,
  /** Items, and their bytes, that a new index or time to live takes in at once: our own. After them, others have a turn. */
  filledInOneTurnItemsMax: 4000,
  filledInOneTurnBytesMax: 2_097_152,
  /** What one call deletes of the items that are due, so that it keeps nobody waiting; the next call goes on. */
  expiredItemsPerCallMax: 5000,
  /** Five years of 365 days: an item that expired longer ago is not deleted. */
  expiryAgeMilliseconds: 157_680_000_000,
  /** 48 hours: how long after its expiry an item is deleted, unless told otherwise. The service promises a few days. */
  timeToLiveLagMilliseconds: 172_800_000,
  scanSegmentsMax: 1_000_000,
  listTablesMax: 100,
  tagsPerResourceMax: 50,
  tagKeyLengthMax: 128,
  tagValueLengthMax: 256,
  listTagsMax: 10,

  /** Of an account in a region, unless it asked for more. */
  tablesMax: 2500,
  /** Of a name as the service words it; it takes what exists, however short, and so does the engine. */
  tableNameLengthMin: 3,
  tableNameLengthMax: 255,
  indexNameLengthMin: 3,
  globalIndexesPerTableMax: 20,
  localIndexesPerTableMax: 5,
  indexPartitionKeyAttributesMax: 4,
  indexSortKeyAttributesMax: 4,
  projectedNonKeyAttributesMax: 100,
  /** Tables of an account that are created, updated or deleted at the same time. */
  tableOperationsMax: 500,

  /** A trillion: more units than that are no number of units at all. */
  throughputUnitsMax: 1_000_000_000_000,
  tableThroughputUnitsMax: 40_000,
  accountThroughputUnitsMax: 80_000,
  /** Of one day, in UTC. After that, one in each interval. */
  throughputDecreasesPerDayMax: 4,
  /** One hour. */
  throughputDecreaseIntervalMilliseconds: 3_600_000,
  onDemandSwitchesMax: 4,
  /** One day, in which a table can become on demand so many times. */
  onDemandSwitchesMilliseconds: 86_400_000,
  /** What a table or index on demand can take at once when it is new. */
  onDemandWarmReadUnits: 12_000,
  onDemandWarmWriteUnits: 4000,

  /** 16 MB. Of a request over HTTP, as it is sent and, where it is compressed, as it was before. */
  requestSizeBytesMax: 16_777_216,
  /** Characters of a request that is parsed at once. A longer one is parsed in parts, with turns for others in between. */
  requestInOneStepLengthMax: 65_536,
  /** Levels of lists and objects in the JSON of a request: our own, far more than the deepest item has. */
  requestNestingDepthMax: 1000,
  /** Braces, brackets and commas of a request: our own. The densest item has 819,200, as an element may take one byte. */
  requestValuesMax: 850_000,
  /** Members of one object in a request: our own. In 400 KB there is room for 143,000 different names. */
  requestMembersMax: 150_000,
  /** Elements of a list, or names, that a message tells: our own. */
  echoedElementsMax: 1000,
  /** 512 MB. All bodies together that a server is receiving. */
  requestsInTransitSizeBytesMax: 536_870_912,
  /**
   * 512 MB. What all large requests together take while a server works on them, their answers included until they are sent;
   * other large ones wait.
   */
  requestsInWorkSizeBytesMax: 536_870_912,
  /** Characters from which an answer counts as large: our own. */
  largeAnswerLengthMin: 65_536,
  /** Half a minute: how long a client may take nothing of a large answer until it is let go. */
  answerStalledMilliseconds: 30_000,
  /** 64 MB. Of a request that is too large already, read so that its sender gets to read the refusal. */
  refusedSizeBytesMax: 67_108_864,
  /** 16 KB. All headers of a request over HTTP together. */
  requestHeadersSizeBytesMax: 16_384,
  /** Ten seconds: from the first byte of a request, or of a connection, to the end of its headers. */
  requestHeadersMilliseconds: 10_000,
  /** One minute: from the first byte of a request to its last. */
  requestMilliseconds: 60_000,
  /** How long a connection is kept without a request on it. Longer than clients keep theirs, so that they never meet a closed one. */
  connectionIdleMilliseconds: 65_000,
  connectionsMax: 10_000,
  /** Five seconds: how long requests that are being answered keep a server from closing. */
  serverCloseMilliseconds: 5000,
  /** Fifteen minutes: how far the date of a signature may be from now, either way. */
  signatureAgeMilliseconds: 900_000,
  /** Accounts and regions that one server keeps tables for. */
  worldsMax: 100,
  /** Scopes of signatures whose world a server remembers: our own. Each day brings a new one for every key and region. */
  scopesRememberedMax: 1000,
  /** Requests that wait at a server for the answer to the one before them on their connection: our own. */
  requestsWaitingMax: 10_000,
  /** 4 MB. A line of a seed file or snapshot: an item of the largest size, with room for its JSON. */
  seedLineSizeBytesMax: 4_194_304,

  readUnitBytes: 4096,
  writeUnitBytes: 1024,
} as const
