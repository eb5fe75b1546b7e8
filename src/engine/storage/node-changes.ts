import { assert } from '../../core/assert.js'
import type { Branch, Compare, Hashed, Leaf, Node } from './node.js'
import {
  childIndex,
  entryIndex,
  isAt,
  nodeCount,
  nodeEntriesMax,
  nodeEntriesMin,
  ownBranch,
  ownLeaf,
} from './node.js'

/** What a change to a tree needs beside the node, and where it leaves the entry that stood there before. */
export interface Change<TKey, TEntry extends TKey> {
  readonly compare: Compare<TKey>
  /** The key of an entry by itself, for branches to hold. */
  readonly keyOf: (entry: TEntry) => TKey
  readonly owner: object
  previous: TEntry | undefined
}

interface Split<TKey, TNode> {
  readonly separator: TKey
  readonly right: TNode
}

/** Puts an entry under `root`, which grows by a level when it is full. Gives the root afterwards. */
export function putUnder<TKey extends Hashed, TEntry extends TKey>(
  root: Node<TKey, TEntry>,
  entry: TEntry,
  change: Change<TKey, TEntry>,
): Node<TKey, TEntry> {
  const owned = own(root, change.owner)
  const split = put(owned, entry, change)
  if (split === undefined) return owned
  const { separator, right } = split
  return { owner: change.owner, hashes: [separator.hash], keys: [separator], children: [owned, right] }
}

/** Takes an entry away from under `root`, which loses a level when one child is left. Gives the root afterwards. */
export function removeUnder<TKey extends Hashed, TEntry extends TKey>(
  root: Node<TKey, TEntry>,
  key: TKey,
  change: Change<TKey, TEntry>,
): Node<TKey, TEntry> {
  const owned = own(root, change.owner)
  remove(owned, key, change)
  return owned.children?.length === 1 ? (owned.children[0] as Node<TKey, TEntry>) : owned
}

function own<TKey, TEntry extends TKey>(node: Node<TKey, TEntry>, owner: object): Node<TKey, TEntry> {
  return node.children === undefined ? ownLeaf(node, owner) : ownBranch(node, owner)
}

function put<TKey extends Hashed, TEntry extends TKey>(
  node: Node<TKey, TEntry>,
  entry: TEntry,
  change: Change<TKey, TEntry>,
): Split<TKey, Node<TKey, TEntry>> | undefined {
  if (node.children === undefined) return putInLeaf(node, entry, change)
  const index = childIndex(node, entry, change.compare)
  const child = own(node.children[index] as Node<TKey, TEntry>, change.owner)
  node.children[index] = child
  const split = put(child, entry, change)
  if (split === undefined) return undefined
  node.hashes.splice(index, 0, split.separator.hash)
  node.keys.splice(index, 0, split.separator)
  node.children.splice(index + 1, 0, split.right)
  return node.children.length > nodeEntriesMax ? splitBranch(node) : undefined
}

function putInLeaf<TKey extends Hashed, TEntry extends TKey>(
  leaf: Leaf<TEntry>,
  entry: TEntry,
  change: Change<TKey, TEntry>,
): Split<TKey, Leaf<TEntry>> | undefined {
  const index = entryIndex<TKey>(leaf, entry, change.compare)
  if (isAt<TKey>(leaf, index, entry, change.compare)) {
    change.previous = leaf.keys[index] as TEntry
    leaf.keys[index] = entry
    return undefined
  }
  leaf.hashes.splice(index, 0, entry.hash)
  leaf.keys.splice(index, 0, entry)
  return leaf.keys.length > nodeEntriesMax ? splitLeaf(leaf, change) : undefined
}

function splitLeaf<TKey extends Hashed, TEntry extends TKey>(
  leaf: Leaf<TEntry>,
  change: Change<TKey, TEntry>,
): Split<TKey, Leaf<TEntry>> {
  const middle = leaf.keys.length >>> 1
  const right: Leaf<TEntry> = {
    owner: leaf.owner,
    children: undefined,
    hashes: leaf.hashes.slice(middle),
    keys: leaf.keys.slice(middle),
  }
  // Slices hold exactly what they need; truncating would keep the room of the full node in both halves.
  leaf.hashes = leaf.hashes.slice(0, middle)
  leaf.keys = leaf.keys.slice(0, middle)
  return { separator: change.keyOf(right.keys[0] as TEntry), right }
}

function splitBranch<TKey, TEntry extends TKey>(
  branch: Branch<TKey, TEntry>,
): Split<TKey, Branch<TKey, TEntry>> {
  const middle = branch.children.length >>> 1
  const separator = branch.keys[middle - 1] as TKey
  const right: Branch<TKey, TEntry> = {
    owner: branch.owner,
    children: branch.children.splice(middle),
    hashes: branch.hashes.slice(middle),
    keys: branch.keys.slice(middle),
  }
  branch.hashes = branch.hashes.slice(0, middle - 1)
  branch.keys = branch.keys.slice(0, middle - 1)
  return { separator, right }
}

function remove<TKey extends Hashed, TEntry extends TKey>(
  node: Node<TKey, TEntry>,
  key: TKey,
  change: Change<TKey, TEntry>,
): void {
  if (node.children === undefined) {
    const at = entryIndex<TKey>(node, key, change.compare)
    assert(isAt<TKey>(node, at, key, change.compare), 'only an entry that is there is removed')
    change.previous = node.keys[at] as TEntry
    node.hashes.splice(at, 1)
    node.keys.splice(at, 1)
    return
  }
  const index = childIndex(node, key, change.compare)
  const child = own(node.children[index] as Node<TKey, TEntry>, change.owner)
  node.children[index] = child
  remove(child, key, change)
  if (nodeCount(child) < nodeEntriesMin && node.children.length > 1) {
    joinWithNext(node, index === node.children.length - 1 ? index - 1 : index, change)
  }
}

/** Evens out a child that has too little with the one after it, or makes one of the two. */
function joinWithNext<TKey extends Hashed, TEntry extends TKey>(
  parent: Branch<TKey, TEntry>,
  index: number,
  change: Change<TKey, TEntry>,
): void {
  const left = own(parent.children[index] as Node<TKey, TEntry>, change.owner)
  const right = own(parent.children[index + 1] as Node<TKey, TEntry>, change.owner)
  parent.children[index] = left
  const split = join(left, parent.keys[index] as TKey, right, change)
  if (split === undefined) {
    parent.hashes.splice(index, 1)
    parent.keys.splice(index, 1)
    parent.children.splice(index + 1, 1)
  } else {
    parent.hashes[index] = split.separator.hash
    parent.keys[index] = split.separator
    parent.children[index + 1] = split.right
  }
}

function join<TKey extends Hashed, TEntry extends TKey>(
  left: Node<TKey, TEntry>,
  separator: TKey,
  right: Node<TKey, TEntry>,
  change: Change<TKey, TEntry>,
): Split<TKey, Node<TKey, TEntry>> | undefined {
  if (left.children === undefined) {
    assert(right.children === undefined, 'neighbours are of one level')
    left.hashes.push(...right.hashes)
    left.keys.push(...right.keys)
    return left.keys.length > nodeEntriesMax ? splitLeaf(left, change) : undefined
  }
  assert(right.children !== undefined, 'neighbours are of one level')
  left.hashes.push(separator.hash, ...right.hashes)
  left.keys.push(separator, ...right.keys)
  left.children.push(...right.children)
  return left.children.length > nodeEntriesMax ? splitBranch(left) : undefined
}
