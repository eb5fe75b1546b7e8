import { assert } from '../../core/assert.js'
import { assertNodeInvariants } from './node-invariants.js'
import type { Change } from './node-changes.js'
import { putUnder, removeUnder } from './node-changes.js'
import type { Compare, Hashed, Leaf, Node } from './node.js'
import { boundaryIndex, childIndex, entryIndex, isAt } from './node.js'

/** Gets each entry of a walk; false ends the walk. */
export type Visit<TEntry> = (entry: TEntry) => boolean

/**
 * Entries by the key that is part of them, in the order of the hashes of the keys and then of `compare`. Copies are
 * free: `clone` shares everything, and either side copies a node, and the path to it, when it first changes something
 * there. Access, insertion and removal are O(log n); a walk costs what it visits.
 */
export class OrderedMap<TKey extends Hashed, TEntry extends TKey> {
  readonly #compare: Compare<TKey>
  readonly #keyOf: (entry: TEntry) => TKey
  #owner: object = {}
  #root: Node<TKey, TEntry>
  #size = 0

  /** `keyOf` gives the key of an entry by itself: the tree keeps keys longer than entries. */
  constructor(compare: Compare<TKey>, keyOf: (entry: TEntry) => TKey) {
    this.#compare = compare
    this.#keyOf = keyOf
    this.#root = { owner: this.#owner, children: undefined, hashes: [], keys: [] }
  }

  get size(): number {
    return this.#size
  }

  get(key: TKey): TEntry | undefined {
    const leaf = this.#leafOf(key)
    const index = entryIndex<TKey>(leaf, key, this.#compare)
    return isAt<TKey>(leaf, index, key, this.#compare) ? leaf.keys[index] : undefined
  }

  /** Stores the entry and gives the one with its key that stood there before. */
  set(entry: TEntry): TEntry | undefined {
    const change = this.#change()
    this.#root = putUnder(this.#root, entry, change)
    if (change.previous === undefined) this.#size += 1
    return change.previous
  }

  /** Removes the entry with this key and gives it, undefined where there was none. */
  delete(key: TKey): TEntry | undefined {
    if (this.get(key) === undefined) return undefined
    const change = this.#change()
    this.#root = removeUnder(this.#root, key, change)
    this.#size -= 1
    return change.previous
  }

  /** Visits in ascending order, from the first key for which `isBefore` does not hold. */
  forEachFrom(isBefore: (key: TKey) => boolean, visit: Visit<TEntry>): void {
    walkUp(this.#root, isBefore, visit)
  }

  /** Visits in descending order, from the last key for which `isAfter` does not hold. */
  forEachBackFrom(isAfter: (key: TKey) => boolean, visit: Visit<TEntry>): void {
    walkDown(this.#root, (key) => !isAfter(key), visit)
  }

  forEach(visit: (entry: TEntry) => void): void {
    walkUp(
      this.#root,
      () => false,
      (entry: TEntry) => {
        visit(entry)
        return true
      },
    )
  }

  /** A copy that changes to either side do not reach. Costs the same whatever the size. */
  clone(): OrderedMap<TKey, TEntry> {
    const copy = new OrderedMap<TKey, TEntry>(this.#compare, this.#keyOf)
    copy.#root = this.#root
    copy.#size = this.#size
    // The nodes belong to neither from now on.
    this.#owner = {}
    return copy
  }

  /** Throws unless order, balance, fill and count are what they must be. */
  assertInvariants(): void {
    const entries = assertNodeInvariants(this.#root, this.#compare)
    assert(entries === this.#size, `a map that counts ${this.#size} entries holds ${entries}`)
  }

  #leafOf(key: TKey): Leaf<TEntry> {
    let node = this.#root
    while (node.children !== undefined) {
      node = node.children[childIndex(node, key, this.#compare)] as Node<TKey, TEntry>
    }
    return node
  }

  #change(): Change<TKey, TEntry> {
    return { compare: this.#compare, keyOf: this.#keyOf, owner: this.#owner, previous: undefined }
  }
}

function walkUp<TKey, TEntry extends TKey>(
  node: Node<TKey, TEntry>,
  isBefore: (key: TKey) => boolean,
  visit: Visit<TEntry>,
): boolean {
  const start = boundaryIndex<TKey>(node.keys, isBefore)
  if (node.children === undefined) {
    for (let index = start; index < node.keys.length; index += 1) {
      if (!visit(node.keys[index] as TEntry)) return false
    }
    return true
  }
  for (let index = start; index < node.children.length; index += 1) {
    if (!walkUp(node.children[index] as Node<TKey, TEntry>, isBefore, visit)) return false
  }
  return true
}

function walkDown<TKey, TEntry extends TKey>(
  node: Node<TKey, TEntry>,
  isWithin: (key: TKey) => boolean,
  visit: Visit<TEntry>,
): boolean {
  const end = boundaryIndex<TKey>(node.keys, isWithin)
  if (node.children === undefined) {
    for (let index = end - 1; index >= 0; index -= 1) {
      if (!visit(node.keys[index] as TEntry)) return false
    }
    return true
  }
  for (let index = end; index >= 0; index -= 1) {
    if (!walkDown(node.children[index] as Node<TKey, TEntry>, isWithin, visit)) return false
  }
  return true
}
