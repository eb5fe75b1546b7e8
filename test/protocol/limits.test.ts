import { describe, expect, it } from 'vitest'
import * as limits from '../../src/protocol/limits.js'

const kilobyte = 1024
const megabyte = 1024 ** 2

describe('limits', () => {
  it('are the sizes that the documentation of the service gives in larger units', () => {
    expect(limits).toMatchObject({
      itemSizeBytesMax: 400 * kilobyte,
      attributeNameSizeBytesMax: 64 * kilobyte - 1,
      expressionSizeBytesMax: 4 * kilobyte,
      expressionValuesSizeBytesMax: 2 * megabyte,
      pageSizeBytesMax: megabyte,
      itemCollectionSizeBytesMax: 10 * 1024 ** 3,
      transactionSizeBytesMax: 4 * megabyte,
      idempotencyWindowMilliseconds: 10 * 60 * 1000,
      throughputDecreaseIntervalMilliseconds: 60 * 60 * 1000,
      onDemandSwitchesMilliseconds: 24 * 60 * 60 * 1000,
      readUnitBytes: 4 * kilobyte,
      writeUnitBytes: kilobyte,
    })
  })

  it('let a page and a transaction hold at least one item of the largest size', () => {
    expect(limits.pageSizeBytesMax).toBeGreaterThan(limits.itemSizeBytesMax)
    expect(limits.transactionSizeBytesMax).toBeGreaterThan(limits.itemSizeBytesMax)
  })
})
