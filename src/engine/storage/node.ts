/**
 * Nodes of a B+tree that is shared between copies of a map: a node belongs to the one copy whose token it carries, and
 * every other copy that meets it takes a copy of its own before changing it.
 *
 * Keys are ordered by a hash first. A node keeps the hashes of its keys beside them: a search stays within one array and
 * looks at a key, which lies elsewhere in memory, only where the hashes are equal.
 */
export type Node<TKey, TEntry extends TKey> = Leaf<TEntry> | Branch<TKey, TEntry>

export interface Leaf<TEntry> {
  readonly owner: object
  readonly children: undefined
  hashes: number[]
  keys: TEntry[]
}

/** `keys[i]` is a key alone, not an entry, which may be long gone. It is above every key of `children[i]` and not above any key of `children[i + 1]`. */
export interface Branch<TKey, TEntry extends TKey> {
  readonly owner: object
  readonly children: Node<TKey, TEntry>[]
  hashes: number[]
  keys: TKey[]
}

export interface Hashed {
  readonly hash: number
}

export type Compare<TKey> = (left: TKey, right: TKey) => number

export const nodeEntriesMax = 64
/** A quarter, not a half: a node that was just split or merged is far from its next split or merge. */
export const nodeEntriesMin = 16

export function ownLeaf<TEntry>(leaf: Leaf<TEntry>, owner: object): Leaf<TEntry> {
  if (leaf.owner === owner) return leaf
  return { owner, children: undefined, hashes: leaf.hashes.slice(), keys: leaf.keys.slice() }
}

export function ownBranch<TKey, TEntry extends TKey>(
  branch: Branch<TKey, TEntry>,
  owner: object,
): Branch<TKey, TEntry> {
  if (branch.owner === owner) return branch
  const { children, hashes, keys } = branch
  return { owner, children: children.slice(), hashes: hashes.slice(), keys: keys.slice() }
}

/** Entries of a leaf, children of a branch. */
export function nodeCount<TKey, TEntry extends TKey>(node: Node<TKey, TEntry>): number {
  return node.children === undefined ? node.keys.length : node.children.length
}

/** Index of the child under which a key belongs. */
export function childIndex<TKey extends Hashed, TEntry extends TKey>(
  { hashes, keys }: Branch<TKey, TEntry>,
  key: TKey,
  compare: Compare<TKey>,
): number {
  const { hash } = key
  let low = 0
  let high = hashes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = hashes[middle] as number
    if (other === hash ? compare(keys[middle] as TKey, key) <= 0 : other < hash) low = middle + 1
    else high = middle
  }
  return low
}

/** Index of the first key that is not below `key`. */
export function entryIndex<TKey extends Hashed>(
  { hashes, keys }: Leaf<TKey>,
  key: TKey,
  compare: Compare<TKey>,
): number {
  const { hash } = key
  let low = 0
  let high = hashes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = hashes[middle] as number
    if (other === hash ? compare(keys[middle] as TKey, key) < 0 : other < hash) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether the key at the index is `key`. */
export function isAt<TKey extends Hashed>(
  { hashes, keys }: Leaf<TKey>,
  index: number,
  key: TKey,
  compare: Compare<TKey>,
): boolean {
  return index < hashes.length && hashes[index] === key.hash && compare(keys[index] as TKey, key) === 0
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
