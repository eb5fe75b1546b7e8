import { assert } from '../../core/assert.js'
import { writeUnits } from '../capacity/units.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareEntryKeys } from '../storage/entry-key.js'
import { getMember, valuesEqual } from '../values/index.js'
import type { IndexSchema } from './index-schema.js'
import { Filling } from './filling.js'
import { fitsIndex } from './item-keys.js'
import { isEndless } from './phase.js'
import type { Phase } from './phase.js'
import type { StoredEntries, StoredEntry, StoredItem } from './stored-item.js'
import { noEntries, storedEntry, storedItem } from './stored-item.js'

/** A secondary index: for every item that has the key attributes, what it projects, in the order of the index. */
export class SecondaryIndex {
  readonly schema: IndexSchema
  readonly #entries: StoredEntries
  #sizeBytes: number
  /** Whether the table may hold items that do not fit the key of the index, as they are older than it. */
  #hasMisfits = false
  /** Of an index that is younger than the items and has not taken in all of them. */
  #filling: Filling | undefined
  /** What the index is going through, undefined once that is over. */
  phase: Phase | undefined

  constructor(schema: IndexSchema, entries: StoredEntries = noEntries(), sizeBytes = 0) {
    this.schema = schema
    this.#entries = entries
    this.#sizeBytes = sizeBytes
  }

  get entries(): StoredEntries {
    return this.#entries
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  /** A copy of the index of a table. One that is being filled is full in the copy: nobody else would go on with it. */
  clone(items: StoredEntries): SecondaryIndex {
    const copy = new SecondaryIndex(this.schema, this.#entries.clone(), this.#sizeBytes)
    copy.#hasMisfits = this.#hasMisfits
    copy.phase = isEndless(this.phase) ? undefined : this.phase
    copy.#filling = this.#filling?.clone()
    while (!copy.fill(items));
    return copy
  }

  /** Says that the table is older than the index, which has to be filled. */
  beginFilling(): void {
    this.#filling = new Filling()
  }

  /** Takes in some more items of a table that is older. Those that do not fit the key are left out. True at the end. */
  fill(items: StoredEntries): boolean {
    const isOver = this.#filling?.proceed(items, (stored) => {
      if (fitsIndex(this.schema, stored.item)) this.#follow(undefined, stored)
      else this.#hasMisfits = true
    })
    if (isOver !== false) this.#filling = undefined
    return isOver !== false
  }

  /** Bytes that the index holds of an item. */
  projectedSizeBytes(stored: StoredItem | undefined): number {
    if (stored === undefined || !this.#holds(stored)) return 0
    return this.#project(stored).sizeBytes
  }

  /** Follows a write to the table. */
  update(previous: StoredEntry | undefined, next: StoredEntry | undefined): void {
    if (this.#filling === undefined) return this.#follow(previous, next)
    const written = next ?? previous
    if (written !== undefined && this.#filling.covers(written)) this.#follow(previous, next)
  }

  #follow(previous: StoredEntry | undefined, next: StoredEntry | undefined): void {
    const before = previous && this.#keyOf(previous)
    const after = next && this.#keyOf(next)
    if (before !== undefined && (after === undefined || compareEntryKeys(before, after) !== 0)) {
      const removed = this.#entries.delete(before)
      assert(removed !== undefined, `index ${this.schema.name} held the item that changes`)
      this.#sizeBytes -= removed.sizeBytes
    }
    if (after !== undefined && next !== undefined) {
      const projected = this.#project(next)
      const replaced = this.#entries.set(storedEntry(after, projected, next))
      this.#sizeBytes += projected.sizeBytes - (replaced?.sizeBytes ?? 0)
    }
  }

  /** Write units that the index consumes when the table's item changes so: for an entry added, removed or changed. */
  writeUnitsOf(previous: StoredItem | undefined, next: StoredItem | undefined): number {
    const before = previous && this.#holds(previous) ? this.#project(previous) : undefined
    const after = next && this.#holds(next) ? this.#project(next) : undefined
    if (before === undefined) return after === undefined ? 0 : writeUnits(after.sizeBytes)
    if (after === undefined) return writeUnits(before.sizeBytes)
    if (this.#isKeyChanged(before, after)) return writeUnits(before.sizeBytes) + writeUnits(after.sizeBytes)
    if (valuesEqual({ M: before.item }, { M: after.item })) return 0
    return writeUnits(Math.max(before.sizeBytes, after.sizeBytes))
  }

  /** Throws unless the index holds what `items`, those of its table, imply, and nothing else. */
  assertInvariants(items: StoredEntries): void {
    this.#entries.assertInvariants()
    let expected = 0
    let sizeBytes = 0
    items.forEach((stored) => {
      if (this.#filling?.covers(stored) === false) return
      const isMisfit = !fitsIndex(this.schema, stored.item)
      assert(!isMisfit || this.#hasMisfits, `index ${this.schema.name} knows that items do not fit it`)
      const key = isMisfit ? undefined : this.schema.key.entryKeyOf(stored.item, stored)
      if (key === undefined) return
      const entry = this.#entries.get(key)
      assert(entry !== undefined, `index ${this.schema.name} holds every item with its key attributes`)
      assert(entry.primary === stored, `an entry of index ${this.schema.name} knows its item`)
      const projected = this.schema.projectedItem(stored.item)
      assert(
        valuesEqual({ M: entry.item }, { M: projected }),
        `index ${this.schema.name} holds what it projects`,
      )
      expected += 1
      sizeBytes += entry.sizeBytes
    })
    assert(expected === this.#entries.size, `index ${this.schema.name} holds nothing but items of the table`)
    assert(sizeBytes === this.#sizeBytes, `index ${this.schema.name} knows its size`)
  }

  #holds({ item }: StoredItem): boolean {
    return this.schema.isMemberOf(item) && !(this.#hasMisfits && !fitsIndex(this.schema, item))
  }

  /** Where the index holds the item, undefined when it does not. */
  #keyOf(stored: StoredEntry): EntryKey | undefined {
    if (this.#hasMisfits && !fitsIndex(this.schema, stored.item)) return undefined
    return this.schema.key.entryKeyOf(stored.item, stored)
  }

  #project(stored: StoredItem): StoredItem {
    return this.schema.projectsAll ? stored : storedItem(this.schema.projectedItem(stored.item))
  }

  #isKeyChanged(before: StoredItem, after: StoredItem): boolean {
    return this.schema.key.attributes.some(({ name }) => {
      const left = getMember(before.item, name)
      const right = getMember(after.item, name)
      return left === undefined || right === undefined || !valuesEqual(left, right)
    })
  }
}
