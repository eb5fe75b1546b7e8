import { assert } from '../../core/assert.js'
import type { Compare, Hashed, Node } from './node.js'
import { nodeCount, nodeEntriesMax, nodeEntriesMin } from './node.js'

interface Bounds<TKey> {
  readonly atLeast: TKey | undefined
  readonly below: TKey | undefined
}

interface Walk<TKey> {
  readonly compare: Compare<TKey>
  leafDepth: number | undefined
  entries: number
}

/** Throws unless the tree is ordered, balanced, and filled within bounds. Gives the number of its entries. */
export function assertNodeInvariants<TKey extends Hashed, TEntry extends TKey>(
  root: Node<TKey, TEntry>,
  compare: Compare<TKey>,
): number {
  const walk: Walk<TKey> = { compare, leafDepth: undefined, entries: 0 }
  assertNode(root, 0, { atLeast: undefined, below: undefined }, walk)
  return walk.entries
}

function assertNode<TKey extends Hashed, TEntry extends TKey>(
  node: Node<TKey, TEntry>,
  depth: number,
  bounds: Bounds<TKey>,
  walk: Walk<TKey>,
): void {
  assert(nodeCount(node) <= nodeEntriesMax, `a node holds at most ${nodeEntriesMax}, not ${nodeCount(node)}`)
  if (depth > 0) {
    assert(nodeCount(node) >= nodeEntriesMin, `a node below the root holds at least ${nodeEntriesMin}`)
  }
  assertKeys<TKey>(node.keys, bounds, walk.compare)
  assert(
    node.hashes.length === node.keys.length &&
      node.keys.every(({ hash }, index) => hash === node.hashes[index]),
    'a node knows the hashes of its keys',
  )
  if (node.children === undefined) {
    assert(walk.leafDepth === undefined || walk.leafDepth === depth, 'leaves lie at one depth')
    walk.leafDepth = depth
    walk.entries += node.keys.length
    return
  }
  assert(node.children.length >= 2, 'a branch has children to choose from')
  assert(node.children.length === node.keys.length + 1, 'a branch has a separator between any two children')
  node.children.forEach((child, index) => {
    const atLeast = index === 0 ? bounds.atLeast : node.keys[index - 1]
    const below = index === node.keys.length ? bounds.below : node.keys[index]
    assertNode(child, depth + 1, { atLeast, below }, walk)
  })
}

function assertKeys<TKey>(keys: readonly TKey[], bounds: Bounds<TKey>, compare: Compare<TKey>): void {
  keys.forEach((key, index) => {
    if (index > 0) assert(compare(keys[index - 1] as TKey, key) < 0, 'keys ascend')
    if (bounds.atLeast !== undefined)
      assert(compare(bounds.atLeast, key) <= 0, 'keys reach their lower bound')
    if (bounds.below !== undefined)
      assert(compare(key, bounds.below) < 0, 'keys stay below their upper bound')
  })
}
