/**
 * Nodes of a B+tree that is shared between copies of a map: a node belongs to the one copy whose token it carries, and
 * every other copy that meets it takes a copy of its own before changing it.
 */
export type Node<TKey, TValue> = Leaf<TKey, TValue> | Branch<TKey, TValue>

export interface Leaf<TKey, TValue> {
  readonly owner: object
  readonly children: undefined
  keys: TKey[]
  values: TValue[]
}

/** `keys[i]` is above every key of `children[i]` and not above any key of `children[i + 1]`. */
export interface Branch<TKey, TValue> {
  readonly owner: object
  readonly children: Node<TKey, TValue>[]
  keys: TKey[]
}

export type Compare<TKey> = (left: TKey, right: TKey) => number

export const nodeEntriesMax = 64
/** A quarter, not a half: a node that was just split or merged is far from its next split or merge. */
export const nodeEntriesMin = 16

export function ownLeaf<TKey, TValue>(leaf: Leaf<TKey, TValue>, owner: object): Leaf<TKey, TValue> {
  if (leaf.owner === owner) return leaf
  return { owner, children: undefined, keys: leaf.keys.slice(), values: leaf.values.slice() }
}

export function ownBranch<TKey, TValue>(branch: Branch<TKey, TValue>, owner: object): Branch<TKey, TValue> {
  if (branch.owner === owner) return branch
  return { owner, children: branch.children.slice(), keys: branch.keys.slice() }
}

/** Entries of a leaf, children of a branch. */
export function nodeCount<TKey, TValue>(node: Node<TKey, TValue>): number {
  return node.children === undefined ? node.keys.length : node.children.length
}

/** Index of the child under which a key belongs. */
export function childIndex<TKey>(keys: readonly TKey[], key: TKey, compare: Compare<TKey>): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(keys[middle] as TKey, key) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Index of the first key that is not below `key`. */
export function entryIndex<TKey>(keys: readonly TKey[], key: TKey, compare: Compare<TKey>): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(keys[middle] as TKey, key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Index of the first key for which `isBefore`, true of a run of keys from the first, no longer holds. */
export function boundaryIndex<TKey>(keys: readonly TKey[], isBefore: (key: TKey) => boolean): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(keys[middle] as TKey)) low = middle + 1
    else high = middle
  }
  return low
}
