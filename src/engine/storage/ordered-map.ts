import { assert } from '../../core/assert.js'
import { assertNodeInvariants } from './node-invariants.js'
import type { Change } from './node-changes.js'
import { putUnder, removeUnder } from './node-changes.js'
import type { Compare, Hashed, Leaf, Node } from './node.js'
import { boundaryIndex, childIndex, entryIndex, isAt } from './node.js'

/** Gets each entry of a walk; false ends the walk. */
export type Visit<TKey, TValue> = (key: TKey, value: TValue) => boolean

/**
 * An ordered map, by the hashes of its keys and then by `compare`, whose copies are free: `clone` shares everything, and either side copies a node, and the path to it,
 * when it first changes something there. Access, insertion and removal are O(log n); a walk costs what it visits.
 */
export class OrderedMap<TKey extends Hashed, TValue> {
  readonly #compare: Compare<TKey>
  #owner: object = {}
  #root: Node<TKey, TValue>
  #size = 0

  constructor(compare: Compare<TKey>) {
    this.#compare = compare
    this.#root = { owner: this.#owner, children: undefined, hashes: [], keys: [], values: [] }
  }

  get size(): number {
    return this.#size
  }

  get(key: TKey): TValue | undefined {
    const leaf = this.#leafOf(key)
    const index = entryIndex(leaf, key, this.#compare)
    return isAt(leaf, index, key, this.#compare) ? leaf.values[index] : undefined
  }

  /** Stores the value and gives the one that stood there before. */
  set(key: TKey, value: TValue): TValue | undefined {
    const change = this.#change()
    this.#root = putUnder(this.#root, key, value, change)
    if (!change.isFound) this.#size += 1
    return change.previous
  }

  /** Removes the entry and gives its value, undefined where there was none. */
  delete(key: TKey): TValue | undefined {
    if (this.get(key) === undefined) return undefined
    const change = this.#change()
    this.#root = removeUnder(this.#root, key, change)
    this.#size -= 1
    return change.previous
  }

  /** Visits in ascending order, from the first key for which `isBefore` does not hold. */
  forEachFrom(isBefore: (key: TKey) => boolean, visit: Visit<TKey, TValue>): void {
    walkUp(this.#root, isBefore, visit)
  }

  /** Visits in descending order, from the last key for which `isAfter` does not hold. */
  forEachBackFrom(isAfter: (key: TKey) => boolean, visit: Visit<TKey, TValue>): void {
    walkDown(this.#root, (key) => !isAfter(key), visit)
  }

  forEach(visit: (key: TKey, value: TValue) => void): void {
    walkUp(
      this.#root,
      () => false,
      (key, value) => {
        visit(key, value)
        return true
      },
    )
  }

  /** A copy that changes to either side do not reach. Costs the same whatever the size. */
  clone(): OrderedMap<TKey, TValue> {
    const copy = new OrderedMap<TKey, TValue>(this.#compare)
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

  #leafOf(key: TKey): Leaf<TKey, TValue> {
    let node = this.#root
    while (node.children !== undefined) {
      node = node.children[childIndex(node, key, this.#compare)] as Node<TKey, TValue>
    }
    return node
  }

  #change(): Change<TKey, TValue> {
    return { compare: this.#compare, owner: this.#owner, previous: undefined, isFound: false }
  }
}

function walkUp<TKey, TValue>(
  node: Node<TKey, TValue>,
  isBefore: (key: TKey) => boolean,
  visit: Visit<TKey, TValue>,
): boolean {
  const start = boundaryIndex(node.keys, isBefore)
  if (node.children === undefined) {
    for (let index = start; index < node.keys.length; index += 1) {
      if (!visit(node.keys[index] as TKey, node.values[index] as TValue)) return false
    }
    return true
  }
  for (let index = start; index < node.children.length; index += 1) {
    if (!walkUp(node.children[index] as Node<TKey, TValue>, isBefore, visit)) return false
  }
  return true
}

function walkDown<TKey, TValue>(
  node: Node<TKey, TValue>,
  isWithin: (key: TKey) => boolean,
  visit: Visit<TKey, TValue>,
): boolean {
  const end = boundaryIndex(node.keys, isWithin)
  if (node.children === undefined) {
    for (let index = end - 1; index >= 0; index -= 1) {
      if (!visit(node.keys[index] as TKey, node.values[index] as TValue)) return false
    }
    return true
  }
  for (let index = end; index >= 0; index -= 1) {
    if (!walkDown(node.children[index] as Node<TKey, TValue>, isWithin, visit)) return false
  }
  return true
}
