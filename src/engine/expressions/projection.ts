import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { getMember, setMember } from '../values/index.js'
import type { DocumentPath } from './document-path.js'
import { getChild } from './document-path.js'
import type { PathNode } from './path-set.js'
import { PathSet } from './path-set.js'

/** A list of document paths with its placeholders resolved, ready to be taken out of items. */
export interface ProjectionNode {
  /** In the order of the text. */
  readonly paths: readonly DocumentPath[]
  readonly tree: PathNode
}

/**
 * What the paths find in the item, in the item's own structure: lists hold the elements that were asked for, close
 * together and in their order. The result shares its values with the item.
 */
export function projectItem({ tree }: ProjectionNode, item: AttributeMap): AttributeMap {
  return projectMembers(tree, item)
}

/** As {@link projectItem}, for paths of which none is part of another, such as the targets of an update. */
export function projectPaths(paths: readonly DocumentPath[], item: AttributeMap): AttributeMap {
  const tree = new PathSet()
  for (const path of paths) tree.add(path)
  return projectMembers(tree.root, item)
}

function projectMembers(node: PathNode, map: AttributeMap): AttributeMap {
  const result: AttributeMap = {}
  for (const [step, child] of node.children) {
    const value = typeof step === 'string' ? getMember(map, step) : undefined
    const projected = value === undefined ? undefined : projectValue(child, value)
    if (projected !== undefined) setMember(result, step as string, projected)
  }
  return result
}

/** Undefined when nothing that was asked for is there: a parent without it does not show. */
function projectValue(node: PathNode, value: AttributeValue): AttributeValue | undefined {
  if (node.path !== undefined) return value
  if (value.M !== undefined) {
    const members = projectMembers(node, value.M)
    return Object.keys(members).length === 0 ? undefined : { M: members }
  }
  if (value.L === undefined) return undefined
  const elements = [...node.children]
    .sort(([left], [right]) => Number(left) - Number(right))
    .flatMap(([step, child]) => {
      const element = getChild(value, step)
      const projected = element === undefined ? undefined : projectValue(child, element)
      return projected === undefined ? [] : [projected]
    })
  return elements.length === 0 ? undefined : { L: elements }
}
