import { assert } from '../../core/assert.js'
import type { Branch, Compare, Leaf, Node } from './node.js'
import {
  childIndex,
  entryIndex,
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
export function putUnder<TKey, TValue>(
  root: Node<TKey, TValue>,
  key: TKey,
  value: TValue,
  change: Change<TKey, TValue>,
): Node<TKey, TValue> {
  const owned = own(root, change.owner)
  const split = put(owned, key, value, change)
  if (split === undefined) return owned
  return { owner: change.owner, keys: [split.separator], children: [owned, split.right] }
}

/** Takes an entry away from under `root`, which loses a level when one child is left. Gives the root afterwards. */
export function removeUnder<TKey, TValue>(
  root: Node<TKey, TValue>,
  key: TKey,
  change: Change<TKey, TValue>,
): Node<TKey, TValue> {
  const owned = own(root, change.owner)
  remove(owned, key, change)
  return owned.children?.length === 1 ? (owned.children[0] as Node<TKey, TValue>) : owned
}

function own<TKey, TValue>(node: Node<TKey, TValue>, owner: object): Node<TKey, TValue> {
  return node.children === undefined ? ownLeaf(node, owner) : ownBranch(node, owner)
}

function put<TKey, TValue>(
  node: Node<TKey, TValue>,
  key: TKey,
  value: TValue,
  change: Change<TKey, TValue>,
): Split<TKey, TValue> | undefined {
  if (node.children === undefined) return putInLeaf(node, key, value, change)
  const index = childIndex(node.keys, key, change.compare)
  const child = own(node.children[index] as Node<TKey, TValue>, change.owner)
  node.children[index] = child
  const split = put(child, key, value, change)
  if (split === undefined) return undefined
  node.keys.splice(index, 0, split.separator)
  node.children.splice(index + 1, 0, split.right)
  return node.children.length > nodeEntriesMax ? splitBranch(node) : undefined
}

function putInLeaf<TKey, TValue>(
  leaf: Leaf<TKey, TValue>,
  key: TKey,
  value: TValue,
  change: Change<TKey, TValue>,
): Split<TKey, TValue> | undefined {
  const index = entryIndex(leaf.keys, key, change.compare)
  if (index < leaf.keys.length && change.compare(leaf.keys[index] as TKey, key) === 0) {
    change.isFound = true
    change.previous = leaf.values[index] as TValue
    leaf.values[index] = value
    return undefined
  }
  leaf.keys.splice(index, 0, key)
  leaf.values.splice(index, 0, value)
  return leaf.keys.length > nodeEntriesMax ? splitLeaf(leaf) : undefined
}

function splitLeaf<TKey, TValue>(leaf: Leaf<TKey, TValue>): Split<TKey, TValue> {
  const middle = leaf.keys.length >>> 1
  const right: Leaf<TKey, TValue> = {
    owner: leaf.owner,
    children: undefined,
    keys: leaf.keys.slice(middle),
    values: leaf.values.slice(middle),
  }
  // Slices hold exactly what they need; truncating would keep the room of the full node in both halves.
  leaf.keys = leaf.keys.slice(0, middle)
  leaf.values = leaf.values.slice(0, middle)
  return { separator: right.keys[0] as TKey, right }
}

function splitBranch<TKey, TValue>(branch: Branch<TKey, TValue>): Split<TKey, TValue> {
  const middle = branch.children.length >>> 1
  const separator = branch.keys[middle - 1] as TKey
  const right: Branch<TKey, TValue> = {
    owner: branch.owner,
    children: branch.children.splice(middle),
    keys: branch.keys.slice(middle),
  }
  branch.keys = branch.keys.slice(0, middle - 1)
  return { separator, right }
}

function remove<TKey, TValue>(node: Node<TKey, TValue>, key: TKey, change: Change<TKey, TValue>): void {
  if (node.children === undefined) {
    const at = entryIndex(node.keys, key, change.compare)
    assert(change.compare(node.keys[at] as TKey, key) === 0, 'only a key that is there is removed')
    change.isFound = true
    change.previous = node.values[at] as TValue
    node.keys.splice(at, 1)
    node.values.splice(at, 1)
    return
  }
  const index = childIndex(node.keys, key, change.compare)
  const child = own(node.children[index] as Node<TKey, TValue>, change.owner)
  node.children[index] = child
  remove(child, key, change)
  if (nodeCount(child) < nodeEntriesMin && node.children.length > 1) {
    joinWithNext(node, index === node.children.length - 1 ? index - 1 : index, change.owner)
  }
}

/** Evens out a child that has too little with the one after it, or makes one of the two. */
function joinWithNext<TKey, TValue>(parent: Branch<TKey, TValue>, index: number, owner: object): void {
  const left = own(parent.children[index] as Node<TKey, TValue>, owner)
  const right = own(parent.children[index + 1] as Node<TKey, TValue>, owner)
  parent.children[index] = left
  const split = join(left, parent.keys[index] as TKey, right)
  if (split === undefined) {
    parent.keys.splice(index, 1)
    parent.children.splice(index + 1, 1)
  } else {
    parent.keys[index] = split.separator
    parent.children[index + 1] = split.right
  }
}

function join<TKey, TValue>(
  left: Node<TKey, TValue>,
  separator: TKey,
  right: Node<TKey, TValue>,
): Split<TKey, TValue> | undefined {
  if (left.children === undefined) {
    assert(right.children === undefined, 'neighbours are of one level')
    left.keys.push(...right.keys)
    left.values.push(...right.values)
    return left.keys.length > nodeEntriesMax ? splitLeaf(left) : undefined
  }
  assert(right.children !== undefined, 'neighbours are of one level')
  left.keys.push(separator, ...right.keys)
  left.children.push(...right.children)
  return left.children.length > nodeEntriesMax ? splitBranch(left) : undefined
}
