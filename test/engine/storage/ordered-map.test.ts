import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OrderedMap } from '../../../src/engine/storage/ordered-map.js'
import { parameters } from '../../property/runs.js'

/** A number as a key; every ten neighbours share a hash, as items of one partition do. */
interface Rank {
  readonly hash: number
  readonly rank: number
}

interface Stamped extends Rank {
  readonly stamp: string
}

const ranked = (rank: number): Rank => ({ hash: Math.floor(rank / 10), rank })
const stamped = (rank: number, stamp: string): Stamped => ({ ...ranked(rank), stamp })
const emptyMap = () => new OrderedMap<Rank, Stamped>(byRank, ({ rank }) => ranked(rank))
const byRank = (left: Rank, right: Rank) => left.rank - right.rank

/** The naive map that the tree is held against: entries in a sorted array. */
class SortedArray {
  entries: [number, string][] = []

  set(key: number, value: string): string | undefined {
    const index = this.entries.findIndex(([other]) => other >= key)
    const at = index === -1 ? this.entries.length : index
    const previous = this.entries[at]
    if (previous?.[0] === key) {
      this.entries[at] = [key, value]
      return previous[1]
    }
    this.entries.splice(at, 0, [key, value])
    return undefined
  }

  delete(key: number): string | undefined {
    const index = this.entries.findIndex(([other]) => other === key)
    return index === -1 ? undefined : this.entries.splice(index, 1)[0]?.[1]
  }

  clone(): SortedArray {
    const copy = new SortedArray()
    copy.entries = this.entries.slice()
    return copy
  }
}

function entriesOf(map: OrderedMap<Rank, Stamped>): [number, string][] {
  const entries: [number, string][] = []
  map.forEach(({ rank, stamp }) => entries.push([rank, stamp]))
  return entries
}

type Step =
  | { readonly kind: 'set' | 'delete' | 'clone' | 'swap'; readonly key: number }
  | { readonly kind: 'fill' | 'clear'; readonly key: number; readonly count: number }

const key = fc.integer({ min: 0, max: 400 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('set' as const), key }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('clone' as const, 'swap' as const), key }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('fill' as const, 'clear' as const),
      key,
      count: fc.integer({ min: 1, max: 250 }),
    }),
  },
)

interface Pair {
  readonly map: OrderedMap<Rank, Stamped>
  readonly model: SortedArray
}

/** Applies a step to the map and to its model; gives the pairs afterwards, the one in use first. */
function apply(pairs: readonly Pair[], { kind, ...rest }: Step, stamp: string): Pair[] {
  const [current, ...others] = pairs as [Pair, ...Pair[]]
  switch (kind) {
    case 'set':
      expect(current.map.set(stamped(rest.key, stamp))?.stamp).toBe(current.model.set(rest.key, stamp))
      break
    case 'delete':
      expect(current.map.delete(ranked(rest.key))?.stamp).toBe(current.model.delete(rest.key))
      break
    case 'fill':
    case 'clear': {
      const count = 'count' in rest ? rest.count : 0
      for (let offset = 0; offset < count; offset += 1) {
        const target = rest.key + offset * 7
        if (kind === 'fill')
          expect(current.map.set(stamped(target, stamp))?.stamp).toBe(current.model.set(target, stamp))
        else expect(current.map.delete(ranked(target))?.stamp).toBe(current.model.delete(target))
      }
      break
    }
    case 'clone':
      return [...pairs, { map: current.map.clone(), model: current.model.clone() }]
    case 'swap':
      return [...others, current]
  }
  return [current, ...others]
}

describe('OrderedMap', () => {
  it('does what a sorted array does, keeps its invariants, and never sees what happens to its copies', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let pairs: Pair[] = [{ map: emptyMap(), model: new SortedArray() }]
        steps.forEach((each, index) => {
          pairs = apply(pairs, each, `v${index}`)
          for (const { map, model } of pairs) {
            map.assertInvariants()
            expect(map.size).toBe(model.entries.length)
          }
        })
        for (const { map, model } of pairs) expect(entriesOf(map)).toEqual(model.entries)
      }),
      parameters(100),
    )
  })

  it('walks either way from any bound and stops where it is told to', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 600 }),
        fc.integer({ min: -1, max: 2001 }),
        fc.integer({ min: 1, max: 300 }),
        (keys, bound, limit) => {
          const map = emptyMap()
          for (const each of keys) map.set(stamped(each, String(each)))
          const sorted = keys.toSorted((left, right) => left - right)
          const up: number[] = []
          map.forEachFrom(
            ({ rank }) => rank < bound,
            ({ rank }) => up.push(rank) < limit,
          )
          const down: number[] = []
          map.forEachBackFrom(
            ({ rank }) => rank > bound,
            ({ rank }) => down.push(rank) < limit,
          )
          expect(up).toEqual(sorted.filter((each) => each >= bound).slice(0, limit))
          expect(down).toEqual(
            sorted
              .filter((each) => each <= bound)
              .reverse()
              .slice(0, limit),
          )
        },
      ),
      parameters(100),
    )
  })

  it('stays balanced through a hundred thousand ascending insertions and their removal', () => {
    const map = emptyMap()
    for (let each = 0; each < 100_000; each += 1) map.set(stamped(each, 'v'))
    map.assertInvariants()
    expect(map.get(ranked(99_999))?.stamp).toBe('v')
    for (let each = 0; each < 100_000; each += 1) expect(map.delete(ranked(each))?.stamp).toBe('v')
    map.assertInvariants()
    expect(map.size).toBe(0)
  })

  it('notices a disorder that keys which change under it would make', () => {
    const map = emptyMap()
    const first = { hash: 0, rank: 1, stamp: 'a' }
    map.set(first)
    map.set(stamped(2, 'b'))
    first.rank = 3
    expect(() => map.assertInvariants()).toThrow('keys ascend')
  })

  it('notices a hash that is not that of its key', () => {
    const map = emptyMap()
    const only = { hash: 0, rank: 1, stamp: 'a' }
    map.set(only)
    only.hash = 1
    expect(() => map.assertInvariants()).toThrow('a node knows the hashes of its keys')
  })
})
