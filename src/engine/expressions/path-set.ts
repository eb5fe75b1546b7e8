import { expressionMessages } from './messages.js'
import type { DocumentPath } from './document-path.js'
import { formatPath } from './document-path.js'

/** A step shared by some of the paths; `path` is set where one of them ends. */
export interface PathNode {
  path?: DocumentPath
  readonly children: Map<string | number, PathNode>
}

/** Paths of which none may be part of another, as a tree. */
export class PathSet {
  readonly root: PathNode = { children: new Map() }

  /** Adds a path and returns undefined, or returns the service's words for why it cannot stand beside the others. */
  add(path: DocumentPath): string | undefined {
    let node = this.root
    for (const step of path) {
      if (node.path !== undefined)
        return expressionMessages.overlappingPaths(formatPath(path), formatPath(node.path))
      const [sibling] = node.children.keys()
      if (sibling !== undefined && typeof sibling !== typeof step) {
        return expressionMessages.conflictingPaths(formatPath(path), formatPath(somePath(node)))
      }
      let child = node.children.get(step)
      if (child === undefined) {
        child = { children: new Map() }
        node.children.set(step, child)
      }
      node = child
    }
    if (node.path !== undefined || node.children.size > 0) {
      return expressionMessages.overlappingPaths(formatPath(path), formatPath(somePath(node)))
    }
    node.path = path
    return undefined
  }
}

function somePath(node: PathNode): DocumentPath {
  let current = node
  while (current.path === undefined) {
    const [child] = current.children.values()
    current = child as PathNode
  }
  return current.path
}
