import { describe, expect, it } from 'vitest'
import { partitionHash, segmentStart } from '../../../src/engine/storage/partition-hash.js'
import { keyText } from '../../../src/engine/storage/key-text.js'

const hashOf = (name: string) => partitionHash(name, 'S')
const inOrder = (names: readonly string[]) => names.toSorted((left, right) => hashOf(left) - hashOf(right))

describe('partitionHash', () => {
  it('is the same however often it is asked for, and whatever came between', () => {
    const names = Array.from({ length: 40_000 }, (_, index) => `TENANT#${index}`)
    const hashes = names.map(hashOf)
    expect(new Set(hashes).size).toBeGreaterThan(39_990)
    expect(names.map(hashOf)).toEqual(hashes)
  })

  it.each([
    // Scans of the service, as the tests of boto, of moto and of dynoxide-rs have them.
    [
      ['sadie', 'johndoe', 'jane', 'bob'],
      ['bob', 'jane', 'johndoe', 'sadie'],
    ],
    [
      ['B', 'A'],
      ['A', 'B'],
    ],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
  ])('orders %j as the service does', (names, expected) => {
    expect(inOrder(names)).toEqual(expected)
  })

  it('takes strings, numbers and binaries that look alike for what they are', () => {
    const value = keyText({ N: '1' })
    const hashes = (['S', 'N', 'B'] as const).map((type) => partitionHash(value, type))
    expect(new Set(hashes).size).toBeGreaterThan(1)
    expect(partitionHash('abc', 'B')).toBe(partitionHash('abc', 'S'))
  })

  it('hashes texts of any length and in any script', () => {
    const long = 'x'.repeat(2048)
    expect(hashOf(long)).not.toBe(hashOf(`${long.slice(1)}y`))
    expect(hashOf('é'.repeat(60))).not.toBe(hashOf('è'.repeat(60)))
    expect(() => hashOf('é'.repeat(100_000))).not.toThrow()
  })

  it('spreads similar keys evenly over the segments of a scan', () => {
    const counts = [0, 0, 0, 0]
    for (let index = 0; index < 4000; index += 1) {
      const hash = hashOf(`user-${index}`)
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
