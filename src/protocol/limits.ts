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
  inOperandsMax: 100,
  /** 2 MB. */
  expressionValuesSizeBytesMax: 2_097_152,

  /** 1 MB. */
  pageSizeBytesMax: 1_048_576,
  /** 10 GB. Of a table with local indexes: items of one partition key, with their entries in those indexes. */
  itemCollectionSizeBytesMax: 10_737_418_240,
  transactionActionsMax: 100,
  /** 4 MB. */
  transactionSizeBytesMax: 4_194_304,
  clientRequestTokenLengthMax: 36,
  /** Ten minutes: how long a transaction's token keeps it from being carried out again. */
  idempotencyWindowMilliseconds: 600_000,
  scanSegmentsMax: 1_000_000,
  listTablesMax: 100,

  /** Of an account in a region, unless it asked for more. */
  tablesMax: 2500,
  tableNameLengthMax: 255,
  indexNameLengthMin: 3,
  globalIndexesPerTableMax: 20,
  localIndexesPerTableMax: 5,
  indexPartitionKeyAttributesMax: 4,
  indexSortKeyAttributesMax: 4,
  projectedNonKeyAttributesMax: 100,

  readUnitBytes: 4096,
  writeUnitBytes: 1024,
} as const
