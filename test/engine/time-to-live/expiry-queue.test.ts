import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import { expiryAgeMilliseconds } from '../../../src/protocol/limits.js'
import type { EntryKey } from '../../../src/engine/storage/entry-key.js'
import { ExpiryQueue, expirySeconds } from '../../../src/engine/time-to-live/expiry-queue.js'
import type { StoredEntry } from '../../../src/engine/tables/stored-item.js'
import { noEntries, storedEntry, storedItem } from '../../../src/engine/tables/stored-item.js'
import { parameters } from '../../property/runs.js'
import { N, S } from '../support.js'

const years = expiryAgeMilliseconds / 1000

function keyOf(name: string): EntryKey {
  return { hash: name.charCodeAt(0) % 2, partition: name, sort: '', primary: undefined }
}

function entryOf(name: string, item: AttributeMap): StoredEntry {
  return storedEntry(keyOf(name), storedItem(item))
}

/** A table reduced to what matters: entries, the queue that follows them, and the naive list that it is held against. */
class Followed {
  entries = noEntries()
  queue = new ExpiryQueue('at')
  list: { name: string; seconds: number }[] = []

  write(name: string, item: AttributeMap | undefined, now: number): void {
    const next = item && entryOf(name, item)
    const previous = next === undefined ? this.entries.delete(keyOf(name)) : this.entries.set(next)
    this.queue.update(previous, next, now)
    const before = previous && expirySeconds(previous.item, 'at')
    const after = next && expirySeconds(next.item, 'at')
    // An expiry that stays the same stays in or out of the list.
    if (before === after) return
    this.list = this.list.filter((each) => each.name !== name)
    if (after !== undefined && after * 1000 >= now - expiryAgeMilliseconds)
      this.list.push({ name, seconds: after })
  }

  due(time: number): string | undefined {
    const due = this.list.filter(({ seconds }) => seconds * 1000 < time)
    const rank = ({ name, seconds }: { name: string; seconds: number }) => [seconds, keyOf(name).hash, name]
    return due.toSorted((left, right) => (compare(rank(left), rank(right)) < 0 ? -1 : 1))[0]?.name
  }

  /** As when time to live is switched on. */
  rebuild(now: number): void {
    this.queue = ExpiryQueue.toBeFilled('at')
    this.queue.fill(this.entries, now)
    this.list = []
    this.entries.forEach(({ partition, item }) => {
      const seconds = expirySeconds(item, 'at')
      if (seconds !== undefined && seconds * 1000 >= now - expiryAgeMilliseconds)
        this.list.push({ name: partition, seconds })
    })
  }

  clone(): Followed {
    const copy = new Followed()
    copy.entries = this.entries.clone()
    copy.queue = this.queue.clone(this.entries, 0)
    copy.list = this.list.slice()
    return copy
  }
}

function compare(left: (number | string)[], right: (number | string)[]): number {
  const at = left.findIndex((each, index) => each !== right[index])
  if (at === -1) return 0
  return (left[at] as number) < (right[at] as number) ? -1 : 1
}

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 40 }).map((seconds) => N(years + seconds)) },
  { weight: 2, arbitrary: fc.integer({ min: -1, max: 12 }).map((seconds) => N(seconds)) },
  { weight: 1, arbitrary: fc.constantFrom(S('5'), N('1.5'), { L: [N(5)] }) },
)
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), name, value: fc.option(value) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), name }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat({ max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clone' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rebuild' as const) }) },
)

describe('ExpiryQueue', () => {
  it('gives what a list of the items gives, in the order of expiry, through writes, copies and time', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        // Late enough that an expiry can be five years ago.
        let now = years * 1000
        let current = new Followed()
        const others: Followed[] = []
        for (const each of steps) {
          if (each.kind === 'write') {
            const attributes: AttributeMap = each.value === null ? { o: S('x') } : { at: each.value }
            current.write(each.name, attributes, now)
          } else if (each.kind === 'delete') {
            current.write(each.name, undefined, now)
          } else if (each.kind === 'clone') {
            others.push(current)
            current = current.clone()
          } else if (each.kind === 'rebuild') {
            current.rebuild(now)
          } else {
            now += each.seconds * 1000
            for (let due = current.due(now); due !== undefined; due = current.due(now)) {
              expect(current.queue.isDue(now)).toBe(true)
              expect(current.queue.first()?.partition).toBe(due)
              current.write(due, undefined, now)
            }
            expect(current.queue.isDue(now)).toBe(false)
          }
          for (const followed of [current, ...others]) followed.queue.assertInvariants(followed.entries, now)
        }
      }),
      parameters(200),
    )
  })

  it('notices an item that it does not know', () => {
    const followed = new Followed()
    followed.entries.set(entryOf('a', { at: N(5) }))
    expect(() => followed.queue.assertInvariants(followed.entries, 0)).toThrow('is in the queue')
  })

  it('notices an item that is not there any more', () => {
    const followed = new Followed()
    followed.write('a', { at: N(5) }, 0)
    followed.entries.delete(keyOf('a'))
    expect(() => followed.queue.assertInvariants(followed.entries, 0)).toThrow(
      'nothing but items that expire',
    )
  })
})

describe('the expiry of an item', () => {
  it('is a whole number of seconds in its attribute', () => {
    expect(expirySeconds({ at: N(12) }, 'at')).toBe(12)
    expect(expirySeconds({ at: N('1e9') }, 'at')).toBeUndefined()
    expect(expirySeconds({ at: N('1000000000') }, 'at')).toBe(1_000_000_000)
  })

  it('is absent where the attribute is absent, of another type, or no count of seconds', () => {
    for (const item of [{}, { at: S('12') }, { at: N('12.5') }, { at: N(-1) }, { at: { M: { at: N(1) } } }])
      expect(expirySeconds(item, 'at')).toBeUndefined()
    expect(expirySeconds({}, 'constructor')).toBeUndefined()
  })
})
