/**
 * The limits of the service, each with its name, and the limits that monotable sets for itself.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const limits = {
  itemSizeBytesMax: 400 * 1024,
  partitionKeySizeBytesMax: 2048,
  sortKeySizeBytesMax: 1024,
  nestingDepthMax: 32,
  attributeNameSizeBytesMax: 64 * 1024 - 1,
  keyAttributeNameSizeBytesMax: 255,

  numberDigitsMax: 38,
  /** Largest power of ten of a number's leading digit: 9.99…E+125. */
  numberMagnitudeMax: 125,
  /** Smallest power of ten of a number's leading digit: 1E-130. */
  numberMagnitudeMin: -130,

  expressionSizeBytesMax: 4 * 1024,
  expressionOperatorsMax: 300,
  expressionNestingDepthMax: 150,
  inOperandsMax: 100,
  expressionValuesSizeBytesMax: 2 * 1024 * 1024,

  pageSizeBytesMax: 1024 * 1024,
  /** Of a table with local indexes: items of one partition key, with their entries in those indexes. */
  itemCollectionSizeBytesMax: 10 * 1024 ** 3,
  transactionActionsMax: 100,
  transactionSizeBytesMax: 4 * 1024 * 1024,
  clientRequestTokenLengthMax: 36,
  /** How long a transaction's token keeps it from being carried out again. */
  idempotencyWindowMilliseconds: 10 * 60 * 1000,
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

  readUnitBytes: 4 * 1024,
  writeUnitBytes: 1024,
} as const
