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

/** What a change to a tree needs beside the node, and where it leaves the value that stood there before. */
export interface Change<TKey, TValue> {
  readonly compare: Compare<TKey>
  readonly owner: object
  previous: TValue | undefined
  isFound: boolean
}

interface Split<TKey, TValue> {
  readonly separator: TKey
  readonly right: Node<TKey, TValue>
}

/** Puts an entry under `root`, which grows by a level when it is full. Gives the root afterwards. */
export function putUnder<TKey extends Hashed, TValue>(
  root: Node<TKey, TValue>,
  key: TKey,
  value: TValue,
  change: Change<TKey, TValue>,
): Node<TKey, TValue> {
  const owned = own(root, change.owner)
  const split = put(owned, key, value, change)
  if (split === undefined) return owned
  return {
    owner: change.owner,
    hashes: [split.separator.hash],
    keys: [split.separator],
    children: [owned, split.right],
  }
}

/** Takes an entry away from under `root`, which loses a level when one child is left. Gives the root afterwards. */
export function removeUnder<TKey extends Hashed, TValue>(
  root: Node<TKey, TValue>,
  key: TKey,
  change: Change<TKey, TValue>,
): Node<TKey, TValue> {
  const owned = own(root, change.owner)
  remove(owned, key, change)
  return owned.children?.length === 1 ? (owned.children[0] as Node<TKey, TValue>) : owned
}

function own<TKey extends Hashed, TValue>(node: Node<TKey, TValue>, owner: object): Node<TKey, TValue> {
  return node.children === undefined ? ownLeaf(node, owner) : ownBranch(node, owner)
}

function put<TKey extends Hashed, TValue>(
  node: Node<TKey, TValue>,
  key: TKey,
  value: TValue,
  change: Change<TKey, TValue>,
): Split<TKey, TValue> | undefined {
  if (node.children === undefined) return putInLeaf(node, key, value, change)
  const index = childIndex(node, key, change.compare)
  const child = own(node.children[index] as Node<TKey, TValue>, change.owner)
  node.children[index] = child
  const split = put(child, key, value, change)
  if (split === undefined) return undefined
  node.hashes.splice(index, 0, split.separator.hash)
  node.keys.splice(index, 0, split.separator)
  node.children.splice(index + 1, 0, split.right)
  return node.children.length > nodeEntriesMax ? splitBranch(node) : undefined
}

function putInLeaf<TKey extends Hashed, TValue>(
  leaf: Leaf<TKey, TValue>,
  key: TKey,
  value: TValue,
  change: Change<TKey, TValue>,
): Split<TKey, TValue> | undefined {
  const index = entryIndex(leaf, key, change.compare)
  if (isAt(leaf, index, key, change.compare)) {
    change.isFound = true
    change.previous = leaf.values[index] as TValue
    leaf.values[index] = value
    return undefined
  }
  leaf.hashes.splice(index, 0, key.hash)
  leaf.keys.splice(index, 0, key)
  leaf.values.splice(index, 0, value)
  return leaf.keys.length > nodeEntriesMax ? splitLeaf(leaf) : undefined
}

function splitLeaf<TKey extends Hashed, TValue>(leaf: Leaf<TKey, TValue>): Split<TKey, TValue> {
  const middle = leaf.keys.length >>> 1
  const right: Leaf<TKey, TValue> = {
    owner: leaf.owner,
    children: undefined,
    hashes: leaf.hashes.slice(middle),
    keys: leaf.keys.slice(middle),
    values: leaf.values.slice(middle),
  }
  // Slices hold exactly what they need; truncating would keep the room of the full node in both halves.
  leaf.hashes = leaf.hashes.slice(0, middle)
  leaf.keys = leaf.keys.slice(0, middle)
  leaf.values = leaf.values.slice(0, middle)
  return { separator: right.keys[0] as TKey, right }
}

function splitBranch<TKey extends Hashed, TValue>(branch: Branch<TKey, TValue>): Split<TKey, TValue> {
  const middle = branch.children.length >>> 1
  const separator = branch.keys[middle - 1] as TKey
  const right: Branch<TKey, TValue> = {
    owner: branch.owner,
    children: branch.children.splice(middle),
    hashes: branch.hashes.slice(middle),
    keys: branch.keys.slice(middle),
  }
  branch.hashes = branch.hashes.slice(0, middle - 1)
  branch.keys = branch.keys.slice(0, middle - 1)
  return { separator, right }
}

function remove<TKey extends Hashed, TValue>(
  node: Node<TKey, TValue>,
  key: TKey,
  change: Change<TKey, TValue>,
): void {
  if (node.children === undefined) {
    const at = entryIndex(node, key, change.compare)
    assert(isAt(node, at, key, change.compare), 'only a key that is there is removed')
    change.isFound = true
    change.previous = node.values[at] as TValue
    node.hashes.splice(at, 1)
    node.keys.splice(at, 1)
    node.values.splice(at, 1)
    return
  }
  const index = childIndex(node, key, change.compare)
  const child = own(node.children[index] as Node<TKey, TValue>, change.owner)
  node.children[index] = child
  remove(child, key, change)
  if (nodeCount(child) < nodeEntriesMin && node.children.length > 1) {
    joinWithNext(node, index === node.children.length - 1 ? index - 1 : index, change.owner)
  }
}

/** Evens out a child that has too little with the one after it, or makes one of the two. */
function joinWithNext<TKey extends Hashed, TValue>(
  parent: Branch<TKey, TValue>,
  index: number,
  owner: object,
): void {
  const left = own(parent.children[index] as Node<TKey, TValue>, owner)
  const right = own(parent.children[index + 1] as Node<TKey, TValue>, owner)
  parent.children[index] = left
  const split = join(left, parent.keys[index] as TKey, right)
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

function join<TKey extends Hashed, TValue>(
  left: Node<TKey, TValue>,
  separator: TKey,
  right: Node<TKey, TValue>,
): Split<TKey, TValue> | undefined {
  if (left.children === undefined) {
    assert(right.children === undefined, 'neighbours are of one level')
    left.hashes.push(...right.hashes)
    left.keys.push(...right.keys)
    left.values.push(...right.values)
    return left.keys.length > nodeEntriesMax ? splitLeaf(left) : undefined
  }
  assert(right.children !== undefined, 'neighbours are of one level')
  left.hashes.push(separator.hash, ...right.hashes)
  left.keys.push(separator, ...right.keys)
  left.children.push(...right.children)
  return left.children.length > nodeEntriesMax ? splitBranch(left) : undefined
}
