import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/core/random.js'
import { partReads, partWrites } from '../../../src/testing/faults/partial-batch.js'
import { parameters } from '../../property/runs.js'

const keys = fc.dictionary(
  fc.constantFrom('shop', 'mall', 'depot'),
  fc.array(fc.uuid(), { minLength: 1, maxLength: 20 }),
  { minKeys: 1 },
)

describe('a batch of which a part is left over', () => {
  it('has every entry in one of the parts, and at least one left over', () => {
    const entriesAreKept = fc.property(keys, fc.nat(), (tables, seed) => {
      const requests = Object.fromEntries(
        Object.entries(tables).map(([name, ids]) => [
          name,
          { ConsistentRead: true, Keys: ids.map((id) => ({ pk: { S: id } })) },
        ]),
      )
      const { done = {}, leftOver } = partReads(requests, seededRandom(seed))
      const total = (parts: Record<string, { Keys: unknown[] | undefined }>) =>
        Object.values(parts).flatMap(({ Keys = [] }) => Keys).length
      expect(total(leftOver)).toBeGreaterThan(0)
      expect(total(leftOver) + total(done)).toBe(total(requests))
      for (const part of [...Object.values(done), ...Object.values(leftOver)])
        expect(part).toMatchObject({ ConsistentRead: true })
    })
    fc.assert(entriesAreKept, parameters(100))
  })

  it('is nothing but left over where there is one entry', () => {
    const requests = { shop: [{ DeleteRequest: { Key: { pk: { S: 'a' } } } }] }
    expect(partWrites(requests, seededRandom(1))).toEqual({ done: undefined, leftOver: requests })
  })
})
