import { describe, expect, it } from 'vitest'
import { partitionRange } from '../../../src/engine/reads/entry-range.js'
import type { PageRequest } from '../../../src/engine/reads/page.js'
import { readPage } from '../../../src/engine/reads/page.js'
import { partitionText } from '../../../src/engine/tables/key-schema.js'
import { primaryKeyOfRequest } from '../../../src/engine/tables/item-keys.js'
import { S, shop } from '../support.js'
import { tableOf } from '../tables/tables.js'

const item = (sk: string) => ({ pk: S('a'), sk: S(sk) })
const table = tableOf(shop, ...['1', '2', '3', '4'].map(item), { pk: S('b'), sk: S('0') })
const keyOf = (sk: string) => primaryKeyOfRequest(table.schema, item(sk))

function read(change: Partial<PageRequest> = {}, sizeBytes = 1) {
  const seen: string[] = []
  const page = readPage({
    entries: table.items,
    range: partitionRange(table.schema.key, partitionText([S('a')]), { from: '', to: undefined }),
    isForward: true,
    after: undefined,
    limit: undefined,
    read: (entry) => {
      seen.push(entry.sort)
      return sizeBytes
    },
    ...change,
  })
  return { seen, scannedCount: page.scannedCount, last: page.last?.sort }
}

describe('readPage', () => {
  it('reads the range in either direction, and no further', () => {
    expect(read()).toEqual({ seen: ['1', '2', '3', '4'], scannedCount: 4, last: undefined })
    expect(read({ isForward: false }).seen).toEqual(['4', '3', '2', '1'])
  })

  it('ends with the entry that reaches the limit, also when none follows', () => {
    expect(read({ limit: 2 })).toEqual({ seen: ['1', '2'], scannedCount: 2, last: '2' })
    expect(read({ limit: 4 }).last).toBe('4')
    expect(read({ limit: 5 }).last).toBeUndefined()
  })

  it('ends with the entry that reaches 1 MB', () => {
    expect(read({}, 512 * 1024)).toEqual({ seen: ['1', '2'], scannedCount: 2, last: '2' })
    expect(read({}, 512 * 1024 - 1).seen).toEqual(['1', '2', '3'])
  })

  it('continues after an entry in either direction, be it there or not', () => {
    expect(read({ after: keyOf('2') }).seen).toEqual(['3', '4'])
    expect(read({ after: keyOf('2x') }).seen).toEqual(['3', '4'])
    expect(read({ after: keyOf('3'), isForward: false }).seen).toEqual(['2', '1'])
    expect(read({ after: keyOf('4') })).toEqual({ seen: [], scannedCount: 0, last: undefined })
  })

  it('goes on to further ranges while it is not full, and continues in the first alone', () => {
    const furtherRanges = [
      partitionRange(table.schema.key, partitionText([S('b')]), { from: '', to: undefined }),
    ]
    expect(read({ furtherRanges })).toEqual({
      seen: ['1', '2', '3', '4', '0'],
      scannedCount: 5,
      last: undefined,
    })
    expect(read({ furtherRanges, limit: 4 })).toEqual({
      seen: ['1', '2', '3', '4'],
      scannedCount: 4,
      last: '4',
    })
    expect(read({ furtherRanges, limit: 5 }).last).toBe('0')
    expect(read({ furtherRanges, after: keyOf('3'), isForward: false }).seen).toEqual(['2', '1', '0'])
    expect(read({ furtherRanges }, 256 * 1024).seen).toEqual(['1', '2', '3', '4'])
  })
})
