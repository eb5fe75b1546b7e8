import { assert } from '../../core/assert.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import { expiryAgeMilliseconds } from '../../protocol/limits.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareEntryKeys, keyOfEntry } from '../storage/entry-key.js'
import { OrderedMap } from '../storage/ordered-map.js'
import { Filling } from '../tables/filling.js'
import type { StoredEntries, StoredEntry } from '../tables/stored-item.js'
import { getMember } from '../values/index.js'

/** An item that expires, under its expiry in seconds, which is what `hash` holds. */
interface Expiring {
  readonly hash: number
  readonly key: EntryKey
}

const wholeNumber = /^\d+$/

/**
 * Seconds since 1970 at which an item expires, undefined where it never does: without the attribute, with another type,
 * with a number that is no count of whole seconds.
 */
export function expirySeconds(item: AttributeMap, attribute: string): number | undefined {
  const text = getMember(item, attribute)?.N
  return text !== undefined && wholeNumber.test(text) ? Number(text) : undefined
}

/** Items of a table by their expiry, for a table with time to live. Built once, then kept up by every write. */
export class ExpiryQueue {
  readonly attribute: string
  readonly #items: OrderedMap<Expiring, Expiring>
  /** The earliest expiry, in seconds. */
  #next = Infinity
  #filling: Filling | undefined

  constructor(attribute: string, items: OrderedMap<Expiring, Expiring> = noItems()) {
    this.attribute = attribute
    this.#items = items
  }

  /** A queue that is younger than the items of its table. */
  static toBeFilled(attribute: string): ExpiryQueue {
    const queue = new ExpiryQueue(attribute)
    queue.#filling = new Filling()
    return queue
  }

  /** Takes some more items of its table. True when it has all. */
  fill(entries: StoredEntries, now: number): boolean {
    const isOver = this.#filling?.proceed(entries, (entry) => this.#follow(undefined, entry, now))
    if (isOver !== false) this.#filling = undefined
    return isOver !== false
  }

  /** Whether anything expired before this time, in milliseconds. */
  isDue(time: number): boolean {
    return this.#next * 1000 < time
  }

  /** The key of what expires first. */
  first(): EntryKey | undefined {
    return this.#first()?.key
  }

  /** Follows a write to one key. What expired years before it was written is not taken: the service leaves it alone. */
  update(previous: StoredEntry | undefined, next: StoredEntry | undefined, now: number): void {
    const written = next ?? previous
    if (this.#filling !== undefined && written !== undefined && !this.#filling.covers(written)) return
    this.#follow(previous, next, now)
  }

  #follow(previous: StoredEntry | undefined, next: StoredEntry | undefined, now: number): void {
    const before = previous && expirySeconds(previous.item, this.attribute)
    const after = next && expirySeconds(next.item, this.attribute)
    if (before === after) return
    if (previous !== undefined && before !== undefined) {
      this.#items.delete({ hash: before, key: previous })
      if (before === this.#next) this.#next = this.#earliest()
    }
    if (next === undefined || after === undefined || isTooOld(after, now)) return
    this.#items.set({ hash: after, key: keyOfEntry(next) })
    if (after < this.#next) this.#next = after
  }

  /** A copy that changes to either side do not reach. It has all items: nobody else would go on with filling it. */
  clone(entries: StoredEntries, now: number): ExpiryQueue {
    const copy = new ExpiryQueue(this.attribute, this.#items.clone())
    copy.#next = this.#next
    copy.#filling = this.#filling?.clone()
    while (!copy.fill(entries, now));
    return copy
  }

  /** Throws unless the queue holds just the items that expire, each once and in order. Walks everything. */
  assertInvariants(entries: StoredEntries, now: number): void {
    this.#items.assertInvariants()
    assert(this.#next === this.#earliest(), 'a queue knows its earliest expiry')
    let count = 0
    entries.forEach((entry) => {
      if (this.#filling?.covers(entry) === false) return
      const seconds = expirySeconds(entry.item, this.attribute)
      if (seconds === undefined) return
      const isHeld = this.#items.get({ hash: seconds, key: entry }) !== undefined
      assert(isHeld || isTooOld(seconds, now), 'an item that expires is in the queue')
      if (isHeld) count += 1
    })
    assert(count === this.#items.size, 'a queue holds nothing but items that expire')
  }

  #earliest(): number {
    return this.#first()?.hash ?? Infinity
  }

  #first(): Expiring | undefined {
    const found: Expiring[] = []
    this.#items.forEachFrom(
      () => false,
      (item) => {
        found.push(item)
        return false
      },
    )
    return found[0]
  }
}

function isTooOld(seconds: number, now: number): boolean {
  return seconds * 1000 < now - expiryAgeMilliseconds
}

function noItems(): OrderedMap<Expiring, Expiring> {
  return new OrderedMap<Expiring, Expiring>(
    (left, right) => left.hash - right.hash || compareEntryKeys(left.key, right.key),
    (item) => item,
  )
}
