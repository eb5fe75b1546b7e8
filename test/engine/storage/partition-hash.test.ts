import { describe, expect, it } from 'vitest'
import { partitionHash, segmentStart } from '../../../src/engine/storage/partition-hash.js'

describe('partitionHash', () => {
  it('is the same in every run', () => {
    expect(partitionHash('TENANT#1')).toBe(partitionHash('TENANT#1'))
    expect(partitionHash('TENANT#1')).not.toBe(partitionHash('TENANT#2'))
  })

  it('spreads similar keys evenly over the segments of a scan', () => {
    const counts = [0, 0, 0, 0]
    for (let index = 0; index < 4000; index += 1) {
      const hash = partitionHash(`user-${index}`)
      const segment = counts.findIndex((_, each) => hash < segmentStart(each + 1, 4))
      counts[segment] = (counts[segment] ?? 0) + 1
    }
    for (const count of counts) expect(count).toBeGreaterThan(800)
  })
})

describe('segmentStart', () => {
  it('covers the ring from end to end', () => {
    expect(segmentStart(0, 7)).toBe(-(2 ** 31))
    expect(segmentStart(7, 7)).toBe(2 ** 31)
  })
})
